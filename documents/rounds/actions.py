"""Making, changing, cancelling and freezing rounds: the only writers of this room."""

from itertools import islice
from typing import Any

import structlog
from django.db import transaction
from django.db.models import F, Max, Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _
from django_countries import countries as all_countries

from claimants.evidence.models import Evidence
from claimants.mandates.models import Mandate
from claimants.notices.actions import notify_claims
from documents.rounds import snapshot
from documents.rounds.approving import approved, drop_approval
from documents.rounds.marks import Marks
from documents.rounds.models import LeftOut, RosterEntry, Round
from documents.rounds.orders import refuse_unknown
from documents.rounds.queries import candidates, ready_claims
from documents.rounds.rules import BEYOND_LIMIT, refuse_unless_frozen, refuse_unless_open
from documents.rounds.signals import roster_written, round_frozen
from litigation.accounts.models import User
from litigation.cases.models import Case
from litigation.errors import DomainError
from litigation.ledger.actions import record, take_turn
from litigation.workflow import move, move_all

log = structlog.get_logger(__name__)
BATCH = 200  # plaintiffs read and written at a time
LEFT_OUT_BATCH = 2000


def open_round(
    *, case: Case, actor: User, amount_won: int | None = None, follows: Round | None = None, **plan: Any
) -> Round:
    """Begin the next round of the case; its number is never used again. plan: size_limit, countries, sent_until, order.

    Refuses while another round is open: both would wait for the same people.
    """
    values = _plan(amount_won=amount_won or case.amount_per_plaintiff_won, **plan)
    with transaction.atomic():
        take_turn()
        if standing := Round.objects.filter(case=case, status=Round.Status.OPEN).first():
            sentence = _("Round %(number)s is still open. Freeze it or cancel it, then begin the next one.")
            raise DomainError("round.open_already", sentence % {"number": standing.number}, status=409)
        last = Round.objects.filter(case=case).aggregate(last=Max("number"))["last"] or 0
        round = Round.objects.create(case=case, number=last + 1, prepared_by=actor, follows=follows, **values)
        after = {"follows": follows.number} if follows else {}
        record("round.opened", actor=actor, subject=round, case=case, data={"number": round.number, **after, **values})
    return round


def carry_over(*, round: Round, actor: User) -> Round:
    """Begin the next round, planned like this one, for those who were left out of it.

    Whoever of them is ready now is in it; with a limit, those who waited longest go first.
    Refuses a round that is not frozen, and while another round is open.
    """
    refuse_unless_frozen(round)
    plan = {name: getattr(round, name) for name in ("size_limit", "amount_won", "countries", "order")}
    return open_round(case=round.case, actor=actor, follows=round, **plan)


def change_round(*, round: Round, actor: User, **plan: Any) -> None:
    """Set what is planned: size_limit, amount_won, countries, sent_until, order. Refuses a round that is not open.

    What is not named stays as it is.
    """
    values = _plan(**plan)
    with transaction.atomic():
        take_turn()
        changed = Round.objects.filter(pk=round.pk, status=Round.Status.OPEN).update(version=F("version") + 1, **values)
        round.refresh_from_db()
        if not changed:
            refuse_unless_open(round)
        record("round.changed", actor=actor, subject=round, case=round.case_id, data=values)


def cancel_round(*, round: Round, actor: User) -> None:
    """Give an open round up. Nobody was in it yet; the claims stay as they are."""
    with transaction.atomic():
        take_turn()
        round.refresh_from_db()
        refuse_unless_open(round)
        drop_approval(round)
        move(round, Round.Status.CANCELLED, actor=actor)


