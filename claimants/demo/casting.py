"""Who comes when, and how far each one's claim goes. Pure; what was cast once stays so when more people come."""

from collections import deque
from collections.abc import Iterator
from itertools import chain, count, cycle

from claimants.demo.people import WEIGHTS, DemoPerson, person
from litigation.law import eligibility

# Of every twelve: six accepted, two waiting, and one each of the rest.
PARTS = (
    "accepted", "submitted", "accepted", "draft", "in_review", "accepted",
    "needs_information", "accepted", "not_eligible", "accepted", "submitted", "accepted",
)  # fmt: skip


def cast(rule, *, seed=1) -> Iterator[tuple[DemoPerson, str]]:
    """(person, status), for ever. Whom the rule leaves out plays "not_eligible" and nothing else."""
    coming, left_out, waiting = arrivals(rule, seed=seed), deque(), deque()
    for part in cycle(PARTS):
        if part == "not_eligible":
            yield (left_out or waiting or deque([next(coming)])).popleft(), part
            continue
        while not waiting:
            one = next(coming)
            (waiting if is_covered(one, rule) else left_out).append(one)
        yield waiting.popleft(), part


def covered(rule, *, seed=1) -> Iterator[DemoPerson]:
    """Only people whose claim the rule does not refuse."""
    return (one for one in arrivals(rule, seed=seed) if is_covered(one, rule))


def arrivals(rule, *, seed=1) -> Iterator[DemoPerson]:
    """Everybody once: first one person of each country, so that a dozen is the whole world, then all others by number."""
    first = {}
    for one in (person(n, seed) for n in count()):
        if one.nationality not in first and is_covered(one, rule):
            first[one.nationality] = one
        if len(first) == len(WEIGHTS):
            break
    ahead = sorted(first.values(), key=lambda one: one.n)
    taken = {one.n for one in ahead}
    return chain(ahead, (person(n, seed) for n in count() if n not in taken))


def is_covered(one: DemoPerson, rule) -> bool:
    held = [eligibility.Nationality(*each) for each in one.nationalities]
    trips = [
        eligibility.Trip(str(number), trip.remembered, trip.direction, trip.port, trip.nationality)
        for number, trip in enumerate(one.trips)
    ]
    verdict = eligibility.judge(rule, birth_date=one.birth_date, nationalities_over_time=held, trips=trips)
    return verdict.result != eligibility.NO
