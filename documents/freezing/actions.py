"""Freezing a round: the roster is written, for ever."""

from itertools import islice
from typing import cast

import structlog
from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone

from claimants.evidence.models import Evidence
from claimants.mandates.models import Mandate
from claimants.mandates.queries import acting
from claimants.notices.actions import notify_claims
from documents.exhibits.actions import mark_exhibits
from documents.freezing.actions_approval import approved
from documents.freezing.checks import (
    refuse_missing_cites,
    refuse_overtaken_mandates,
    refuse_what_cannot_be_printed,
    refuse_what_makes_no_complaint,
)
from documents.rounds import snapshot
from documents.rounds.gate import BEYOND_LIMIT
from documents.rounds.marks import Marks
from documents.rounds.models import LeftOut, RosterEntry, Round
from documents.rounds.queries import candidates, ready_claims
from documents.rounds.roster import Roster
from documents.rounds.rules import refuse_unless_open
from litigation.accounts.models import User
from litigation.kept import sha256
from litigation.ledger.actions import take_turn
from litigation.workflow import move, move_all

log = structlog.get_logger(__name__)
BATCH = 200  # plaintiffs read and written at a time
LEFT_OUT_BATCH = 2000


def freeze(*, round: Round, actor: User, tell: bool = True) -> Round:
    """Make the roster, for ever: who is ready now, in the round's order, numbered from 1.

    Stands on the approval of a second person (actions_approval.py), who may be the actor or not.

    In one transaction: takes the ledger's turn (so nothing moves meanwhile), asks the gate again, writes down who is left
    out and why, moves each claim accepted → in_round with its own event, writes each plaintiff's snapshot and hash, puts a
    message to each person into the outbox (unless `tell` is off: made-up people get no mail), then frame and roster hash,
    then the round itself. All or nothing.

    Refuses a round that is not open, one nobody has approved, one where people, sum or texts changed since, one for which
    nobody is ready, one whose texts make no complaint or cite what the package does not have, and one in which a paper could not
    print what somebody typed (checks.py).
    """
    with transaction.atomic():
        take_turn()
        round.refresh_from_db()
        refuse_unless_open(round)
        approval = approved(round=round)
        chosen = list(ready_claims(round).values_list("pk", flat=True))
        _write_left_out(round, set(chosen))
        marks = Marks()
        hashes = _write_roster(round, chosen, marks, actor, tell)
        values = {
            "frozen_at": timezone.now(),
            "frozen_by": actor,
            "prepared_by": approval.asked_by,
            "approved_by": approval.answered_by,
            "roster_sha256": snapshot.roster_sha256(hashes),
            "roster_count": len(hashes),
            "frame": snapshot.frame(round, plaintiffs=len(hashes)).to_json(),
        }
        Round.objects.filter(pk=round.pk).update(**values)
        round.refresh_from_db()
        told = {"plaintiffs": round.roster_count, "roster_sha256": round.roster_sha256, "approval": str(approval.pk)}
        move(round, Round.Status.FROZEN, actor=actor, data=told)
        roster = cast(Roster, round)  # it is frozen now
        refuse_what_makes_no_complaint(roster)
        refuse_missing_cites(roster, marks.given)
    log.info("round.frozen", round_id=str(round.pk), plaintiffs=round.roster_count)
    return round


def _write_left_out(round, chosen):
    """Write down who could have been in it and is not, with the reason of this moment: later nobody could tell."""
    rows = candidates(round).values_list("pk", "reason").iterator(chunk_size=LEFT_OUT_BATCH)
    left = (LeftOut(round=round, claim_id=pk, code=code or BEYOND_LIMIT.code) for pk, code in rows if pk not in chosen)
    while batch := list(islice(left, LEFT_OUT_BATCH)):
        LeftOut.objects.bulk_create(batch)


def _write_roster(round, chosen, marks, actor, tell):
    """Write entries 1..N batch by batch, so that memory stays flat; return their hashes in order."""
    hashes, lawyers = [], acting(round.case)
    for start in range(0, len(chosen), BATCH):
        found = _with_roster_parts(round, chosen[start : start + BATCH])
        claims = [found[pk] for pk in chosen[start : start + BATCH]]
        _take_in(round, claims, start + 1, actor)
        batch = [_entry(round, claim, number, marks) for number, claim in enumerate(claims, start + 1)]
        RosterEntry.objects.bulk_create(batch)
        refuse_what_cannot_be_printed(entry.plaintiff for entry in batch)
        refuse_overtaken_mandates(claims, lawyers)
        mark_exhibits(round=round, entries=batch)
        hashes += [entry.sha256 for entry in batch]
        if tell:
            notify_claims(claims=found.values(), kind="frozen", params={"round": round.number})
    return hashes


def _take_in(round, claims, first, actor):
    numbers = {claim.pk: number for number, claim in enumerate(claims, first)}

    def seat(claim):
        return {"round": round.number, "plaintiff": numbers[claim.pk]}

    move_all(claims, "in_round", actor=actor, data=seat)


def _entry(round, claim, number, marks):
    data = snapshot.plaintiff(claim, round=round, number=number, marks=marks).to_json()
    return RosterEntry(round=round, number=number, claim=claim, snapshot=data, sha256=sha256(data))


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
