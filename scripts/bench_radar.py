"""How fast the radar opens at 120,000 claims, and how long every clock takes to count. `make bench` prints, and judges nothing.

    .venv/bin/python scripts/bench_radar.py [NUMBER OF CLAIMS]

Everything is made up and lies in a temporary database: SQLite, and PostgreSQL where the tests have one.
"""

import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(HERE), str(HERE / "scripts")]
CLAIMS, BATCH, TIMES = 120_000, 1000, 9
STATUSES = ("submitted", "in_review", "accepted", "accepted", "in_round", "needs_information")


def main(number):
    """Once for each database, each in a process of its own, since settings are read once."""
    import test as servers

    with contextlib.ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hamkke-bench-")))
        home.chmod(0o755)
        address, _why_not = servers.postgres(stack, home)
        for name, database in (("SQLite", ""), ("PostgreSQL", address)):
            if database is not None:
                environment = os.environ | {"HAMKKE_TEST_DATABASE_URL": database, "HAMKKE_BENCH": name}
                subprocess.run([sys.executable, __file__, str(number)], env=environment, check=True)


def measure(name, number):
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    from tests.factories import make_case, make_member

    case = make_case()
    seconds = seed(case, number)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    print(f"{name}, {number:,} claims, 3 theories each")
    print(f"  count every clock          {seconds:8.1f} s   ({number / seconds:,.0f} claims a second)")
    for what, url in pages():
        print(f"  {what:26} {milliseconds(make_member(case).user, url):8.0f} ms  (median of {TIMES})")


def seed(case, number):
    """Claims in bulk, one in forty with a demand on some day; then the clocks, by the action itself. Seconds of counting."""
    from django.utils import timezone

    from claimants.claims.models import Claim
    from claimants.clocks.actions import count
    from claimants.clocks.models import TollingEvent
    from claimants.people.models import Claimant
    from litigation.accounts.models import User
    from litigation.law import reference

    now, spent = timezone.now(), 0.0
    attorney = User.objects.create_user("reader@example.org")
    for first in range(0, number, BATCH):
        numbers = range(first, min(first + BATCH, number))
        users = User.objects.bulk_create(User(email=f"person{n}@example.org") for n in numbers)
        people = Claimant.objects.bulk_create(
            Claimant(account=user, family_name="NGUYEN", given_name=f"P{n}")
            for n, user in zip(numbers, users, strict=True)
        )
        claims = Claim.objects.bulk_create(
            Claim(
                case=case, claimant=person, reference=reference.new(), status=STATUSES[n % len(STATUSES)],
                submitted_at=now, reviewer=attorney,
            )
            for n, person in zip(numbers, people, strict=True)
        )  # fmt: skip
        TollingEvent.objects.bulk_create(
            TollingEvent(claim=claim, kind="demand", on=date(2026, 11, 26) - timedelta(days=n % 180))
            for n, claim in zip(numbers, claims, strict=True)
            if n % 40 == 0
        )
        begun = time.perf_counter()
        count(case=case, claims=[claim.pk for claim in claims])
        spent += time.perf_counter() - begun
    return spent


def pages():
    from django.urls import reverse

    return (
        ("the radar", reverse("desk_radar")),
        ("another theory and month", reverse("desk_radar", query={"theory": "tort", "month": "2027-03"})),
        ("a theory, what would move", reverse("desk_theory", args=["tort"])),
        ("endpoint of the radar", reverse("api:radar")),
    )


def milliseconds(user, url):
    from django.conf import settings
    from django.test import Client

    settings.STAFF_SECOND_FACTOR = False
    client, taken = Client(), []
    client.force_login(user)
    for _ in range(TIMES + 1):
        begun = time.perf_counter()
        answer = client.get(url)
        taken.append((time.perf_counter() - begun) * 1000)
        if answer.status_code != 200:
            sys.exit(f"{url} answered {answer.status_code}")
    return statistics.median(taken[1:])


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else CLAIMS
    if name := os.environ.get("HAMKKE_BENCH"):
        measure(name, wanted)
    else:
        main(wanted)
