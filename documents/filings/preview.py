"""A paper that is only looked at: made at once from the first plaintiffs and those the form names, and kept nowhere."""

from django.utils import timezone

from documents.filings.plan import ROUND, Asked, FilingKind, Made
from documents.filings.samples import Roster, SampleRound
from documents.filings.texts import texts_of

SHOWN = 30  # so many plaintiffs; a round of ten thousand must not keep a page waiting


def preview(round, kind: FilingKind, values: dict) -> Made | None:
    """The first file it would have; None where it would have none."""
    asked = Asked(values, texts_of(round.case, kind), timezone.now())
    few = _few(round, values)
    if kind.per == ROUND:
        return kind.files(few, asked)[0]
    return next((made for entry in few.roster for made in kind.make(few, asked, entry)), None)


def _few(round, values) -> SampleRound:
    numbers = {
        number for value in values.values() if isinstance(value, list) for number in value if isinstance(number, int)
    }
    wanted = {1, *sorted(numbers)[:SHOWN]} if numbers else range(1, SHOWN + 1)
    roster = Roster(round.roster.filter(number__in=wanted).order_by("number"))
    facts = {
        name: getattr(round, name) for name in ("case", "amount_won", "number", "frozen_at", "frame", "pk", "status")
    }
    return SampleRound(**facts, roster=roster, count=round.roster_count)
