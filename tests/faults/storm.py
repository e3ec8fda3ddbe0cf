"""A storm: people register, attorneys decide, a round is filed, and meanwhile all that can break breaks. Then it is judged.

scripts/storm.py gives it a folder and settings of its own, and begins it.
"""

import os
import random
import sys
import threading
import time
from collections import Counter
from contextlib import ExitStack, suppress
from functools import partial
from typing import NamedTuple

import django
import psutil
from django.db import InterfaceError, OperationalError, close_old_connections, connection

from tests.faults import judge
from tests.faults.servers import Hamkke, Mailbox, Postgres, Redis, SmallDisk, free_port, wait_until

REGISTERING, ATTORNEYS = 6, 3  # at the same time
EACH = 6  # seconds between two strikes, on average
WEIGHTS = {  # of a hundred strikes about so many; each comes once at least, the restart just once
    "worker killed": 34,
    "web process killed": 20,
    "connections cut": 16,
    "Redis emptied": 12,
    "mail server away": 10,
    "disk full": 8,
}
RESTART = "database crashed"
CALM = 900  # seconds in which all that was begun must have come to its end
WORK = "SELECT count(*) FROM litigation_jobitem WHERE state = 'running'"
VAULT_KEY = "k1:dGVzdCBrZXkgb2YgdGhlIHZhdWx0LCAzMiBieXRlcyE="


class Size(NamedTuple):
    minutes: float
    plaintiffs: int
    seed: int


def planned(size):
    """[(second, what)] of the strikes, in their order."""
    dice, seconds = random.Random(size.seed), size.minutes * 60
    wanted = [RESTART, *WEIGHTS]
    wanted += dice.choices([*WEIGHTS], [*WEIGHTS.values()], k=max(0, round(seconds / EACH) - len(wanted)))
    return sorted((dice.uniform(2, max(3, seconds - 2)), what) for what in wanted)


def run(size, folder):
    """The table, and whether every verdict is good."""
    with ExitStack() as stack:
        world = World(size, folder, stack)
        world.begin()
        world.storm()
        world.calm()
        verdicts = world.judged()
    strikes = {what: (world.struck[what], world.met[what]) for what in [*WEIGHTS, RESTART] if world.struck[what]}
    return judge.table(strikes, verdicts), not any(each.wrong for each in verdicts)


