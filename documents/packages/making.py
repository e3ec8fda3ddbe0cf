"""One batch of work: the papers of a stretch of plaintiffs, made, stored and told as rows. Nothing here is committed."""

from dataclasses import dataclass, field

from documents.packages.preflight import flaws_of
from documents.packages.rules import made_of
from documents.papers.actions_keeping import store
from documents.papers.models import PaperFile
from documents.papers.queries import package_files, package_filings
from documents.papers.registry import ROUND, kinds
from litigation.jobs.engine import TEMPORARY, reason
from litigation.jobs.kinds import Retry
from litigation.jobs.leases import LeaseLost
from litigation.vault import files

ROW = ("path", "stored_name", "sha256", "size", "pages", "crc32")
NOT_OURS = (*TEMPORARY, Retry, LeaseLost)  # says nothing of a plaintiff's paper: the whole batch is tried again


@dataclass(frozen=True)
class Gap:
    """A paper that one plaintiff lacks, and why."""

    kind: str
    number: int
    code: str
    sentence: str


@dataclass
class Batch:
    """What came of it: rows to be written (those that stand already included), and who was set aside."""

    papers: list[PaperFile] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    filings: list = field(default_factory=list)
    """Which filings it is about, and in them whose papers (none: that of the whole round)."""
    entries: list = field(default_factory=list)
    made: int = 0
    """How many files were made now; the others were there from the same snapshot and code."""


def round_paper(roster, kind) -> Batch:
    """A paper of the whole round. Always made again: there are few, and each depends on everybody."""
    filing = package_filings(roster.round).get(type=kind.type)
    batch = Batch(filings=[filing])
    with files.together():
        batch.papers += [_kept(roster, filing, None, each) for each in kind.make(roster)]
    batch.made = len(batch.papers)
    return batch


def plaintiffs_papers(roster, first, last, *, only="") -> Batch:
    """The papers of those of plaintiffs first..last who are in the suit, of every kind that concerns them or of one only.

    What one plaintiff's paper raises sets that paper aside and nothing else; only temporary trouble ends the batch.
    """
    chosen = [kind for kind in kinds().values() if kind.per != ROUND and only in ("", kind.type)]
    wanted = package_filings(roster.round).filter(type__in=[kind.type for kind in chosen])
    filings = {filing.type: filing for filing in wanted}
    batch = Batch(filings=list(filings.values()))
    there = _standing(roster.round, first, last)
    entries = roster.round.roster.filter(number__range=(first, last)).exclude(number__in=roster.left)
    with files.together():
        for entry in entries.order_by("number"):
            batch.entries.append(entry.pk)
            for kind in chosen:
                _add(batch, roster, filings[kind.type], kind, entry, there.get((kind.type, entry.pk), []))
    return batch


def _add(batch, roster, filing, kind, entry, standing):
    source, plaintiff = made_of(roster, kind, entry), roster.corrected(entry.plaintiff)
    if standing and all(paper.made_of == source and files.exists(paper.stored_name) for paper in standing):
        batch.papers += standing
        return
    try:
        made = kind.make(roster, plaintiff) if kind.concerns(plaintiff) else ()
        papers = [_kept(roster, filing, entry, each, source, plaintiff) for each in made]
    except NOT_OURS:
        raise
    except Exception as error:  # noqa: BLE001  whatever one paper raises, the others are made
        batch.gaps.append(Gap(kind.type, entry.number, *reason(error)))
        return
    batch.papers += papers
    batch.made += len(papers)


def _standing(round, first, last):
    """{(type, entry): its files} of an earlier making."""
    found = {}
    rows = package_files(round).filter(entry__number__range=(first, last)).select_related("filing")
    for paper in rows.order_by("path"):
        found.setdefault((paper.filing.type, paper.entry_id), []).append(paper)
    return found


def _kept(roster, filing, entry, made, source="", plaintiff=None):
    """The row of a file that lies in the vault now, with what preflight found in it."""
    told = {"key": made.key, "path": made.path, "pages": made.pages, "flaws": flaws_of(made, plaintiff)}
    stored = store(round=roster.round, content=made.content)
    return PaperFile(filing=filing, entry=entry, made_of=source, **told, **stored)
