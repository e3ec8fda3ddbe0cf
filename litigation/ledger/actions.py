"""The one way into the ledger: acts are recorded by actions, looks by pages and endpoints."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NoReturn

from celery import current_task
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone
from structlog.contextvars import get_contextvars

from litigation.ledger.chain import event_hash
from litigation.ledger.models import LedgerEvent, LedgerHead
from litigation.ledger.types import Act, Actor, Data, Named, Thing

_source: ContextVar[str | None] = ContextVar("ledger_source", default=None)
_acting_as: ContextVar[str | None] = ContextVar("ledger_acting_as", default=None)


def record(
    verb: str,
    *,
    actor: Actor,
    subject: Named | None = None,
    case: Thing = None,
    claim: Thing = None,
    data: Data | None = None,
    request: HttpRequest | None = None,
) -> LedgerEvent:
    """Append one event to the chain, in the transaction of the act it tells of: both happen or neither.

    actor: a user, or None for the system. subject: any row. case, claim: rows or ids. data: JSON without personal data.
    Refuses, as a mistake of the programmer: a call outside atomic(), and data with floats or NUL, which two databases
    would not give back alike.
    """
    told: Act = {"subject": subject, "case": case, "claim": claim, "data": data}
    return record_all(verb, [told], actor=actor, request=request)[0]


def record_all(
    verb: str, acts: Iterable[Act], *, actor: Actor, request: HttpRequest | None = None
) -> list[LedgerEvent]:
    """The same act done to many: an event for each, one after the other in the chain.

    acts: for each what record() is told of it (subject, case, claim, data). In this order: takes the turn (lock of the
    head), numbers the events, hashes each onto the one before, writes them, moves the head.
    """
    head = take_turn()
    seq, last, events = head.seq, head.hash, []
    same = {
        "at": timezone.now(),
        "verb": verb,
        "actor_id": _id(actor),
        "actor_role": _role(actor, request),
        "source": _door(request),
        "request_id": str(get_contextvars().get("request_id") or "")[:64],
    }
    for act in acts:
        seq += 1
        values = {**same, **_told(**act), "seq": seq, "prev_hash": last}
        last = event_hash(values)
        events.append(LedgerEvent(**values, hash=last))
    LedgerEvent.objects.bulk_create(events)
    if events:
        LedgerHead.objects.filter(pk=1).update(seq=seq, hash=last)
    return events


def look(
    verb: str,
    *,
    request: HttpRequest | None = None,
    actor: Actor = None,
    subject: Named,
    claim: Thing = None,
    case: Thing = None,
    data: Data | None = None,
) -> LedgerEvent:
    """Write down that whoever asks sees something private: the one door of the ledger for pages and endpoints.

    A transaction of its own, because a page has none. Called when all is ready to be sent and before a byte leaves: what
    cannot be written down is not shown, and what failed before it was shown is no look.
    claim, case: rows or ids; the case is that of the claim unless it is said. A command, which has no request, says its actor.
    """
    case = getattr(claim, "case_id", None) if case is None else case
    actor = request.user if request else actor
    with transaction.atomic():
        return record(verb, actor=actor, subject=subject, claim=claim, case=case, data=data, request=request)


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
def through(source: str) -> Iterator[None]:
    """Everything recorded inside came through this door ("web", "api", "job", "command"), by nobody's role so far."""
    before, role = _source.set(source), _acting_as.set(None)
    try:
        yield
    finally:
        _source.reset(before)
        _acting_as.reset(role)


def act_as(role: str | None) -> None:
    """From here to the end of through(), acts are done in this role of the team."""
    _acting_as.set(role)


def _told(
    *, subject: Named | None = None, case: Thing = None, claim: Thing = None, data: Data | None = None
) -> dict[str, object]:
    return {
        "subject_type": subject._meta.label_lower if subject is not None else "",
        "subject_id": _id(subject),
        "case_id": _id(case),
        "claim_id": _id(claim),
        "data": _plain(data or {}),
    }


def _id(thing: object) -> str:
    return "" if thing is None else str(getattr(thing, "pk", thing))


def _role(actor: Actor, request: HttpRequest | None) -> str:
    if actor is None:
        return "system"
    membership = getattr(request, "membership", None)
    return str(membership.role if membership else _acting_as.get() or "person")


def _door(request: HttpRequest | None) -> str:
    if request is not None:
        return "api" if request.path.startswith("/api/") else "web"
    return _source.get() or ("job" if current_task else "command")


def _plain(data: Data) -> dict[str, object]:
    """The data as the database will give it back."""
    text = json.dumps(data, cls=DjangoJSONEncoder, allow_nan=False)
    if "\\u0000" in text:
        raise TypeError("The ledger takes no NUL characters: PostgreSQL cannot keep them.")
    plain: dict[str, object] = json.loads(text, parse_float=_no_float)
    return plain


def _no_float(text: str) -> NoReturn:
    raise TypeError(f"The ledger takes no floats ({text}): write a whole number or text.")
