"""A filing while workers are killed, Redis is emptied and connections are cut: the package of a quiet day, byte for byte.

`make test` runs a small one. The whole of it, a thousand plaintiffs and fifty kills, takes twenty minutes:
    HAMKKE_TEST_FAULTS=full .venv/bin/python scripts/test.py tests/faults
"""

import os
import random
import subprocess
import sys
import time
from functools import partial

import pytest
from django.db import connection

from documents.packages.actions import make_papers
from documents.packages.verify import verify_stored
from documents.papers.models import PaperFile
from litigation.celery import app
from litigation.jobs import engine, tasks
from tests.faults.servers import CUT, kill, wait_until
from tests.litigation.jobs.conftest import in_this_database

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.redis,
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(7200),
]
FULL = os.environ.get("HAMKKE_TEST_FAULTS") == "full"
PLAINTIFFS, KILLS, FLUSHES, CUTS = (1000, 50, 5, 20) if FULL else (24, 4, 2, 3)
BATCH = 2 if FULL else 1  # plaintiffs in one item: there must be many more items than faults
LONGEST = 5400 if FULL else 600  # seconds; a standstill fails the test instead of hanging it
WORKER = """
import time
import django; django.setup()
from litigation.celery import app
from litigation.jobs import kinds

papers = kinds.get("round.papers")
papers.lease_seconds = 2
run_item = papers.run_item

def slowly(item):
    time.sleep(0.5)  # made-up people have small photos: without it most would be done while a worker is replaced
    return run_item(item)

papers.run_item = slowly
app.worker_main(["worker", "--pool=prefork", "--concurrency=2", "--without-gossip", "--without-mingle"])
"""


@pytest.fixture
def broker(redis, monkeypatch):
    """Real bells over this Redis; gives its client."""
    with app.connection_for_write(redis.replace("unix://", "redis+socket://")) as through:
        monkeypatch.setattr(tasks.ring, "apply_async", partial(app.send_task, tasks.ring.name, connection=through))
        yield through.default_channel.client


@pytest.fixture
def workers(redis):
    """A crew of one Celery worker with two processes, replaced when it is killed."""
    crew = Crew(in_this_database(REDIS_URL=redis))
    yield crew
    crew.kill()


class Crew:
    def __init__(self, environment):
        self.environment, self.process = environment, None

    def stand(self):
        """Begin a worker, where none lives."""
        if self.process and self.process.poll() is None:
            return
        command = [sys.executable, "-c", WORKER]
        self.process = subprocess.Popen(
            command, env=self.environment, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def kill(self):
        if self.process:
            kill(self.process)


def cut_connections():
    with connection.cursor() as cursor:
        cursor.execute(CUT)


def done(job):
    """How much of it is done, from 0 to 1."""
    job.refresh_from_db()
    return job.done / job.total


def is_due(job, due, reached):
    return reached < done(job) >= due or over(job)


def over(job):
    job.refresh_from_db()
    return not job.is_open


def test_killed_workers_an_emptied_redis_and_cut_connections_change_no_byte(
    freeze,
    lead,
    broker,
    workers,
    monkeypatch,
):
    monkeypatch.setattr("documents.packages.actions.BATCH", BATCH)
    round = freeze(PLAINTIFFS)
    quiet = make_papers(round=round, actor=lead)
    engine.work(quiet.job_id)
    quiet.refresh_from_db()
    papers = PaperFile.objects.count()

    stormy = make_papers(round=round, actor=lead, anew=True)
    dice = random.Random(7)
    faults = [workers.kill] * KILLS + [broker.flushall] * FLUSHES + [cut_connections] * CUTS
    dice.shuffle(faults)
    struck = reached = 0
    for number, fault in enumerate(faults, 1):
        workers.stand()
        due = number / (
            len(faults) + 1
        )  # spread over the whole of the filing, and something was done since the last one
        wait_until(partial(is_due, stormy.job, due, reached), LONGEST, meanwhile=tasks.sweep)
        time.sleep(dice.uniform(0, 0.2))
        fault()
        struck += not over(stormy.job)
        reached = done(stormy.job)
    workers.stand()
    wait_until(lambda: over(stormy.job), LONGEST, meanwhile=tasks.sweep)

    assert struck == len(faults), "it was over before every fault could strike it"
    stormy.refresh_from_db()
    job = stormy.job
    assert job.items.filter(attempt__gt=1).exists(), "nothing that was being done was lost"
    assert (job.state, job.failed_count, job.done) == ("finished", 0, job.total)
    assert (stormy.state, stormy.gaps, stormy.files) == ("ready", 0, quiet.files)
    assert stormy.manifest_sha256 == quiet.manifest_sha256
    assert PaperFile.objects.count() == papers
    assert verify_stored(stormy).problems == []
