"""Many workers at once, and workers that are stopped or killed: on PostgreSQL, with real processes."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from threading import Barrier, Thread

import pytest
from django.db import connection, connections

from litigation.accounts.models import User
from litigation.jobs import engine, leases, processes
from litigation.jobs.models import JobItem
from tests.litigation.jobs.conftest import in_this_database

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
DRAIN = """
import django, os, sys
django.setup()
from tests.litigation.jobs import kinds
from litigation.jobs import engine
engine.kinds.get("test.mark").lease_seconds = float(sys.argv[2])
print("ready", flush=True)
engine.work(sys.argv[1], worker=f"process {os.getpid()}", patient=True)
"""


def in_threads(number, target):
    """Run target(n) in as many threads, all starting at the same moment; errors are raised here."""
    barrier, errors = Barrier(number), []

    def body(n):
        barrier.wait()
        try:
            target(n)
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=body, args=(n,)) for n in range(number)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return errors


def marks():
    """How often each item left its mark."""
    return Counter(User.objects.filter(display_name__startswith="item").values_list("display_name", flat=True))


@pytest.fixture
def drain():
    """drain(job) → a real worker process, with the test's own database."""
    begun = []

    def drain(job, lease=1):
        command = [sys.executable, "-c", DRAIN, str(job.pk), str(lease)]
        process = subprocess.Popen(command, env=in_this_database(), stdout=subprocess.PIPE)
        begun.append(process)
        assert process.stdout.readline() == b"ready\n"
        return process

    yield drain
    for process in begun:
        process.kill()
        process.wait()
        process.stdout.close()


def wait_for(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def test_eight_workers_take_each_of_200_items_exactly_once(begin, monkeypatch):
    monkeypatch.setattr(engine.kinds.get("test.mark"), "concurrency", 8, raising=False)
    job = begin(200)
    assert in_threads(8, lambda n: engine.work(job.pk, worker=f"worker {n}", patient=True)) == []
    assert marks() == Counter({f"item {number}": 1 for number in range(200)})
    job.refresh_from_db()
    assert (job.state, job.done, job.failed_count) == ("finished", 200, 0)
    assert User.objects.filter(display_name=f"end {job.pk}").count() == 1
    assert JobItem.objects.filter(job=job, attempt=1).count() == 200


def take_unguarded(rows, *, worker, seconds, **values):
    """The mistake that the conditional UPDATE prevents: look, then write without asking again."""
    pk = rows.values_list("pk", flat=True).first()
    time.sleep(0.05)
    rows.model.objects.filter(pk=pk).update(
        lease_token=leases.uuid4(), lease_until=leases.until(seconds), worker=worker, **values
    )
    return pk


@pytest.mark.parametrize(("take", "doubled"), [(leases.take, False), (take_unguarded, True)], ids=["guard", "control"])
def test_guard_of_the_claim_is_what_keeps_items_single(begin, take, doubled):
    """The same race with and without the guard; without it the test must see items given out twice."""
    job, taken = begin(40), []

    def claim(n):
        rows = job.items.filter(state="waiting").order_by("index")
        for _ in range(5):
            item = take(rows, worker=f"worker {n}", seconds=60, state="running")
            taken.append(getattr(item, "pk", item))

    assert in_threads(8, claim) == []
    given = [pk for pk in taken if pk]  # who lost every race of a claim got nothing, which is allowed
    assert len(given) >= 30
    assert (len(set(given)) < len(given)) == doubled


def test_limit_of_concurrency_holds_under_eight_workers(begin, monkeypatch):
    monkeypatch.setattr(engine.kinds.get("test.mark"), "concurrency", 2, raising=False)
    job, taken = begin(20), []
    in_threads(8, lambda n: taken.append(engine._take_item(job.pk, f"worker {n}")))
    assert len([item for item in taken if item]) == 2


def test_worker_killed_in_mid_job_loses_nothing_and_doubles_nothing(begin, drain):
    job = begin(30, payload={"seconds": 0.05})
    first = drain(job)
    wait_for(lambda: job.items.filter(state="done").count() >= 5)
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert job.items.filter(state="running").count() <= 1
    drain(job).wait(timeout=30)
    assert marks() == Counter({f"item {number}": 1 for number in range(30)})
    job.refresh_from_db()
    assert (job.state, job.done) == ("finished", 30)


def test_ten_kills_at_any_moment_lose_nothing_and_double_nothing(begin, drain):
    job = begin(60, payload={"seconds": 0.01})
    engine.kinds.get("test.mark").max_attempts, before = 50, engine.kinds.get("test.mark").max_attempts
    kills = 0
    for round_number in range(10):
        process = drain(job, lease=0.3)
        time.sleep(0.02 + 0.017 * round_number)
        kills += process.poll() is None
        process.kill()
        process.wait()
        time.sleep(0.4)
        engine.put_back_expired()
    engine.work(job.pk, patient=True)
    engine.kinds.get("test.mark").max_attempts = before
    assert kills >= 5
    assert marks() == Counter({f"item {number}": 1 for number in range(60)})
    job.refresh_from_db()
    assert (job.state, job.done, job.failed_count) == ("finished", 60, 0)


def test_worker_frozen_past_its_lease_cannot_commit_when_it_wakes(begin, drain):
    job = begin(1, payload={"seconds": 1})
    frozen = drain(job, lease=1)
    wait_for(lambda: job.items.filter(state="running").exists())
    frozen.send_signal(signal.SIGSTOP)
    time.sleep(1.5)
    assert engine.put_back_expired(job.pk) == 1
    engine.work(job.pk, worker="second")
    frozen.send_signal(signal.SIGCONT)
    frozen.wait(timeout=20)
    assert marks() == Counter({"item 0": 1})
    assert job.items.get().worker == "second"
    job.refresh_from_db()
    assert (job.state, job.done) == ("finished", 1)


def test_connection_cut_by_the_database_costs_an_attempt_and_no_item(begin, monkeypatch):
    job, cut = begin(5), []
    kind = engine.kinds.get("test.mark")
    run_item = type(kind).run_item

    def unlucky(item):
        if item.index == 2 and item.attempt == 1:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                cut.append(cursor.fetchone()[0])
            in_threads(1, lambda n: User.objects.raw("SELECT pg_terminate_backend(%s) AS id", [cut[0]])[0])
        return run_item(kind, item)

    monkeypatch.setattr(kind, "run_item", unlucky, raising=False)
    engine.work(job.pk, patient=True)
    assert len(cut) == 1
    assert marks() == Counter({f"item {number}": 1 for number in range(5)})
    assert job.items.get(index=2).attempt == 2


def test_processes_share_a_job_and_report_their_memory(begin, monkeypatch):
    monkeypatch.setattr(os, "environ", in_this_database())
    job = begin(40)
    with_kinds = processes.CHILD.replace("drain(sys", "from tests.litigation.jobs import kinds; drain(sys")
    monkeypatch.setattr(processes, "CHILD", with_kinds)
    reports = processes.run_processes(job.pk, processes=2)
    assert sum(report["items"] for report in reports) == 40
    assert len(reports) == 2
    assert all(20e6 < report["peak_rss_bytes"] < 1e9 for report in reports)
    assert marks() == Counter({f"item {number}": 1 for number in range(40)})
