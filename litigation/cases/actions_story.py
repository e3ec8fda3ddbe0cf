"""What counsel says of the case: the public story with its sources, and who is sued. Added as versions, never edited."""

from datetime import date
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from litigation.accounts.models import User
from litigation.cases.actions_versions import add, lock, newest_of
from litigation.cases.models import Case, CaseFact, Defendant, Origin
from litigation.cases.queries import PARTY
from litigation.errors import DomainError
from litigation.fonts.words import refuse_unprintable
from litigation.ledger.actions import record, take_turn


def save_fact(
    *,
    case: Case,
    when: tuple[date, str],
    text: dict[str, str],
    source: str,
    confidence: str,
    actor: User,
    key: str = "",
    source_url: str = "",
    hidden: bool = False,
) -> CaseFact | None:
    """A new event of the story (no key), or the next version of one. The same again changes nothing.

    when: (first day, precision). text: {language: sentence}. hidden takes it off the public page; the versions stay. A later
    case pack does not replace what counsel wrote. Refuses an event without a source, and a key there is not.
    """
    if not source.strip():
        sentence = _("Write where it was read. Nothing stands in the story without a source.")
        raise DomainError("fact.no_source", sentence, fields={"source": sentence})
    with transaction.atomic():
        take_turn()
        lock(case)
        newest = newest_of(CaseFact, case=case, key=key) if key else None
        if key and newest is None:
            raise DomainError("fact.unknown", _("The story has no such event."), status=404)
        day, precision = when
        values = {"date": day, "precision": precision, "text": text, "source": source.strip(), "source_url": source_url}
        values |= {"confidence": confidence, "hidden": hidden}
        fact = add(
            CaseFact, newest, values, case=case, key=key or f"event_{uuid4().hex[:8]}", origin=Origin.COUNSEL,
            entered_by=actor, **values,
        )  # fmt: skip
        if fact:
            data = {"key": fact.key, "version": fact.version, "sha256": fact.sha256}
            record("case.fact_saved", actor=actor, subject=fact, case=case, data=data)
    return fact or newest


def save_defendant(*, case: Case, key: str, effective_from: date, citation: str, actor: User, **said: str) -> Defendant:
    """Who represents a defendant, and where they are served, from a day on: a new row, which an attorney then confirms.

    said: PARTY. Papers of rounds that are frozen keep what they were frozen with. Refuses a defendant the case does not have,
    a row without a name or a source, and letters that papers cannot print.
    """
    if not said.get("name_ko", "").strip() or not citation.strip():
        sentence = _("Write the name, and the law or the source it rests on.")
        raise DomainError("defendant.incomplete", sentence)
    refuse_unprintable(**{name: said.get(name, "") for name in PARTY})
    with transaction.atomic():
        take_turn()
        lock(case)
        newest = newest_of(Defendant, case=case, key=key)
        if newest is None:
            raise DomainError("defendant.unknown", _("The case has no such defendant."), status=404)
        row = add_defendant(
            case=case, key=key, position=newest.position, newest=newest, effective_from=effective_from,
            citation=citation, origin=Origin.COUNSEL, entered_by=actor, **said,
        )  # fmt: skip
        if row:
            data = {"key": key, "version": row.version, "effective_from": row.effective_from.isoformat()}
            record("case.defendant_saved", actor=actor, subject=row, case=case, data=data)
    return row or newest


def add_defendant(*, newest: Defendant | None, effective_from: date, citation: str, **values: Any) -> Defendant | None:
    """The next row of a defendant, or None where the newest says the same from the same day."""
    kept = {name: values.pop(name, "").strip() for name in PARTY} | {"citation": citation.strip()}
    content = {**kept, "effective_from": effective_from}
    return add(Defendant, newest, content, effective_from=effective_from, **kept, **values)
