"""Telling trips: add, change, take away. Every change lets the eligibility rule judge the claim again."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from claimants.claims.actions import editing
from claimants.claims.models import Claim
from claimants.trips.models import Trip
from claimants.trips.queries import judged_by, verdict_of
from litigation.accounts.models import User
from litigation.cases.models import EligibilityRule
from litigation.errors import DomainError
from litigation.fonts.words import refuse_unprintable
from litigation.law.eligibility import Verdict
from litigation.ledger.actions import record, take_turn

FIELDS = ("date", "precision", "direction", "port", "other_port", "carrier", "number", "nationality")


def add_trip(*, claim: Claim, actor: User, **values: object) -> Trip:
    """A new trip with FIELDS. A date outside the window is accepted: the rule says so, nobody is blocked.

    Refuses letters that papers cannot print.
    """
    _refuse_unprintable(values)
    with editing(claim):
        trip = Trip.objects.create(claim=claim, **{name: values[name] for name in FIELDS if name in values})
        record("trip.added", actor=actor, subject=trip, claim=claim, case=claim.case_id)
        judge_claim(claim=claim, actor=actor)
    return trip


def change_trip(*, trip: Trip, actor: User, **values: object) -> None:
    """Tell the trip anew. Refuses one that was taken away meanwhile, and letters that papers cannot print."""
    _refuse_unprintable(values)
    with editing(trip.claim) as claim:
        changed = {name: values[name] for name in FIELDS if name in values}
        if not claim.trips.filter(pk=trip.pk).update(**changed, version=F("version") + 1):
            sentence = _("You removed this trip in another window. Add it again if you need it.")
            raise DomainError("trip.gone", sentence, status=409)
        record("trip.changed", actor=actor, subject=trip, claim=claim, case=claim.case_id)
        judge_claim(claim=claim, actor=actor)


def remove_trip(*, trip: Trip, actor: User) -> None:
    """Take the trip away. Its evidence stays with the claim. Removing it twice is removing it once."""
    with editing(trip.claim) as claim:
        there = claim.trips.filter(pk=trip.pk)
        if there.exists():
            record("trip.removed", actor=actor, subject=trip, claim=claim, case=claim.case_id)
            there.delete()
            judge_claim(claim=claim, actor=actor)


def _refuse_unprintable(values):
    refuse_unprintable(**{name: values.get(name, "") for name in ("other_port", "carrier", "number")})


def judge_claim(*, claim: Claim, actor: User | None, rule: EligibilityRule | None = None) -> Verdict:
    """Let the case's newest eligibility rule judge the claim and each of its trips; store verdict, reasons and version.

    Takes the ledger's turn before it reads the rule, so that no verdict of an older version overtakes a publishing.
    rule: the version to judge by, where the caller has read it already.
    """
    with transaction.atomic():
        take_turn()
        verdict = judged_by(claim, rule.as_rule()) if rule else verdict_of(claim)
        told = {"verdict": verdict.result, "verdict_detail": verdict.as_json(), "rule_version": verdict.rule_version}
        Claim.objects.filter(pk=claim.pk).update(**told)
        for each in verdict.per_trip:
            claim.trips.filter(pk=each.key).update(verdict=each.state, rule_version=verdict.rule_version)
        record(
            "claim.judged",
            actor=actor,
            subject=claim,
            claim=claim,
            case=claim.case_id,
            data={"verdict": verdict.result, "rule": verdict.rule_version},
        )
    for name, value in told.items():
        setattr(claim, name, value)
    return verdict
