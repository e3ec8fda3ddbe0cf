"""How many valid plaintiffs there were at any moment: one query over spans of status, validity of mandates and rosters.

A valid plaintiff at a moment stood in a roster frozen by then, had not left the suit, and had a mandate in force. What
happened later changes no earlier count: spans and mandates are closed, never edited, and rosters never change.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from claimants.claims.history import spans_at
from claimants.claims.models import Status
from claimants.mandates.models import Mandate
from documents.rounds.models import RosterEntry
from litigation.errors import DomainError

IN_COURT = (Status.IN_ROUND, Status.FILED, Status.DECIDED)


@dataclass(frozen=True)
class Line:
    """Claims in one state: all, and of them those that count for something."""

    status: str
    claims: int
    mandated: Annotated[int, "With a power of attorney in force."]
    valid: Annotated[int, "Valid plaintiffs."]

    @property
    def words(self):
        return Status(self.status).label


@dataclass(frozen=True)
class Census:
    at: datetime
    valid: int
    lines: tuple[Line, ...]
    by_round: tuple  # (number of the round, valid plaintiffs)


def census(case, at) -> Census:
    """The count at this moment. Refuses one that has not come yet: nobody knows who will leave."""
    if at > timezone.now():
        sentence = _("This moment has not come yet, so nobody can be counted. Choose one that has passed.")
        raise DomainError("census.future", sentence, fields={"at": sentence})
    rows = [(Status(status), number, mandated, n) for status, number, mandated, n in _counts(case, at)]
    valid = [row for row in rows if row[0] in IN_COURT and row[1] and row[2]]
    numbers = sorted({number for _status, number, _mandated, _n in valid})
    return Census(
        at=at,
        valid=sum(n for *_rest, n in valid),
        lines=tuple(_line(status, rows, valid) for status in Status if any(row[0] == status for row in rows)),
        by_round=tuple((number, sum(row[3] for row in valid if row[1] == number)) for number in numbers),
    )


def _counts(case, at):
    """(status, round, mandate in force, how many) as they were."""
    in_force = Mandate.objects.filter(Q(ended_at=None) | Q(ended_at__gt=at), claim=OuterRef("claim"), signed_at__lte=at)
    entered = RosterEntry.objects.filter(claim=OuterRef("claim"), round__frozen_at__lte=at)
    rows = spans_at(case, at).annotate(
        mandated=Exists(in_force), number=Subquery(entered.order_by("-round__frozen_at").values("round__number")[:1])
    )
    return rows.order_by().values_list("status", "number", "mandated").annotate(n=Count("pk"))


def _line(status, rows, valid):
    mine = [row for row in rows if row[0] == status]
    return Line(
        status=str(status),
        claims=sum(row[3] for row in mine),
        mandated=sum(row[3] for row in mine if row[2]),
        valid=sum(row[3] for row in valid if row[0] == status),
    )
