"""Reading packages and the papers of a round."""

import hashlib
import io
from collections import Counter
from collections.abc import Mapping
from typing import Any, TypedDict
from uuid import UUID

from django.db import connection
from django.db.models import Count, Max, Min, Q, QuerySet, Sum
from django.db.models.functions import Collate
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate

from documents.changes.queries import version_to_file
from documents.packages import preflight
from documents.packages.archive import BLOCK, Member, PackageZip
from documents.packages.models import BookVolume, Package, PackageFile
from documents.packages.rules import SEAL, Limit, limit_on
from documents.papers.as_of import Filed
from documents.papers.models import PaperFile
from documents.papers.queries import package_files, package_filings
from documents.papers.queries import unopened_by as papers_unopened_by
from documents.papers.registry import EXHIBITS, ROUND, FilingKind, kinds
from documents.rounds.models import RosterEntry, Round
from documents.rounds.roster import Roster
from litigation.accounts.models import User
from litigation.cases.models import Case
from litigation.jobs.models import Job
from litigation.lawbook.queries import table as law_table
from litigation.ledger.models import LedgerEvent
from litigation.ledger.queries import about_any
from litigation.vault.stream import Measured

BOOK = "package.court_book"  # the kind of job that makes a court book


class PaperRow(TypedDict):
    """One kind of paper in a round: how many files, pages and bytes were made."""

    kind: FilingKind
    state: str
    n: int
    pages: int
    bytes: int


class Submission(TypedDict):
    """What goes to the portal together."""

    submission: int
    n: int
    bytes: int
    first: str
    last: str


def packages_of(round: Round) -> QuerySet[Package]:
    return Package.objects.filter(round=round).select_related("job").order_by("-version")


def newest_together(round: Round) -> Package | None:
    """The newest package that is put together, whole or with gaps."""
    return next((package for package in packages_of(round)[:10] if package.is_put_together), None)


def package_of(case: Case, pk: UUID | str) -> Package:
    """The package, where it belongs to this case. 404 otherwise."""
    return get_object_or_404(Package.objects.select_related("round__case"), pk=pk, round__case=case)


def package_file(package: Package, pk: UUID | str) -> PackageFile:
    return get_object_or_404(PackageFile, package=package, pk=pk)


def volume_of(package: Package, number: int) -> BookVolume:
    """A volume of its court book. 404 where there is none."""
    volumes = BookVolume.objects.select_related("package__round__case")
    return get_object_or_404(volumes, package=package, number=number)


def entry_of(package: Package, number: int) -> RosterEntry:
    """The plaintiff of that number in its roster. 404 where there is none."""
    return get_object_or_404(package.round.roster, number=number)


def zip_of(package: Package) -> "io.BufferedReader[Measured]":
    """The package as a ZIP that reads and seeks; `raw.size` is its size."""
    rows = package.contents.order_by("zip_at").values_list("path", "stored_name", "size", "crc32", "zip_at")
    last = rows.last()

    def members(at):
        """From the last file that begins at or before `at`."""
        first = rows.filter(zip_at__lte=at).last()
        return (Member(*row) for row in rows.filter(zip_at__gte=first[-1]).iterator(chunk_size=1000))

    assert last is not None  # a package that is put together has files
    end = Member(*last).end
    whole = PackageZip(members, count=package.files, directory_at=end, moment=package.round.frozen_at)
    return io.BufferedReader(whole, BLOCK)


def zip_tag(package: Package) -> str:
    """The same while every byte of the ZIP is: its manifest stands for all files, and the seal is named beside it."""
    seal = package.contents.filter(path=SEAL).values_list("sha256", flat=True).first()
    return hashlib.sha256(f"{package.manifest_sha256} {seal}".encode()).hexdigest()


def zip_name(package: Package) -> str:
    """What the file is called on the computer of who downloads it; a package with gaps says so."""
    whole = "" if package.state == Package.State.READY else "-incomplete"
    return f"{package.round.case.slug}-round-{package.round.number}-v{package.version}{whole}.zip"


def book_name(volume: BookVolume) -> str:
    """What a volume of the court book is called there: its name says that it is for reading."""
    package = volume.package
    stem = f"{package.round.case.slug}-round-{package.round.number}-v{package.version}"
    return f"{stem}-for-reading-{volume.number}.pdf"


def book_job(package: Package) -> Job | None:
    """The newest work on the court book of a package."""
    return Job.objects.filter(kind=BOOK, subject_id=str(package.pk)).select_related("created_by").first()


def gaps_of(job: Job) -> list[tuple[int | str, str, str, str]]:
    """(plaintiff number, reference, paper, why) of each paper a job left out, in order. Papers of the round have no number."""
    names = {kind.type: kind.title_ko for kind in kinds().values()}
    every = " · ".join(kind.title_ko for kind in kinds().values() if kind.per != ROUND)
    rows = []
    for told, why in job.items.filter(state="failed").values_list("payload", "error_sentence"):
        stretch = range(told["first"], told["last"] + 1) if "first" in told else [0]
        rows += [(number, names.get(told.get("type"), every), why) for number in stretch]
    numbers = [number for number, _paper, _why in rows]
    people = RosterEntry.objects.filter(round=UUID(job.subject_id), number__in=numbers)
    references = dict(people.values_list("number", "claim__reference"))
    return [(number or "", references.get(number, ""), paper, why) for number, paper, why in sorted(rows)]


def roster_to_file(round: Round) -> Filed:
    """The roster that is to be filed, or was."""
    return Filed(round, version_to_file(round))


def is_overtaken(package: Package) -> bool:
    """Whether the roster that is to be filed is another than the one it was made from."""
    return package.roster_version != version_to_file(package.round)


