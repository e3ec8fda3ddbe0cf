"""The only writers of the lawbook."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from litigation.accounts.models import User
from litigation.accounts.rights import ATTORNEY, CASE_LEAD
from litigation.errors import DomainError
from litigation.law.rows import LawProblem, Row
from litigation.lawbook import queries
from litigation.lawbook.models import LawConfirmation, LawRow
from litigation.lawbook.rules import refuse_unusable, unit_of_new
from litigation.lawbook.words import refusal
from litigation.ledger.actions import record, take_turn

COUNSEL_ROLES = (ATTORNEY, CASE_LEAD)


def add_row(
    *,
    key: str,
    value: int | str | bool,
    effective_from: date,
    citation: str,
    confidence: str,
    actor: User,
    unit: str = "",
    effective_to: date | None = None,
    note: str = "",
) -> LawRow:
    """Add a row that holds from a day on; nothing before it changes.

    In this order: takes the ledger's turn, checks the row against those before it, refuses one that says what the newest
    says already, adds it, records it. `unit` is that of the row before unless named. Refuses who is neither attorney nor
    case lead, and what litigation/lawbook/rules.py calls unusable.
    """
    _refuse_who_is_not_counsel(actor)
    with transaction.atomic():
        take_turn()
        table = queries.table()
        before = table.history(key)
        row = Row(
            key=key.strip(),
            value=value,
            unit=unit.strip() or (before[-1].unit if before else unit_of_new(key)),
            effective_from=effective_from,
            effective_to=effective_to,
            citation=citation.strip(),
            confidence=confidence,
            note=note.strip(),
        )
        try:
            refuse_unusable(row, table)
        except LawProblem as problem:
            raise refusal(problem) from problem
        if before and before[-1].sha256 == row.sha256:
            raise DomainError("law.same", _("The newest row says exactly this already."), status=409)
        added = LawRow.objects.create(sha256=row.sha256, added_by=actor, **row.content)
        data = {"key": row.key, "from": effective_from.isoformat(), "sha256": row.sha256}
        record("law.row_added", actor=actor, subject=added, data=data)
    return added


def confirm(*, key: str, sha256: str, actor: User) -> LawConfirmation:
    """An attorney or case lead stands for one row, shipped or added. Once confirmed it stays, by whoever came first.

    Refuses everybody else, a row that is not there, and one a colleague confirmed before.
    """
    _refuse_who_is_not_counsel(actor)
    with transaction.atomic():
        take_turn()
        row = next((row for row in queries.table().history(key) if row.sha256 == sha256), None)
        if row is None:
            raise DomainError("law.no_such_row", _("There is no such row. Open the list again."))
        if row.confirmed_on:
            raise DomainError("law.confirmed_before", _("A colleague has confirmed this already."), status=409)
        said = LawConfirmation.objects.create(key=key, sha256=sha256, confirmed_by=actor)
        record("law.row_confirmed", actor=actor, subject=said, data={"key": key, "sha256": sha256})
    return said


def _refuse_who_is_not_counsel(actor) -> None:
    if not actor.memberships.filter(role__in=COUNSEL_ROLES).exists():
        raise DomainError("law.not_counsel", _("Only an attorney or the case lead can do this."), status=403)
