"""Pages at 120,000 claims, on SQLite and on PostgreSQL: each in an empty database and a process of its own, since settings
are read once. What is measured is a module with `measure(number)`: it makes so many claims up and gives {what: milliseconds}.

    python -m bench.at_scale rounds 2000        tries one of them with fewer
"""

import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

from bench.processes import ROOT
from bench.registry import Goal

CLAIMS, TIMES = 120_000, 7
PAGE = Goal(most=300)  # milliseconds: a page that answers faster needs no other sign that it works


def on_each_database(name, number=CLAIMS) -> dict[str, float]:
    """The milliseconds of bench.<name>: {"<name>_<database>_<what>_ms": …}."""
    sys.path.insert(0, str(ROOT / "scripts"))
    import test as servers

    figures = {}
    with contextlib.ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hamkke-bench-")))
        home.chmod(0o755)
        address, why_not = servers.postgres(stack, home)
        if address is None:
            sys.exit(f"The bench needs PostgreSQL: {why_not}")
        for database, url in (("sqlite", ""), ("postgresql", address)):
            environment = os.environ | {"HAMKKE_TEST_DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
            command = [sys.executable, "-c", f"from bench import at_scale; at_scale.here({name!r}, {number})"]
            done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
            told = json.loads(done.stdout.splitlines()[-1])
            figures |= {f"{name}_{database}_{what}_ms": taken for what, taken in told.items()}
    return figures


def here(name, number):
    """What the process of one database does: prints what bench.<name> measures in it."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.STAFF_SECOND_FACTOR = False
    call_command("migrate", verbosity=0)
    sys.stdout.write("\n" + json.dumps(import_module(f"bench.{name}").measure(number)))


def settled():
    """After the seeding: what a database that has run for a night knows of its tables."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def milliseconds(act) -> float:
    """The median of several turns; the first, which imports and fills caches, does not count."""
    taken = []
    for _turn in range(TIMES + 1):
        begun = time.perf_counter()
        act()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken[1:])


def pages_of(user, addresses) -> dict[str, float]:
    """{what: milliseconds} of {what: address}, as this person opens them. Raises where one is not shown."""
    from django.test import Client

    client = Client()
    client.force_login(user)

    def show(address):
        answer = client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}")

    return {what: milliseconds(lambda address=address: show(address)) for what, address in addresses.items()}


def people(numbers, **values):
    """A claimant for each number, with an account; values: of a number, further fields of the claimant."""
    from claimants.people.models import Claimant
    from litigation.accounts.models import User

    users = User.objects.bulk_create(User(email=f"person{n}@example.org") for n in numbers)
    return Claimant.objects.bulk_create(
        Claimant(account=user, family_name="NGUYEN", given_name=f"P{n}", **{name: of(n) for name, of in values.items()})
        for n, user in zip(numbers, users, strict=True)
    )


def drawn(numbers):
    """A reference for each number that no other claim has."""
    from django.db import transaction

    from claimants.claims.references import free

    with transaction.atomic():
        return free(len(numbers))


def batches(number, size=2000):
    """The numbers below `number`, so many at a time."""
    return (range(first, min(first + size, number)) for first in range(0, number, size))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(on_each_database(sys.argv[1], int(sys.argv[2])), indent=2) + "\n")
