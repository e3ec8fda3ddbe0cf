"""A paper that is only looked at: made at once from the first plaintiffs and those the form names, and kept nowhere."""

from itertools import islice

from django.utils import timezone

from documents.papers.as_of import Standing, named
from documents.papers.registry import ROUND, Asked, FilingKind, Made
from documents.papers.samples import Roster, SampleRound
from documents.papers.texts import texts_of

SHOWN = 30  # so many plaintiffs; a round of ten thousand must not keep a page waiting


def preview(round, kind: FilingKind, values: dict) -> Made | None:
    """The first file it would have; None where it would have none."""
    asked = Asked(values, texts_of(round.case, kind), timezone.now())
    few = _few(Standing(round, asked.at), values)
    if kind.per == ROUND:
        return kind.files(few, asked)[0]
    return next((made for entry in few.roster for made in kind.make(few, asked, entry)), None)


def _few(round: Standing, values) -> SampleRound:
    first = list(islice(round.roster.order_by("number"), SHOWN))
    if numbers := sorted(named(values)):
        wanted = {*numbers[:SHOWN], *(entry.number for entry in first[:1])}
        roster = Roster(round.roster.filter(number__in=wanted).order_by("number"))
    else:
        roster = Roster(first)
    facts = {
        name: getattr(round, name) for name in ("case", "amount_won", "number", "frozen_at", "frame", "pk", "status")
    }
    return SampleRound(**facts, roster=roster, count=round.roster_count)
