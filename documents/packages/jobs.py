"""round.papers: the plaintiffs' papers batch by batch, and at the end the index, the manifest and its seal.

package.court_book: the volumes of a package for reading.
"""

from functools import lru_cache

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from documents.packages import actions, actions_book, assembly, making
from documents.packages.book_plan import volumes_of
from documents.packages.models import Package
from documents.packages.queries import BOOK, gaps_of
from documents.papers.registry import ROUND, kinds
from documents.rounds.models import RosterEntry
from litigation.errors import DomainError
from litigation.jobs.kinds import JobKind, kind
from litigation.vault.files import put_as, together

UNDIVIDED = 2  # attempts at a batch as a whole


@kind(actions.KIND)
class RoundPapers(JobKind):
    title = gettext_lazy("Make the papers of a round")
    right = "round.read"
    begun_by = "round.prepare"
    concurrency = 8
    max_attempts = 6  # workers also die of what has nothing to do with an item; a batch is divided from the third on
    exclusive = True

    def overtaken(self, job):
        newest = Package.objects.filter(round=job.subject_id).order_by("-version").first()
        if str(newest.pk) == job.params["package"]:
            return ""
        return _("Package version %(number)d of this round was begun meanwhile.") % {"number": newest.version}

    def run_item(self, item):
        """Make and store first (slow, pure, the same bytes each time), then remember the files with the item.

        Papers that cannot be made are left to the job as items of their own, already given up with their reason; such an
        item, tried again, is about one paper and fails by itself. A batch that broke its worker twice is divided.
        """
        told, roster = item.payload, _roster(item.job.params["package"])
        if "first" not in told:
            batch = making.round_paper(roster, kinds()[told["type"]])
        elif item.attempt > UNDIVIDED and told["first"] < told["last"]:
            return actions.divide(item=item, roster=roster)
        else:
            batch = making.plaintiffs_papers(roster, told["first"], told["last"], only=told.get("type", ""))
        if "type" in told and batch.gaps:
            raise DomainError(batch.gaps[0].code, batch.gaps[0].sentence)
        with item.commit() as result:
            actions.keep(item=item, roster=roster, batch=batch)
            result |= {"files": len(batch.papers), "made": batch.made, "set_aside": len(batch.gaps)}
        return None

    def finish(self, job):
        """Put the package together. What is missing is listed in it, and the package is not called whole."""
        package = Package.objects.select_related("round__case").get(pk=job.params["package"])
        gaps = gaps_of(job)
        with together():
            files = assembly.files_of(package.roster, gaps)
        with job.commit() as result:
            actions.complete(
                package=package,
                files=files,
                gaps=len(gaps),
                failed=_failed_types(job),
                tell=job.params.get("tell", True),
            )
            result |= {"package": str(package.pk), "gaps": len(gaps)}

    def named(self, job):
        return _("Papers of round %(number)s") % {"number": job.params["round"]}

    def item_label(self, item):
        told = item.payload
        words = {"first": told.get("first"), "last": told.get("last")}
        if "type" not in told:
            return _("Papers of plaintiffs %(first)s to %(last)s") % words
        name = str(kinds()[told["type"]].title)
        return (
            _("%(paper)s of plaintiff %(number)s") % {"paper": name, "number": words["first"]}
            if words["first"]
            else name
        )

    def item_url(self, item):
        """Where one plaintiff's claim is looked at."""
        first, last = item.payload.get("first"), item.payload.get("last")
        if first is None or first != last:
            return ""
        entry = RosterEntry.objects.filter(round=item.job.subject_id, number=first).select_related("claim").first()
        return _claim_url(entry.claim.reference) if entry else ""

    def url(self, job):
        return reverse("desk_round", args=[job.params["round"]])

    def weight(self, payload):
        return payload.get("files", 1)  # a paper of the whole round is one

    def unit(self, number):
        return ngettext("document", "documents", number)


@kind(BOOK)
class CourtBook(JobKind):
    title = gettext_lazy("Make the court book of a package")
    right = "round.read"
    begun_by = "round.prepare"
    concurrency = 2  # each holds one paper and reads all of its volume's
    exclusive = True

    def run_item(self, item):
        """Write one volume into the vault, then remember it. Its name is its own, so a second attempt leaves nothing behind."""
        from documents.packages.court_book import VolumeStream

        package = Package.objects.select_related("round__case").get(pk=item.job.subject_id)
        planned, number = volumes_of(package), item.payload["volume"]
        volume = planned[number - 1]
        stream = VolumeStream(package, volume, total=planned[-1].last, volumes=len(planned))
        stored = put_as(f"books/{package.pk.hex}/{number}.hv", stream)
        with item.commit() as result:
            actions_book.keep_volume(package=package, volume=volume, stored=stored)
            result |= {"files": len(volume.parts), "pages": volume.pages}

    def named(self, job):
        return _("Court book of round %(number)s") % {"number": job.params["round"]}

    def item_label(self, item):
        return _("Volume %(number)s") % {"number": item.payload["volume"]}

    def url(self, job):
        package = Package.objects.select_related("round").get(pk=job.subject_id)
        return reverse("desk_round", args=[package.round.number])

    def weight(self, payload):
        return payload["files"]

    def unit(self, number):
        return ngettext("document", "documents", number)


def _failed_types(job):
    """The kinds of paper that lack a file; a batch that was given up whole lacks all that it was to make."""
    found = set()
    for told in job.items.filter(state="failed").values_list("payload", flat=True):
        found |= {told["type"]} if "type" in told else {kind.type for kind in kinds().values() if kind.per != ROUND}
    return sorted(found)


def _claim_url(reference):
    from django.urls import NoReverseMatch

    try:
        return reverse("desk_claim", args=[reference])
    except NoReverseMatch:
        return ""


@lru_cache(maxsize=4)
def _roster(package):
    """The roster a package is made from does not change, so each worker reads it once."""
    return Package.objects.select_related("round__case").get(pk=package).roster
