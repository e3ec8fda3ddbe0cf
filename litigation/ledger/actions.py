"""The one way into the ledger."""

import json
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from celery import current_task
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.utils import timezone
from structlog.contextvars import get_contextvars

from litigation.ledger.chain import event_hash
from litigation.ledger.models import LedgerEvent, LedgerHead

BATCH = 500  # events written with one statement

_source = ContextVar("ledger_source", default=None)
_acting_as = ContextVar("ledger_acting_as", default=None)


class Told(NamedTuple):
    """What one event is about: any row; the case and the claim it belongs to, rows or ids; JSON without personal data."""

    subject: object = None
    case: object = None
    claim: object = None
    data: dict | None = None


def record(verb, *, actor, subject=None, case=None, claim=None, data=None, request=None) -> LedgerEvent:
    """Append one event to the chain, in the transaction of the act it tells of: both happen or neither.

    In this order: takes the turn (lock of the head), numbers the event, hashes it onto the one before, moves the head.
    actor: a user, or None for the system. subject: any row. case, claim: rows or ids. data: JSON without personal data.
    Refuses, as a mistake of the programmer: a call outside atomic(), and data with floats or NUL, which two databases
    would not give back alike.
    """
    return record_all(verb, [Told(subject, case, claim, data)], actor=actor, request=request)[0]


def record_all(verb, told, *, actor, request=None) -> list[LedgerEvent]:
    """The same act done to many rows at one moment: an event for each (Told), one behind the other in the chain."""
    head, at = take_turn(), timezone.now()
    door, role = _door(request), _role(actor, request)
    request_id = str(get_contextvars().get("request_id") or "")[:64]
    events, seq, before = [], head.seq, head.hash
    for each in told:
        seq += 1
        values = {
            "seq": seq,
            "at": at,
            "verb": verb,
            "actor_id": _id(actor),
            "actor_role": role,
            "subject_type": each.subject._meta.label_lower if each.subject is not None else "",
            "subject_id": _id(each.subject),
            "case_id": _id(each.case),
            "claim_id": _id(each.claim),
            "data": _plain(each.data or {}),
            "source": door,
            "request_id": request_id,
            "prev_hash": before,
        }
        before = event_hash(values)
        events.append(LedgerEvent(**values, hash=before))
    LedgerEvent.objects.bulk_create(events, batch_size=BATCH)
    if events:
        LedgerHead.objects.filter(pk=1).update(seq=seq, hash=before)
    return events


def take_turn() -> LedgerHead:
    """Lock the end of the chain until this transaction ends; taking it twice is free.

    record() does it by itself. An action that locks several rows of its own and then records takes its turn first: when
    everybody waits for the ledger before they wait for rows, nobody waits in a circle.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "record() needs transaction.atomic(): an act and its event are one."
        )
    heads = LedgerHead.objects.select_for_update()  # SQLite: transactions are IMMEDIATE, the whole file is ours already
    head = heads.filter(pk=1).first()
    if head is None:
        LedgerHead.objects.get_or_create(pk=1)
        head = heads.get(pk=1)
    return head


@contextmanager
def through(source: str):
    """Everything recorded inside came through this door ("web", "api", "job", "command"), by nobody's role so far."""
    before, role = _source.set(source), _acting_as.set(None)
    try:
        yield
    finally:
        _source.reset(before)
        _acting_as.reset(role)


def act_as(role: str | None):
    """From here to the end of through(), acts are done in this role of the team."""
    _acting_as.set(role)


def _id(thing) -> str:
    return "" if thing is None else str(getattr(thing, "pk", thing))


def _role(actor, request) -> str:
    if actor is None:
        return "system"
    membership = getattr(request, "membership", None)
    return str(membership.role if membership else _acting_as.get() or "person")


def _door(request) -> str:
    if request is not None:
        return "api" if request.path.startswith("/api/") else "web"
    return _source.get() or ("job" if current_task else "command")


def _plain(data: dict) -> dict:
    """The data as the database will give it back."""
    text = json.dumps(data, cls=DjangoJSONEncoder, allow_nan=False)
    if "\\u0000" in text:
        raise TypeError("The ledger takes no NUL characters: PostgreSQL cannot keep them.")
    return json.loads(text, parse_float=_no_float)


def _no_float(text):
    raise TypeError(f"The ledger takes no floats ({text}): write a whole number or text.")
