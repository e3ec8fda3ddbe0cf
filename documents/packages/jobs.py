"""round.papers: one item for each paper, and at the end the index, the manifest, its seal and the ZIP."""

import io
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from documents.filings import papers
from documents.filings.keeping import keep, store
from documents.filings.plan import READING, kinds
from documents.filings.queries import package_files, package_filings
from documents.filings.types import index as index_type
from documents.packages import actions
from documents.packages.archive import ZipStream
from documents.packages.manifest import contents_sha256, manifest
from documents.packages.models import Package, PackageFile
from documents.packages.rules import MANIFEST, SEAL
from documents.rounds.models import RosterEntry, Round
from documents.sealing.installation import identity
from documents.sealing.seal import seal_detached
from litigation.jobs.kinds import JobKind, kind
from litigation.vault.files import put

LISTED = 60  # a kind with more files than this is one line in the index; the manifest names every file
INDEX = f"{READING}/목록.pdf"


@kind(actions.KIND)
class RoundPapers(JobKind):
    title = gettext_lazy("Make the papers of a round")
    right = "round.read"
    concurrency = 8
    exclusive = True

    def run_item(self, item):
        """Render and store first (slow, pure, the same bytes each time), then remember the files with the item."""
        filing_kind = kinds()[item.payload["type"]]
        round = _round(item.job.subject_id)
        entry = RosterEntry.objects.get(pk=item.payload["entry"]) if "entry" in item.payload else None
        files = filing_kind.make(round, entry) if entry else filing_kind.make(round)
        stored = [(made, store(round, made.content)) for made in files]
        with item.commit() as result:
            filing = package_filings(round).get(type=filing_kind.type)
            for made, kept in stored:
                keep(filing=filing, entry=entry, made=made, stored=kept)
            result |= {"files": len(stored), "pages": sum(made.pages for made, _kept in stored)}

    def finish(self, job):
        """Put the package together; where papers are missing say so, and leave the rest for single download."""
        package = Package.objects.select_related("round__case").get(pk=job.params["package"])
        failed = sorted({key.partition(":")[0] for key in _failed_keys(job)})
        if failed:
            with job.commit():
                actions.settle(package=package, failed=failed)
            return
        files = _assemble(package.round)
        pairs = [(each["path"], each["stored_name"]) for each in files]
        zip_file = put(io.BufferedReader(ZipStream(pairs, at=package.round.frozen_at), 1 << 18), prefix="packages")
        with job.commit() as result:
            actions.settle(package=package, failed=[])
            actions.complete(package=package, files=files, zip_file=zip_file)
            result |= {"package": str(package.pk), "files": len(files)}

    def item_label(self, item):
        name = str(kinds()[item.payload["type"]].title)
        number = item.key.partition(":")[2]
        return _("%(paper)s of plaintiff %(number)s") % {"paper": name, "number": number} if number else name

    def item_url(self, item):
        if "entry" not in item.payload:
            return ""
        reference = RosterEntry.objects.values_list("claim__reference", flat=True).get(pk=item.payload["entry"])
        return _claim_url(reference)

    def url(self, job):
        return reverse("desk_round", args=[_round(job.subject_id).number])

    def unit(self, number):
        return ngettext("document", "documents", number)


def _assemble(round):
    """All files of the package as dicts, in the order of their paths: papers, index, manifest, seal."""
    rows = package_files(round).order_by("path")
    court = list(rows.values("path", "stored_name", "sha256", "size", "pages"))
    contents = contents_sha256(court)
    made = index_type.render(_index(round, contents))
    files = [*court, _kept(round, INDEX, made.pdf, made.pages)]
    told = [{name: each[name] for name in ("path", "sha256", "size", "pages")} for each in files]
    body = manifest(round, told, contents=contents)
    sealed = _kept(round, MANIFEST, body)
    files += [sealed, _seal_so_far(round, sealed["sha256"]) or _kept(round, SEAL, seal_detached(body, identity()))]
    return sorted(files, key=lambda each: each["path"])


def _seal_so_far(round, manifest_sha256):
    """The seal of an earlier package with this very manifest: it still holds, so a package made again is the same whole."""
    same = PackageFile.objects.filter(path=SEAL, package__round=round, package__manifest_sha256=manifest_sha256)
    return same.order_by("package__version").values("path", "stored_name", "sha256", "size", "pages").first()


def _kept(round, path, content, pages=0):
    stored = store(round, content)
    return {"path": path, "stored_name": stored.name, "sha256": stored.sha256, "size": stored.size, "pages": pages}


def _index(round, contents):
    groups = []
    for each in kinds().values():
        rows = list(package_files(round).filter(filing__type=each.type).order_by("path"))
        if rows:
            groups.append(index_type.IndexGroup(title=each.title_ko, lines=tuple(_lines(each, rows))))
    return index_type.IndexPaper(
        **papers.shared(round),
        package=f"제{round.number}차",
        plaintiff_count=round.roster_count,
        groups=tuple(groups),
        manifest_sha256=contents,
    )


def _lines(filing_kind, rows):
    if len(rows) <= LISTED:
        for row in rows:
            name = row.path.rpartition("/")[2]
            yield index_type.IndexLine(
                name=name, title=name.rpartition(".")[0], pages=row.pages or None, size=row.size, sha256=row.sha256
            )
        return
    told = [{"path": row.path, "sha256": row.sha256, "size": row.size} for row in rows]
    first, last = (rows[place].path.rpartition("/")[2] for place in (0, -1))
    yield index_type.IndexLine(
        name=f"{first} … {last}",
        title=f"{filing_kind.title_ko} {len(rows):,}개",
        pages=sum(row.pages for row in rows),
        size=sum(row.size for row in rows),
        sha256=contents_sha256(told),
    )


def _failed_keys(job):
    return job.items.filter(state="failed").values_list("key", flat=True)


def _claim_url(reference):
    from django.urls import NoReverseMatch

    try:
        return reverse("desk_claim", args=[reference])
    except NoReverseMatch:
        return ""


@lru_cache(maxsize=4)
def _round(pk):
    """A frozen round does not change, so each worker reads it once."""
    return Round.objects.select_related("case").get(pk=pk)
