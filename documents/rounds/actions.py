"""Making, changing, cancelling and freezing rounds: the only writers of this room."""

import structlog
from django.db import transaction
from django.db.models import F, Max, Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from claimants.evidence.models import Evidence
from claimants.mandates.models import Mandate
from claimants.notices.actions import notify_claims
from documents.rounds import snapshot
from documents.rounds.approving import approved, drop_approval
from documents.rounds.marks import Marks
from documents.rounds.models import RosterEntry, Round
from documents.rounds.queries import ready_claims
from documents.rounds.rules import refuse_unless_open
from documents.rounds.signals import roster_written, round_frozen
from litigation.errors import DomainError
from litigation.ledger.actions import record, take_turn
from litigation.workflow import move

log = structlog.get_logger(__name__)
BATCH = 200  # plaintiffs read and written at a time


def open_round(*, case, actor, size_limit=None, amount_won=None) -> Round:
    """Begin the next round of the case; its number is never used again.

    Refuses while another round is open: both would wait for the same people.
    """
    with transaction.atomic():
        take_turn()
        if standing := Round.objects.filter(case=case, status=Round.Status.OPEN).first():
            sentence = _("Round %(number)s is still open. Freeze it or cancel it, then begin the next one.")
            raise DomainError("round.open_already", sentence % {"number": standing.number}, status=409)
        last = Round.objects.filter(case=case).aggregate(last=Max("number"))["last"] or 0
        round = Round.objects.create(
            case=case,
            number=last + 1,
            size_limit=_limit(size_limit),
            amount_won=_amount(amount_won or case.amount_per_plaintiff_won),
            prepared_by=actor,
        )
        data = {"number": round.number, "size_limit": round.size_limit, "amount_won": round.amount_won}
        record("round.opened", actor=actor, subject=round, case=case, data=data)
    return round


def change_round(*, round, size_limit, amount_won, actor):
    """Set how many plaintiffs it takes at most and what each claims. Refuses a round that is not open."""
    values = {"size_limit": _limit(size_limit), "amount_won": _amount(amount_won)}
    with transaction.atomic():
        take_turn()
        changed = Round.objects.filter(pk=round.pk, status=Round.Status.OPEN).update(version=F("version") + 1, **values)
        round.refresh_from_db()
        if not changed:
            refuse_unless_open(round)
        record("round.changed", actor=actor, subject=round, case=round.case_id, data=values)


def cancel_round(*, round, actor):
    """Give an open round up. Nobody was in it yet; the claims stay as they are."""
    with transaction.atomic():
        take_turn()
        refuse_unless_open(round)
        drop_approval(round)
        move(round, Round.Status.CANCELLED, actor=actor)


def freeze(*, round, actor, tell=True):
    """Make the roster, for ever: who is ready now, in the order of sending, numbered from 1.

    Stands on the approval of a second person (approving.py), who may be the actor or not.

    In one transaction: takes the ledger's turn (so nothing moves meanwhile), asks the gate again, moves each claim
    accepted → in_round with its own event, writes each plaintiff's snapshot and hash, puts a message to each person into
    the outbox (unless `tell` is off: made-up people get no mail), then frame and roster hash, then the round itself.
    All or nothing.

    Refuses a round that is not open, one nobody has approved, one where people, sum or texts changed since, one for which
    nobody is ready, and one whose texts make no complaint (documents/filings/checks.py).
    """
    with transaction.atomic():
        take_turn()
        round.refresh_from_db()
        refuse_unless_open(round)
        approval = approved(round)
        chosen = list(ready_claims(round).values_list("pk", flat=True))
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


def _write_roster(round, chosen, actor, tell):
    """Write entries 1..N batch by batch, so that memory stays flat; return their hashes in order."""
    marks, hashes = Marks(), []
    for start in range(0, len(chosen), BATCH):
        found = _with_roster_parts(round, chosen[start : start + BATCH])
        batch = [
            _entry(round, found[pk], number, marks, actor)
            for number, pk in enumerate(chosen[start : start + BATCH], start + 1)
        ]
        RosterEntry.objects.bulk_create(batch)
        roster_written.send(Round, round=round, entries=batch)
        hashes += [entry.sha256 for entry in batch]
        if tell:
            notify_claims(claims=found.values(), kind="frozen", params={"round": round.number})
    return hashes


def _entry(round, claim, number, marks, actor):
    move(claim, "in_round", actor=actor, data={"round": round.number, "plaintiff": number})
    data = snapshot.plaintiff(claim, round=round, number=number, marks=marks)
    return RosterEntry(round=round, number=number, claim=claim, snapshot=data, sha256=snapshot.sha256(data))


def _with_roster_parts(round, ids):
    """Claims by id with all a snapshot reads, in a fixed number of queries."""
    claims = round.case.claims.filter(pk__in=ids).select_related("claimant__account", "case")
    kept = Evidence.objects.filter(removed_at=None)
    signed = Mandate.objects.filter(state="signed")
    return claims.prefetch_related(
        "claimant__nationalities",
        "trips",
        Prefetch("evidence", kept, "kept_evidence"),
        Prefetch("mandates", signed, "signed_mandates"),
    ).in_bulk()


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
