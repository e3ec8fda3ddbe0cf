"""A paper that is only looked at: made at once from the first plaintiffs and those the form names, and kept nowhere."""

from itertools import islice

from django.utils import timezone

from documents.papers.as_of import AsOf, named
from documents.papers.registry import ROUND, Asked, FilingKind, Made
from documents.papers.samples import SampleRound
from documents.papers.texts import texts_of

SHOWN = 30  # so many plaintiffs; a round of ten thousand must not keep a page waiting


def tried(round, kind: FilingKind, values: dict) -> Asked:
    """What the paper would be made from, were it asked for now."""
    return Asked(values, texts_of(round.case, kind), timezone.now())


def preview(round, kind: FilingKind, asked: Asked) -> Made | None:
    """The first file it would have; None where it would have none."""
    few = _few(AsOf(round, asked.at), asked.values)
    if kind.per == ROUND:
        return kind.files(few, asked)[0]
    return next((made for entry in few.plaintiffs() for made in kind.make(few, asked, entry)), None)


def _few(round: AsOf, values) -> SampleRound:
    first = list(islice(round.plaintiffs(), SHOWN))
    if numbers := sorted(named(values)):
        shown = round.plaintiffs({*numbers[:SHOWN], *(one.number for one in first[:1])})
    else:
        shown = first
    facts = {
        name: getattr(round, name) for name in ("case", "amount_won", "number", "frozen_at", "shared", "pk", "status")
    }
    return SampleRound(**facts, entries=tuple(shown), count=round.roster_count)
