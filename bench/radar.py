"""How fast the radar opens at 120,000 claims with three theories each, and how long every clock takes to count."""

import time
from datetime import date, timedelta

from bench.at_scale import PAGE, batches, drawn, on_each_database, pages_of, people, settled
from bench.registry import measurement

STATUSES = ("submitted", "in_review", "accepted", "accepted", "in_round", "needs_information")
PAGES = {
    "page": ("desk_radar", {}),
    "another_month": ("desk_radar", {"query": {"theory": "tort", "month": "2027-03"}}),
    "theory": ("desk_theory", {"args": ["tort"]}),
    "endpoint": ("api:radar", {}),
}


@measurement(**{f"radar_postgresql_{what}_ms": PAGE for what in PAGES})
def radar(folder):
    return on_each_database("radar")


def measure(number):
    from django.urls import reverse

    from tests.factories import make_case, make_member

    case = make_case()
    counting = seed(case, number)
    settled()
    addresses = {what: reverse(name, **how) for what, (name, how) in PAGES.items()}
    return {"count_every_clock": counting, **pages_of(make_member(case).user, addresses)}


def seed(case, number):
    """Claims in bulk, one in forty with a demand on some day; then the clocks, by the action itself. Milliseconds of that."""
    from django.utils import timezone

    from claimants.claims.models import Claim
    from claimants.limitation.actions import count
    from claimants.limitation.models import TollingEvent
    from litigation.accounts.models import User

    now, spent = timezone.now(), 0.0
    attorney = User.objects.create_user("reader@example.org")
    for numbers in batches(number, 1000):
        claims = Claim.objects.bulk_create(
            Claim(
                case=case, claimant=person, reference=reference, status=STATUSES[n % len(STATUSES)],
                submitted_at=now, reviewer=attorney,
            )
            for n, person, reference in zip(numbers, people(numbers), drawn(numbers), strict=True)
        )  # fmt: skip
        TollingEvent.objects.bulk_create(
            TollingEvent(claim=claim, kind="demand", on=date(2026, 11, 26) - timedelta(days=n % 180))
            for n, claim in zip(numbers, claims, strict=True)
            if n % 40 == 0
        )
        begun = time.perf_counter()
        count(case=case, claims=[claim.pk for claim in claims])
        spent += time.perf_counter() - begun
    return spent * 1000
