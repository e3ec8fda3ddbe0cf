"""How fast a round is planned at 120,000 claims: the gate, the fingerprint, the lists, the count of valid plaintiffs.

    .venv/bin/python scripts/bench_rounds.py [NUMBER OF CLAIMS]

Everything is made up and lies in a temporary database: SQLite, and PostgreSQL where the tests have one. It prints, and judges
nothing.
"""

import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(HERE), str(HERE / "scripts")]
CLAIMS, BATCH, TIMES = 120_000, 2000, 5
COUNTRIES = ("VN", "CN", "MN", "JP", "TH", "US")


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
    from tests.documents import people

    case = people.make_case()
    lead = people.make_member(case, "case_lead").user
    seed(case, lead, number)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    print(f"{name}, {number:,} claims")
    for what, act in acts(case, lead):
        print(f"  {what:34} {milliseconds(act):8.0f} ms  (median of {TIMES})")


def seed(case, lead, number):
    """Claims in bulk: of fourteen, nine ready, the others each held back by a reason of their own."""
    from django.utils import timezone

    from claimants.claims.models import Claim, StatusSpan
    from claimants.evidence.models import Evidence
    from claimants.mandates.models import Mandate
    from claimants.people.models import Claimant
    from litigation.accounts.models import User
    from litigation.cases.models import CaseText
    from litigation.law import reference

    now, text = timezone.now(), CaseText.objects.get(case=case, key="mandate.text")
    for first in range(0, number, BATCH):
        numbers = range(first, min(first + BATCH, number))
        users = User.objects.bulk_create(User(email=f"person{n}@example.org") for n in numbers)
        persons = Claimant.objects.bulk_create(
            Claimant(
                account=user, family_name="NGUYEN", given_name=f"P{n}", hangul_name=f"응우옌 {n}", country=COUNTRIES[n % 6],
                hangul_confirmed_at=None if n % 14 == 9 else now, passport_index=f"{n - (n % 1400 == 1):064}",
            )
            for n, user in zip(numbers, users, strict=True)
        )  # fmt: skip
        claims = Claim.objects.bulk_create(
            Claim(
                case=case, claimant=person, reference=reference.new(), status="submitted" if n % 14 == 10 else "accepted",
                submitted_at=now, decided_at=now, reviewer=lead, verdict="no" if n % 14 == 11 else "yes",
            )
            for n, person in zip(numbers, persons, strict=True)
        )  # fmt: skip
        StatusSpan.objects.bulk_create(StatusSpan(claim=c, status=c.status, from_at=now) for c in claims)
        Mandate.objects.bulk_create(
            Mandate(
                claim=c, text=text, language="en", method="typed", snapshot={}, content_sha256="0" * 64, signed_by=lead,
                signed_at=now,
            )
            for n, c in zip(numbers, claims, strict=True)
            if n % 14 != 12
        )  # fmt: skip
        Evidence.objects.bulk_create(
            Evidence(
                claim=c, kind="boarding_pass", stored_name=f"evidence/{c.pk}", display_name="pass.jpg", size=400_000,
                content_type="image/jpeg", sha256=f"{n:064}", scan="clean", grade="weak" if n % 14 == 13 else "",
            )
            for n, c in zip(numbers, claims, strict=True)
        )  # fmt: skip


def acts(case, lead):
    """(what, act) for each thing to time."""
    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    from documents.rounds import actions, queries
    from documents.rounds.census import census

    settings.STAFF_SECOND_FACTOR = False
    round = actions.open_round(case=case, actor=lead, size_limit=10_000)
    claim = case.claims.first()
    client = Client()
    client.force_login(lead)

    def page(address):
        answer = client.get(f"/staff/rounds/1/{address}")
        if answer.status_code != 200:
            sys.exit(f"{address} answered {answer.status_code}")

    return (
        ("counts of the gate", lambda: queries.gate(round)),
        ("fingerprint of 10,000 chosen", lambda: queries.selection(round)),
        ("why one claim is not in", lambda: queries.reasons_of(claim)),
        ("valid plaintiffs now", lambda: census(case, timezone.now())),
        ("page: preview", lambda: page("")),
        ("page: held back by one reason", lambda: page("held-back/mandate/")),
        ("page: order", lambda: page("order/")),
        ("page: documents", lambda: page("plan/")),
        ("page: freeze", lambda: page("freeze/")),
    )


def milliseconds(act):
    taken = []
    for _ in range(TIMES + 1):
        begun = time.perf_counter()
        act()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken[1:])


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else CLAIMS
    if name := os.environ.get("HAMKKE_BENCH"):
        measure(name, wanted)
    else:
        main(wanted)