def expected_files(roster: Roster, *, only: str = "") -> Counter[int]:
    """{plaintiff number: how many files} a package holds for each who is in the suit, of every kind or of one only."""
    expected: Counter[int] = Counter()
    for kind in kinds().values():
        if kind.per != ROUND and only in ("", kind.type):
            expected.update(kind.files_by_plaintiff(roster))
    return Counter({number: files for number, files in expected.items() if number not in roster.left})


def paper_table(round: Round) -> list[PaperRow]:
    """One row for each kind of paper: files, pages, bytes, state. Two queries."""
    states = dict(package_filings(round).values_list("type", "state"))
    sums = package_files(round).values("filing__type").order_by()
    made = {row["filing__type"]: row for row in sums.annotate(n=Count("pk"), pages=Sum("pages"), bytes=Sum("size"))}
    return [
        _paper_row(kind, states[kind.type], made.get(kind.type)) for kind in kinds().values() if kind.type in states
    ]


def _paper_row(kind: FilingKind, state: str, made: Mapping[str, Any] | None) -> PaperRow:
    made = made or {"n": 0, "pages": 0, "bytes": 0}
    return {"kind": kind, "state": state, "n": made["n"], "pages": made["pages"], "bytes": made["bytes"]}


def papers_of(round: Round, name: str) -> QuerySet[PaperFile]:
    """The files of one kind, in the order of the folder. 404 for a kind there is not."""
    if name not in kinds():
        raise Http404
    return package_files(round).filter(filing__type=name).select_related("entry")


def by_path(rows: QuerySet[PaperFile]) -> QuerySet[PaperFile]:
    """In the order of the paths' letters, the same on every database and as Python sorts."""
    return rows.order_by(Collate("path", "C" if connection.vendor == "postgresql" else "BINARY"))


def examined(round: Round) -> int:
    """How many papers preflight looked at: tables are none."""
    return package_files(round).filter(path__endswith=".pdf").count()


def papers_in(case: Case) -> QuerySet[PaperFile]:
    """All papers of a case."""
    return PaperFile.objects.filter(filing__round__case=case).select_related("entry")


def paper_of(case: Case, pk: UUID | str) -> PaperFile:
    """The paper, where it belongs to this case. 404 otherwise."""
    return get_object_or_404(papers_in(case), pk=pk)


def limit_of(round: Round) -> Limit:
    """What the portal takes, by the law of the day the round was frozen."""
    return limit_on(localdate(round.frozen_at), law_table())


def over(round: Round, limit: Limit) -> QuerySet[PaperFile]:
    """The papers over the portal's limit of one file."""
    return package_files(round).filter(size__gt=limit.max_file)


def too_large(round: Round, limit: Limit, most: int = 50) -> QuerySet[PaperFile]:
    """The same, the largest first, with the claim each belongs to."""
    found = over(round, limit).select_related("entry__claim")
    return found.only("path", "size", "entry__number", "entry__claim__reference").order_by("-size")[:most]


def flawed(round: Round, *, ours: bool = False) -> QuerySet[PaperFile]:
    """The papers in which preflight found something, in the order of the folder; ours: only those we wrote ourselves."""
    found = by_path(package_files(round).exclude(flaws=""))
    return found.exclude(path__startswith=f"{EXHIBITS}/") if ours else found


def unopened_by(person: User, package: Package, entry: RosterEntry) -> int:
    """How many papers of a plaintiff this person has not opened since the package was made, nor downloaded with the whole."""
    looks = LedgerEvent.objects.filter(actor_id=str(person.pk), at__gte=package.ready_at)
    if looks.filter(verb="package.downloaded", subject_id=str(package.pk)).exists():
        return 0
    papers = package_files(package.round).filter(entry=entry)
    return papers_unopened_by(person, papers, since=package.ready_at)


def wrong(round: Round) -> QuerySet[PaperFile]:
    """The papers a person has to look at: flawed, or over the portal's limit."""
    return by_path(package_files(round).filter(~Q(flaws="") | Q(size__gt=limit_of(round).max_file)))


def to_look_at(round: Round, most: int = 50) -> list[PaperFile]:
    """The first of them, each with the claim it belongs to and `found`: [(Flaw, page or None)]."""
    papers = list(flawed(round).select_related("entry__claim")[:most])
    for paper in papers:
        paper.found = preflight.decoded(paper.flaws)  # type: ignore[attr-defined]  # of a higher room, for the page
    return papers


def submissions(package: Package) -> list[Submission]:
    """What goes to the portal together: number, files, bytes, first and last file of each."""
    rows = package.contents.filter(submission__gt=0).order_by().values("submission")
    sums = rows.annotate(n=Count("pk"), bytes=Sum("size"), first=Min("path"), last=Max("path")).order_by("submission")
    return [{**row, "first": row["first"].rpartition("/")[2], "last": row["last"].rpartition("/")[2]} for row in sums]


def extras(package: Package) -> QuerySet[PackageFile]:
    """What is in a package beside the papers: index, manifest, seal."""
    papers = package_files(package.round_id).values("path")
    return package.contents.exclude(path__in=papers)


def history(round: Round) -> QuerySet[LedgerEvent]:
    """The ledger of a frozen round and of what came of it, newest first. Looks at single papers stand in the whole ledger."""
    return about_any(
        Round.objects.filter(pk=round.pk),
        round.approvals.all(),
        round.packages.all(),
        round.filings.filter(number__gt=0),
        round.changes.all(),
        round.asked_changes.all(),
        round.roster.filter(changes__isnull=False),
        round.proceedings.all(),
    )
