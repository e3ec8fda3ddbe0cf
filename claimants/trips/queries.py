"""Reading trips: those of a claim with what the rule says of each, now."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from django.shortcuts import get_object_or_404

from claimants.claims.models import Claim
from claimants.people.rules import FROZEN
from claimants.trips.models import Trip
from litigation.cases import queries as cases
from litigation.cases.words import TRIP_STATES, sentence
from litigation.law import eligibility
from litigation.law.eligibility import Rule, Verdict
from litigation.law.partial import PartialDate

TONES = {eligibility.IN_WINDOW: "ok", eligibility.UNCERTAIN: "wait", eligibility.EXEMPT_AGE: "wait"}


@dataclass(frozen=True)
class Judged:
    """A trip with what the rule says of it, and the reasons as sentences."""

    trip: Trip
    state: Annotated[str, "What the rule says of it, as a code."]
    word: Annotated[str, "The same in words."]
    tone: str
    reasons: tuple[str, ...]


def trip_of(claim: Claim, pk: UUID | str) -> Trip:
    """A trip of this claim; 404 where there is none."""
    return get_object_or_404(claim.trips, pk=pk)


def judged_trips(claim: Claim) -> list[Judged]:
    """The claim's trips by date, each judged by today's rule with the answers that are saved."""
    said = {each.key: each for each in verdict_of(claim).per_trip}
    return [_judged(trip, said[str(trip.pk)]) for trip in claim.trips.all()]


def _judged(trip, verdict):
    return Judged(
        trip,
        verdict.state,
        TRIP_STATES[verdict.state],
        TONES.get(verdict.state, ""),
        tuple(sentence(reason) for reason in verdict.reasons),
    )


def verdict_of(claim: Claim) -> Verdict:
    """What the eligibility rule says of the claim, by the answers saved now. Stores nothing.

    The newest version judges; what is frozen into a round stays judged by the version it was frozen with.
    """
    frozen = claim.rule_version if claim.status in FROZEN else None
    rule = claim.case.rules.get(version=frozen) if frozen else cases.current_rule(claim.case)
    return judged_by(claim, rule.as_rule())


def judged_by(claim: Claim, rule: Rule) -> Verdict:
    """What one rule says of the claim: the same function for the claimant's pages, the desk, drafts and publishing."""
    person = claim.claimant
    held = [eligibility.Nationality(str(n.country), n.held_from, n.held_until) for n in person.nationalities.all()]
    trips = [
        eligibility.Trip(
            str(t.pk), PartialDate.of(t.date, t.precision), t.direction, t.port, str(t.nationality) or None
        )
        for t in claim.trips.all()
    ]
    return eligibility.judge(rule, birth_date=person.birth_date, nationalities_over_time=held, trips=trips)
