"""The only writers of clocks. A clock follows from starts, law, events and status; nobody sets one by hand."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claimants.claims.models import Claim
from claimants.claims.rules import refuse_erased
from claimants.limitation.models import Clock, Reckoning, TollingEvent
from claimants.limitation.queries import RECOUNT
from claimants.limitation.rules import state_of
from litigation.accounts.models import User
from litigation.cases.models import Case
from litigation.errors import DomainError
from litigation.jobs import actions as jobs
from litigation.jobs.models import Job
from litigation.law.limitation import Event, interrupted_on
from litigation.law.rows import LawProblem
from litigation.lawbook import queries as lawbook
from litigation.lawbook.words import said
from litigation.ledger.actions import record, record_all, take_turn
from litigation.ledger.types import Act
from litigation.theories.queries import based_theories

BATCH = 1000  # claims counted in one transaction


@transaction.atomic
def count(*, case: Case, claims: Collection[UUID]) -> int:
    """Set the clocks of these claims (keys) anew, by what holds now. Returns how many were set.

    Drafts have none, and neither have claims of which nothing is kept.

    Order: take the ledger's turn, so that no start changes between reading and writing; read; write all in one statement.
    A theory whose time cannot be counted (no start, a day outside the law's tables) leaves its clocks as they are.
    """
    take_turn()
    sent = Claim.objects.filter(pk__in=claims, case=case, submitted_at__isnull=False, erased_at=None)
    events = _events(claims)
    reckon = _reckoner(case)
    rows = [
        Clock(claim_id=pk, theory=each.theory, reckoning=found, last_day=found.last_day, state=state_of(status, found))
        for pk, status in sent.values_list("pk", "status")
        for each, found in reckon(events.get(pk, ()))
    ]
    Clock.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["claim", "theory"],
        update_fields=["reckoning", "last_day", "state"],
    )
    return len(rows)


def start_recount(*, case: Case, actor: User | None) -> Job | None:
    """Count every clock of the case anew as long work, batch by batch. Returns the job; None where nobody has sent a claim."""
    rows = Claim.objects.filter(case=case, submitted_at__isnull=False).order_by("pk").values_list("pk", flat=True)
    keys = [str(key) for key in rows.iterator()]
    batches = [_batch(keys[n : n + BATCH]) for n in range(0, len(keys), BATCH)]
    return jobs.start(RECOUNT, actor=actor, case=case, items=batches) if batches else None


def _batch(keys):
    return keys[0], {"first": keys[0], "last": keys[-1], "claims": len(keys)}


@transaction.atomic
def enter_event(*, claim: Claim, kind: str, on: date, note: str = "", actor: User) -> TollingEvent:
    """Enter something that may hold the claim's time, and count its clocks anew.

    Refuses a day in the future, the same event twice, and an end of a suit that was not in force.
    """
    if on > timezone.localdate():
        raise DomainError("clock.future", _("This day has not come yet. Enter it once it has happened."))
    take_turn()
    claim.refresh_from_db(fields=["erased_at"])
    refuse_erased(claim)
    event = _add(claim, kind, on, note, actor)
    _refuse_uncountable(claim)
    _tell("clock.event_entered", event, actor)
    count(case=claim.case, claims=[claim.pk])
    return event


@transaction.atomic
def strike_event(*, event: TollingEvent, actor: User) -> None:
    """Strike out an event that was entered by mistake, and count anew. Refuses one that is struck out already, and one
    that a later event rests on."""
    take_turn()
    rows = TollingEvent.objects.filter(pk=event.pk, struck_at=None)
    if not rows.update(struck_at=timezone.now(), struck_by=actor):
        raise DomainError("clock.struck_before", _("This entry is struck out already."), status=409)
    _refuse_uncountable(event.claim)
    _tell("clock.event_struck", event, actor)
    count(case=event.claim.case, claims=[event.claim_id])


@transaction.atomic
def suit_filed(*, claims: Sequence[Claim], on: date, actor: User, note: str = "") -> None:
    """The suit of these claims (of one case) was filed on that day: it interrupts their time. Said twice, it counts once."""
    take_turn()
    held = TollingEvent.objects.filter(claim__in=claims, kind=TollingEvent.Kind.SUIT, on=on, struck_at=None)
    known = set(held.values_list("claim_id", flat=True))
    new = [claim for claim in claims if claim.pk not in known]
    suit = {"kind": TollingEvent.Kind.SUIT, "on": on, "note": note.strip(), "entered_by": actor}
    if new:
        events = TollingEvent.objects.bulk_create(TollingEvent(claim=claim, **suit) for claim in new)
        record_all("clock.event_entered", map(_told, events), actor=actor)
        count(case=new[0].case, claims=[claim.pk for claim in new])


def forget(*, claim: Claim) -> None:
    """No clock runs for a claim of which nothing is kept."""
    claim.clocks.all().delete()
    claim.tolling_events.all().delete()


def _add(claim, kind, on, note, actor) -> TollingEvent:
    try:
        with transaction.atomic():
            return TollingEvent.objects.create(claim=claim, kind=kind, on=on, note=note.strip(), entered_by=actor)
    except IntegrityError:
        sentence = _("This is entered already for that day. Nothing was changed.")
        raise DomainError("clock.entered_before", sentence, status=409) from None


def _refuse_uncountable(claim):
    """Where the events cannot be true together (an end of a suit that was never filed), say why."""
    events = _events([claim.pk]).get(claim.pk, ())
    try:
        for each in based_theories(claim.case):
            each.clock(table=lawbook.table(), events=events)
    except LawProblem as problem:
        sentence = _("These entries cannot be true together: %(why)s") % {"why": said(problem)}
        raise DomainError(problem.code, sentence) from problem


def _tell(verb, event, actor):
    record(verb, actor=actor, **_told(event))


def _told(event: TollingEvent) -> Act:
    data = {"kind": event.kind, "on": event.on.isoformat()}
    return {"subject": event, "claim": event.claim_id, "case": event.claim.case_id, "data": data}


def _events(claims) -> dict:
    """{claim key: its events that count}, in one query."""
    found = defaultdict(list)
    rows = TollingEvent.objects.filter(claim__in=claims, struck_at=None).values_list("claim_id", "on", "kind")
    for claim, on, kind in rows:
        found[claim].append(Event(on, kind))
    return found


def _reckoner(case):
    """A function events → [(theory with its starts, Reckoning)]; each combination is counted and looked up once."""
    table, theories, known = lawbook.table(), based_theories(case), {}

    def reckon(events):
        key = tuple(sorted(events))
        if key not in known:
            known[key] = [(each, row) for each in theories if (row := _reckoning(each, key, table))]
        return known[key]

    return reckon


def _reckoning(each, events, table) -> Reckoning | None:
    """The stored way to the date, made where it is new. None where the law cannot count it."""
    try:
        computation = each.clock(table=table, events=events)
    except LawProblem:
        return None
    bases = {basis.limb: basis for basis in each.bases}
    told = computation.as_json()
    content = {"bases": [str(basis.pk) for basis in each.bases], "computation": told}
    row, _new = Reckoning.objects.get_or_create(
        theory=each.theory,
        digest=hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest(),
        defaults={
            **bases,
            "events": [[event.on.isoformat(), event.kind] for event in events],
            "last_day": computation.result,
            "interrupted_on": interrupted_on(computation),
            "computation": told,
        },
    )
    return row
