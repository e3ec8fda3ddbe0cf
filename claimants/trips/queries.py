"""Reading trips: those of a claim with what the rule says of each, now."""

from dataclasses import dataclass

from claimants.claims.models import Claim
from claimants.claims.queries import verdict_of
from claimants.trips.models import Trip
from litigation.cases.words import TRIP_STATES, sentence
from litigation.law import eligibility

TONES = {eligibility.IN_WINDOW: "ok", eligibility.UNCERTAIN: "wait", eligibility.EXEMPT_AGE: "wait"}


@dataclass(frozen=True)
class Judged:
    """A trip, with the rule's word for it, the tone of that word, and the reasons as sentences."""

    trip: Trip
    state: str
    word: str
    tone: str
    reasons: tuple[str, ...]


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
