"""A real Celery worker on a real Redis and PostgreSQL, killed, and its queue emptied: nothing is lost or doubled."""

import functools
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress

import pytest

from litigation.accounts.models import User
from litigation.celery import app
from litigation.jobs import engine, tasks
from tests.litigation.jobs.conftest import in_this_database

pytestmark = [pytest.mark.postgres, pytest.mark.redis, pytest.mark.django_db(transaction=True)]
WORKER = """
import sys
import django; django.setup()
from tests.litigation.jobs import kinds
from litigation.jobs import engine
engine.kinds.get("test.mark").lease_seconds = 2
from litigation.celery import app
app.worker_main(["worker", "--pool=prefork", "--concurrency=2", "--without-gossip", "--without-mingle"])
"""


@pytest.fixture
def redis(tmp_path):
    program = shutil.which("redis-server")
    assert program, "redis-server is not installed: apt install redis-server, or leave out the marker redis"
    socket = tmp_path / "redis.sock"
    command = [program, "--port", "0", "--unixsocket", str(socket), "--save", "", "--dir", str(tmp_path)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    wait_for(socket.exists)
    yield f"unix://{socket}"
    process.kill()
    process.wait()


@pytest.fixture
def bells(redis, monkeypatch):
    """Real bells, over this Redis, instead of the list of the other tests; gives the connection."""
    with app.connection_for_write(redis.replace("unix://", "redis+socket://")) as broker:
        through = functools.partial(app.send_task, tasks.ring.name, connection=broker)
        monkeypatch.setattr(tasks.ring, "apply_async", through)
        yield broker


@pytest.fixture
def worker(redis, bells):
    begun = []

    def worker():
        environment = in_this_database(REDIS_URL=redis)
        command = [sys.executable, "-c", WORKER]
        begun.append(subprocess.Popen(command, env=environment, start_new_session=True, stderr=subprocess.DEVNULL))
        return begun[-1]

    yield worker
    for process in begun:
        kill(process)


def kill(process):
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_for(condition, seconds=40):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def over(job):
    job.refresh_from_db()
    return not job.is_open


def sweep_until_over(job):
    def swept():
        tasks.sweep()
        time.sleep(0.5)
        return over(job)

    wait_for(swept)


def assert_each_item_once(job, number):
    marks = User.objects.filter(display_name__startswith="item").values_list("display_name", flat=True)
    assert Counter(marks) == Counter({f"item {index}": 1 for index in range(number)})
    assert (job.state, job.done, job.failed_count) == ("finished", number, 0)


def test_celery_worker_killed_in_mid_job_and_restarted_loses_and_doubles_nothing(begin, worker):
    job = begin(60, payload={"seconds": 0.05})
    first = worker()
    wait_for(lambda: job.items.filter(state="done").count() >= 5)
    kill(first)
    assert not over(job)
    worker()
    sweep_until_over(job)
    assert_each_item_once(job, 60)


def test_queue_that_is_emptied_is_rung_again_by_the_sweep(begin, worker, bells):
    job = begin(40, payload={"seconds": 0.02})
    client = bells.default_channel.client
    assert client.llen("bulk") > 0
    client.flushall()
    assert client.llen("bulk") == 0
    worker()
    time.sleep(2)
    assert job.items.filter(state="done").count() == 0
    sweep_until_over(job)
    assert_each_item_once(job, 40)


def test_message_delivered_five_times_does_the_work_once(begin, worker):
    job = begin(20, payload={"seconds": 0.01})
    for _ in range(5):
        tasks.bell(job)
    worker()
    wait_for(lambda: over(job))
    assert_each_item_once(job, 20)


def test_forged_messages_do_nothing(begin, worker, bells):
    job = begin(1, payload={"seconds": 0})
    app.send_task("litigation.jobs.ring", ["00000000-0000-4000-8000-000000000000"], connection=bells)
    app.send_task("litigation.jobs.ring", ["no uuid"], connection=bells)
    app.send_task("os.system", ["true"], connection=bells)
    worker()
    wait_for(lambda: over(job))
    assert_each_item_once(job, 1)
    assert engine.sweep() == []
