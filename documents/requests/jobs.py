"""round.paper: a paper somebody asked for."""

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from documents.papers.actions_keeping import keep, store
from documents.papers.as_of import AsOf, named
from documents.papers.models import Filing
from documents.papers.queries import ASKED
from documents.papers.registry import ROUND, Asked, asked_kinds
from documents.requests import actions
from litigation.jobs.kinds import JobKind, kind


@kind(ASKED)
class AskedPaper(JobKind):
    title = _("Make a paper")
    right = "paper.read"
    begun_by = "paper.make"
    concurrency = 2
    short = 5

    def overtaken(self, job):
        if Filing.objects.filter(corrects=job.subject_id).exists():
            return gettext("This paper was corrected meanwhile. The newer version is made instead.")
        return ""

    def run_item(self, item):
        """Render and store first (slow, the same bytes each time), then remember the files with the item."""
        filing = Filing.objects.select_related("round__case").get(pk=item.job.subject_id)
        stored = [
            (entry, made, store(round=filing.round, content=made.content))
            for entry, made in made_of(filing, item.payload)
        ]
        with item.commit() as result:
            for entry, made, kept in stored:
                keep(filing=filing, entry=entry, made=made, stored=kept)
            result |= {"files": len(stored), "pages": sum(made.pages for _entry, made, _kept in stored)}

    def finish(self, job):
        filing = Filing.objects.get(pk=job.subject_id)
        with job.commit():
            actions.settle(filing=filing, failed=job.items.filter(state="failed").exists())

    def named(self, job):
        words = {"paper": asked_kinds()[job.params["paper"]].title, "number": job.params["round"]}
        return gettext("%(paper)s of round %(number)s") % words

    def url(self, job):
        return reverse("desk_filing", args=[job.subject_id])

    def unit(self, number):
        return ngettext("part", "parts", number)


def made_of(filing, payload):
    """(row of the roster or None, file) of each file of a filing, or of these plaintiffs of it."""
    filing_kind = asked_kinds()[filing.type]
    asked = Asked(filing.asked["values"], filing.asked["texts"], filing.created_at, filing.number)
    round = AsOf(filing.round, asked.at)
    if filing_kind.per == ROUND:
        yield from ((None, made) for made in filing_kind.make(round, asked))
        return
    absent = round.left - named(asked.values)
    for row in filing.round.roster.filter(number__range=(payload["first"], payload["last"])):
        if row.number not in absent:
            yield from ((row, made) for made in filing_kind.make(round, asked, round.corrected(row.plaintiff)))