class World:
    """All that stands while it storms."""

    def __init__(self, size, folder, stack):
        self.size, self.folder, self.stack, self.dice = size, folder, stack, random.Random(size.seed)
        self.struck, self.met, self.is_over = Counter(), Counter(), threading.Event()
        self.away = {}  # what was taken away, with the timer that brings it back
        self.faults = []

    # The servers, and who is there when it begins ---------------------------------------------------------------------
    def begin(self):
        folder, stack = self.folder, self.stack
        self.redis, self.database = Redis(folder), Postgres(folder / "postgres")
        stack.callback(self.database.end)
        stack.callback(self.redis.end)
        self.mailbox = Mailbox()
        stack.callback(self.mailbox.close)
        self.disk = SmallDisk(folder / "var" / "files", (512 << 20) + self.size.plaintiffs * (1 << 20))
        stack.callback(self.disk.end)
        if not self.disk.is_small:
            say("No small disk can be mounted here (that needs root), so no strike fills it.")
        self._settings()
        django.setup()
        self._people()
        self.hamkke = Hamkke(dict(os.environ), folder / "hamkke.log")
        stack.callback(self.hamkke.end)
        wait_until(self.hamkke.is_well, 180)

    def _settings(self):
        """Of this process and of all that it begins."""
        for name in [name for name in os.environ if name.startswith("HAMKKE_")]:
            del os.environ[name]
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "litigation.settings",
            "HAMKKE_VAR": str(self.folder / "var"),
            "HAMKKE_SECRET_KEY": "for a storm only: a key that everybody knows",
            "HAMKKE_VAULT_KEYS": VAULT_KEY,
            "HAMKKE_URL": f"http://127.0.0.1:{free_port()}",
            "HAMKKE_DEMO": "0",
            "HAMKKE_PROXIES": "1",  # each client says its own address, as a proxy would
            "HAMKKE_DISK_RESERVE_MB": "0",  # the disk is to be full while a file is written, not before
            "HAMKKE_MAIL_FROM": "Hamkke <no-reply@hamkke.test>",
            "HAMKKE_LOG": "WARNING",
            "DATABASE_URL": self.database.url,
            "REDIS_URL": self.redis.url,
            "SMTP_URL": self.mailbox.url,
            "CLAMAV_URL": "",
        }

    def _people(self):
        """The team with a token each, and plaintiffs as review leaves them, ready to be frozen."""
        from django.core.management import call_command

        from litigation.accounts.actions import make_token
        from litigation.accounts.rights import RIGHTS
        from tests.documents import people
        from tests.faults.clients import Answers, Attorney, Client, Filing

        call_command("migrate", verbosity=0, interactive=False)
        self.case = people.make_case()
        people.make_accepted(self.case, self.size.plaintiffs)
        self.answers = Answers()
        url, numbers = os.environ["HAMKKE_URL"], iter(range(1, 100))

        def token(user):
            every = [each.name for each in RIGHTS.values() if each.for_staff]
            return make_token(user=user, name="storm", scopes=every, actor=user)[1]

        def client(of, user):
            return of(url, self.answers, number=next(numbers), token=token(user))

        self.lead = people.make_member(self.case, "case_lead").user
        self.filing = Filing(client(Client, self.lead), client(Client, people.second(self.case)))
        self.attorneys = [client(Attorney, self._attorney(number)) for number in range(ATTORNEYS)]
        connection.close()

    def _attorney(self, number):
        from litigation.accounts.models import User
        from litigation.cases.actions import add_member

        user = User.objects.create(email=f"attorney{number}@example.org", display_name=f"Attorney {number}")
        add_member(case=self.case, user=user, role="attorney", display_name=user.display_name)
        return user

    # The storm --------------------------------------------------------------------------------------------------------
    def storm(self):
        """Strike at the planned moments while the clients are at work; then let them end what they began."""
        numbers = iter(range(100, 1_000_000))
        work = [partial(self._register, numbers) for _each in range(REGISTERING)]
        work += [partial(each.decide, self.is_over.is_set) for each in self.attorneys]
        threads = [threading.Thread(target=self._guarded, args=(each,), daemon=True) for each in [*work, self._file]]
        [each.start() for each in threads]
        began = time.monotonic()
        for second, what in planned(self.size):
            time.sleep(max(0, began + second - time.monotonic()))
            self._strike(what)
        time.sleep(max(0, began + self.size.minutes * 60 - time.monotonic()))
        say("The storm is over.")
        self.is_over.set()
        [each.join() for each in list(self.away.values())]
        [each.join() for each in threads]

    def _strike(self, what):
        hits = {
            "worker killed": partial(self._kill, "worker"),
            "web process killed": partial(self._kill, "gunicorn"),
            "connections cut": self.database.cut,
            "Redis emptied": self.redis.flush,
            "mail server away": partial(self._for_a_while, what, self.mailbox.close, self.mailbox.open, 4, 15),
            "disk full": partial(self._for_a_while, what, self.disk.fill, self.disk.empty, 3, 12),
            RESTART: partial(self.database.restart, self.dice.uniform(1, 3)),
        }
        if what in self.away or (what == "disk full" and not self.disk.is_small):
            return
        work = self.database.number(WORK) + self.answers.waiting
        try:
            hits[what]()
        except (OSError, OperationalError, psutil.Error) as error:
            say(f"{what}: could not strike ({type(error).__name__})")
            return
        self.struck[what] += 1
        self.met[what] += work > 0

    def _kill(self, word):
        """One process of this kind, drawn: one that leads others as well as one that is led."""
        if there := self.hamkke.processes(word):
            self.dice.choice(there).kill()

    def _for_a_while(self, what, take, give_back, least, most):
        def come_back():
            give_back()
            del self.away[what]

        take()
        self.away[what] = threading.Timer(self.dice.uniform(least, most), come_back)
        self.away[what].start()

    def _guarded(self, work):
        """What a client raises that nobody foresaw is a fault of the storm, and told."""
        try:
            work()
        except Exception as error:  # a thread has nobody to tell it to
            self.faults.append(f"{type(error).__name__}: {error}"[:400])
        finally:
            connection.close()

    def _register(self, numbers):
        from tests.faults.clients import Person, Refused

        while not self.is_over.is_set():
            number = next(numbers)
            known = {"number": number, "mailbox": self.mailbox, "slug": self.case.slug}
            try:
                Person(os.environ["HAMKKE_URL"], self.answers, **known).register()
            except Refused as refused:
                say(f"Turned away: {refused}")
                self.answers.count("turned_away")

    def _file(self):
        """Freeze and make through HTTP; then, while it storms, make all of it anew again and again."""
        self.number = self.filing.freeze(self.size.plaintiffs)
        say(f"{self.filing.make(self.number)['files']:,} papers are made for the first time.")
        while not self.is_over.is_set():
            self.filing.finish(self._begin_anew())

    def _begin_anew(self):
        """As a program on the machine does it: no endpoint makes anew what is there. Asked again where the database was away."""
        from documents.packages.actions import make_papers
        from documents.packages.models import Package
        from documents.rounds.models import Round
        from litigation.errors import DomainError

        while True:
            try:
                close_old_connections()
                round = Round.objects.get(case=self.case, number=self.number)
                package = make_papers(round=round, actor=self.lead, anew=True)
            except DomainError:  # begun already, and only the answer was lost
                package = Package.objects.filter(round__number=self.number).latest("version")
            except (OperationalError, InterfaceError):
                connection.close()
                time.sleep(1)
                continue
            return {"id": str(package.pk), "job": str(package.job_id)}

    # Afterwards -------------------------------------------------------------------------------------------------------
    def calm(self):
        """Nothing is struck any more: wait until all has come to its end, then make the package once more, undisturbed."""
        with suppress(AssertionError):  # the judge says what has not
            wait_until(self._is_still, CALM, meanwhile=self._bring_forward)
        say("All is still; the package is made once more.")
        told = self.filing.finish(self._begin_anew())
        self.quiet = told["manifest_sha256"]
        with suppress(AssertionError):
            wait_until(self._is_still, CALM, meanwhile=self._bring_forward)

    def _is_still(self):
        from claimants.evidence.models import Evidence
        from litigation.jobs.models import Job
        from litigation.outbox import boxes

        busy = [Job.objects.filter(state__in=Job.OPEN), Evidence.objects.filter(pictures="waiting")]
        busy += [box.model.objects.filter(state__in=["queued", "sending"]) for box in boxes.every()]
        return not any(each.exists() for each in busy)

    def _bring_forward(self):
        """Mails that wait for their time (a decision can be undone for ten minutes) or for a dead sender's hold to end."""
        from datetime import timedelta

        from django.utils import timezone

        from litigation.outbox import boxes
        from litigation.outbox.actions import send_due

        now = timezone.now()
        for box in boxes.every():
            mails = box.model.objects
            mails.filter(state="queued", due_at__gt=now).update(due_at=now)
            dead = mails.filter(state="sending", claimed_until__lt=now + box.hold - timedelta(minutes=1))
            dead.update(claimed_until=now - timedelta(seconds=1))
            send_due(box=box)
        time.sleep(1)

    def judged(self):
        from documents.rounds.models import Round

        round = Round.objects.get(case=self.case, number=self.number)
        made = judge.manifests(round)
        made.popitem()  # the quiet one
        received = Counter(each.message_id.strip("<>").partition("@")[0] for each in self.mailbox.mails)
        faults = judge.Verdict(
            "client gave up unforeseen", "threads of clients", REGISTERING + ATTORNEYS + 1, self.faults
        )
        return [
            judge.lost(self.answers.kept, judge.there(self.case)),
            judge.doubled(judge.rows(self.case)),
            judge.unanswered(self.answers),
            judge.differing(made, self.quiet),
            judge.missent(judge.notices(), received),
            judge.undone(),
            judge.ledger(),
            judge.files(),
            faults,
        ]


def say(sentence):
    print(f"{time.strftime('%H:%M:%S')}  {sentence}", file=sys.stderr, flush=True)
