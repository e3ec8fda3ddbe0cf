"""A worker killed under a backlog: what it held is done within half a minute, and what somebody waits for does not wait.

Workers, clock, Redis and PostgreSQL are real, with the lease and the rhythm that ship.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from functools import partial

import pytest

from litigation.accounts.models import User
from litigation.celery import app
from litigation.jobs import actions, tasks
from tests.faults.servers import kill, wait_until
from tests.litigation.jobs import kinds  # noqa: F401  registers the kinds
from tests.litigation.jobs.conftest import in_this_database

pytestmark = [pytest.mark.postgres, pytest.mark.redis, pytest.mark.django_db(transaction=True)]
BACKLOG = 2000
RECOVERED = 30  # seconds after the kill
AT_ONCE = 10  # seconds of a short job, with a machine that has other things to do
LEASE = "20"  # as .env.example has it
WORKER = """
import sys
import django; django.setup()
from tests.litigation.jobs import kinds
from litigation.celery import app
quiet = ["--concurrency=2", "--without-gossip", "--without-mingle"]
app.worker_main(["worker", "-Q", sys.argv[1], "-n", f"{sys.argv[1]}@%h", *quiet])
"""


@pytest.fixture
def bells(redis, monkeypatch):
    with app.connection_for_write(redis.replace("unix://", "redis+socket://")) as broker:
        monkeypatch.setattr(tasks.ring, "apply_async", partial(app.send_task, tasks.ring.name, connection=broker))
        yield


@pytest.fixture
def begin(bells, db):
    """begin("test.mark", 3) → a job of three marks that take a fifth of a second each."""
    actor = User.objects.create(email="mina@example.org")
    return lambda kind, number: actions.start(
        kind, actor=actor, items=[(f"item {index}", {"seconds": 0.2}) for index in range(number)]
    )


@pytest.fixture
def run(redis, tmp_path):
    """run("bulk") → the worker of a queue; run() → the clock. Each leads a process group of its own."""
    environment, begun = in_this_database(REDIS_URL=redis, HAMKKE_JOB_LEASE=LEASE), []
    clock = ["-m", "celery", "-A", "litigation.celery", "beat", "--schedule", str(tmp_path / "beat.db"), "--pidfile="]

    def run(queue=""):
        command = [sys.executable, *(["-c", WORKER, queue] if queue else clock)]
        begun.append(
            subprocess.Popen(
                command,
                env=environment,
                start_new_session=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
        return begun[-1]

    yield run
    [kill(process) for process in begun]


def kill_at_work(process, running):
    """Kill it while it holds something; what it held. It is stopped first, since between two items it holds nothing."""
    for _try in range(200):
        os.killpg(process.pid, signal.SIGSTOP)
        time.sleep(0.1)  # what was on its way to the database arrives
        if held := list(running.values_list("pk", flat=True)):
            kill(process)
            return held
        os.killpg(process.pid, signal.SIGCONT)
        time.sleep(0.05)
    raise AssertionError("it never held anything")


def ended(job):
    job.refresh_from_db()
    return job.state == "finished"


def test_killed_worker_under_a_backlog_costs_half_a_minute_and_nobody_who_waits(begin, run):
    assert shutil.which("redis-server")
    backlog = begin("test.mark", BACKLOG)
    bulk, *_others = run("bulk"), run("short"), run("housekeeping"), run()
    wait_until(lambda: backlog.items.filter(state="done").count() >= 10, 40)

    short = begin("test.short", 1)
    assert wait_until(lambda: ended(short), AT_ONCE) < AT_ONCE

    held = kill_at_work(bulk, backlog.items.filter(state="running"))
    lost = backlog.items.filter(pk__in=held)
    run("bulk")
    assert wait_until(lambda: lost.filter(state="done").count() == len(held), RECOVERED) < RECOVERED
    assert set(lost.values_list("attempt", flat=True)) == {2}
    assert backlog.items.filter(state="waiting").count() > BACKLOG / 2, "there was no backlog"
