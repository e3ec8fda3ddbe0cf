"""Telling trips: add, change, take away. Every change lets the eligibility rule judge the claim again."""

from django.db import transaction
from django.db.models import F

from claimants.claims.actions import judge_claim
from claimants.claims.rules import refuse_unless_editable
from claimants.trips.models import Trip
from litigation.fonts.words import refuse_unprintable
from litigation.ledger.actions import record

FIELDS = ("date", "precision", "direction", "port", "other_port", "carrier", "number", "nationality")


def add_trip(*, claim, actor, **values):
    """A new trip with FIELDS. A date outside the window is accepted: the rule says so, nobody is blocked.

    Refuses letters that papers cannot print.
    """
    _refuse_unprintable(values)
    with transaction.atomic():
        refuse_unless_editable(claim)
        trip = Trip.objects.create(claim=claim, **{name: values[name] for name in FIELDS if name in values})
        record("trip.added", actor=actor, subject=trip, claim=claim, case=claim.case_id)
        judge_claim(claim=claim, actor=actor)
    return trip


def change_trip(*, trip, actor, **values):
    """Refuses letters that papers cannot print."""
    _refuse_unprintable(values)
    with transaction.atomic():
        refuse_unless_editable(trip.claim)
        changed = {name: values[name] for name in FIELDS if name in values}
        Trip.objects.filter(pk=trip.pk).update(**changed, version=F("version") + 1)
        record("trip.changed", actor=actor, subject=trip, claim=trip.claim, case=trip.claim.case_id)
        judge_claim(claim=trip.claim, actor=actor)


def remove_trip(*, trip, actor):
    """Take the trip away. Its evidence stays with the claim."""
    with transaction.atomic():
        refuse_unless_editable(trip.claim)
        record("trip.removed", actor=actor, subject=trip, claim=trip.claim, case=trip.claim.case_id)
        trip.delete()
        judge_claim(claim=trip.claim, actor=actor)


def _refuse_unprintable(values):
    refuse_unprintable(**{name: values.get(name, "") for name in ("other_port", "carrier", "number")})