def freeze(*, round: Round, actor: User, tell: bool = True) -> Round:
    """Make the roster, for ever: who is ready now, in the round's order, numbered from 1.

    Stands on the approval of a second person (approving.py), who may be the actor or not.

    In one transaction: takes the ledger's turn (so nothing moves meanwhile), asks the gate again, writes down who is left
    out and why, moves each claim accepted → in_round with its own event, writes each plaintiff's snapshot and hash, puts a
    message to each person into the outbox (unless `tell` is off: made-up people get no mail), then frame and roster hash,
    then the round itself. All or nothing.

    Refuses a round that is not open, one nobody has approved, one where people, sum or texts changed since, one for which
    nobody is ready, one whose texts make no complaint, and one in which a paper could not print what somebody typed
    (documents/filings/checks.py).
    """
    with transaction.atomic():
        take_turn()
        round.refresh_from_db()
        refuse_unless_open(round)
        approval = approved(round)
        chosen = list(ready_claims(round).values_list("pk", flat=True))
        _write_left_out(round, set(chosen))
        hashes = _write_roster(round, chosen, actor, tell)
        values = {
            "frozen_at": timezone.now(),
            "frozen_by": actor,
            "prepared_by": approval.asked_by,
            "approved_by": approval.answered_by,
            "roster_sha256": snapshot.roster_sha256(hashes),
            "roster_count": len(hashes),
            "frame": snapshot.frame(round, plaintiffs=len(hashes)),
        }
        Round.objects.filter(pk=round.pk).update(**values)
        round.refresh_from_db()
        told = {"plaintiffs": round.roster_count, "roster_sha256": round.roster_sha256, "approval": str(approval.pk)}
        move(round, Round.Status.FROZEN, actor=actor, data=told)
        round_frozen.send(Round, round=round)
    log.info("round.frozen", round_id=str(round.pk), plaintiffs=round.roster_count)
    return round


def _write_left_out(round, chosen):
    """Write down who could have been in it and is not, with the reason of this moment: later nobody could tell."""
    rows = candidates(round).values_list("pk", "reason").iterator(chunk_size=LEFT_OUT_BATCH)
    left = (LeftOut(round=round, claim_id=pk, code=code or BEYOND_LIMIT.code) for pk, code in rows if pk not in chosen)
    while batch := list(islice(left, LEFT_OUT_BATCH)):
        LeftOut.objects.bulk_create(batch)


def _write_roster(round, chosen, actor, tell):
    """Write entries 1..N batch by batch, so that memory stays flat; return their hashes in order."""
    marks, hashes = Marks(), []
    for start in range(0, len(chosen), BATCH):
        found = _with_roster_parts(round, chosen[start : start + BATCH])
        claims = [found[pk] for pk in chosen[start : start + BATCH]]
        _take_in(round, claims, start + 1, actor)
        batch = [_entry(round, claim, number, marks) for number, claim in enumerate(claims, start + 1)]
        RosterEntry.objects.bulk_create(batch)
        roster_written.send(Round, round=round, entries=batch)
        hashes += [entry.sha256 for entry in batch]
        if tell:
            notify_claims(claims=found.values(), kind="frozen", params={"round": round.number})
    return hashes


def _take_in(round, claims, first, actor):
    numbers = {claim.pk: number for number, claim in enumerate(claims, first)}

    def told(claim):
        return {"round": round.number, "plaintiff": numbers[claim.pk]}

    move_all(claims, "in_round", actor=actor, data=told)


def _entry(round, claim, number, marks):
    data = snapshot.plaintiff(claim, round=round, number=number, marks=marks)
    return RosterEntry(round=round, number=number, claim=claim, snapshot=data, sha256=snapshot.sha256(data))


def _with_roster_parts(round, ids):
    """Claims by id with all a snapshot reads, in a fixed number of queries."""
    claims = round.case.claims.filter(pk__in=ids).select_related("claimant__account")
    kept = Evidence.objects.filter(removed_at=None)
    signed = Mandate.objects.filter(state="signed")
    return claims.prefetch_related(
        "claimant__nationalities",
        "trips",
        Prefetch("evidence", kept, "kept_evidence"),
        Prefetch("mandates", signed, "signed_mandates"),
    ).in_bulk()


def _plan(**plan) -> dict:
    """What was planned, each part checked. A part nobody knows is a mistake of the programmer."""
    checks = {"size_limit": _limit, "amount_won": _amount, "countries": _countries, "order": refuse_unknown}
    checks["sent_until"] = lambda day: day
    return {name: checks[name](value) for name, value in plan.items()}


def _countries(codes):
    codes = sorted({code.upper() for code in codes or ()})
    if unknown := [code for code in codes if code not in all_countries.countries]:
        sentence = _("There is no country with the code %(codes)s.") % {"codes": ", ".join(unknown)}
        raise DomainError("round.countries", sentence, fields={"countries": sentence})
    return codes


def _limit(value):
    if value is not None and value < 1:
        sentence = _("Enter at least 1, or leave it empty to take all who are ready.")
        raise DomainError("round.limit", sentence, fields={"size_limit": sentence})
    return value


def _amount(value):
    if value < 1:
        sentence = _("Enter what each plaintiff claims, in won.")
        raise DomainError("round.amount", sentence, fields={"amount_won": sentence})
    return value
