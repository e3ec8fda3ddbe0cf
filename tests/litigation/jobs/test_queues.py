"""Which queue a bell goes into, and that what beat asks for reaches workers that serve it."""

import pytest
from celery import current_app

from litigation.celery import app
from litigation.jobs import kinds, queues, signs, tasks
from litigation.jobs.models import Job

LONG = {
    "claimants.evidence.purge",
    "claimants.leaving.erase",
    "claimants.limitation.watch",
    "claimants.mandates.compare",
    "litigation.watch.verify_ledger",
    "litigation.watch.sweep_orphans",
}


@pytest.fixture
def rung(monkeypatch):
    """[(job, queue)] of the bells."""
    rung = []
    monkeypatch.setattr(tasks.ring, "apply_async", lambda args, queue, **_: rung.append((args[0], queue)))
    return rung


@pytest.mark.parametrize(
    ("kind", "items", "queue"),
    [("test.short", 5, "short"), ("test.short", 6, "bulk"), ("test.mark", 1, "bulk"), ("gone.kind", 1, "bulk")],
)
def test_bell_of_a_job_goes_into_its_queue(begin, rung, kind, items, queue):
    job = begin(items)
    Job.objects.filter(pk=job.pk).update(kind=kind)
    job.refresh_from_db()
    tasks.bell(job, workers=1)
    assert rung == [(str(job.pk), queue)]
    assert [name for name in ("short", "bulk") if Job.objects.filter(queues.jobs_in(name)).exists()] == [queue]


def test_what_somebody_waits_for_is_short_and_many_of_it_are_not():
    short = {name: kind.short for name, kind in kinds.every().items() if kind.short and not name.startswith("test.")}
    assert short == {"data.copy": 30, "evidence.intake": 5, "mandate.document": 5, "round.paper": 5}


def test_everything_beat_asks_for_has_a_queue_that_is_served():
    """Only what reads for long goes to the bulk: a sweep must not wait behind it."""
    routed = {name: app.amqp.router.route({}, entry["task"])["queue"].name for name, entry in beat().items()}
    assert set(routed.values()) == set(queues.QUEUES)
    assert {beat()[name]["task"] for name, queue in routed.items() if queue == "bulk"} == LONG
    assert [name for name, queue in routed.items() if queue == "short"] == ["mail", "send codes"]
    assert app.amqp.router.route({}, "documents.packages.verify_one")["queue"].name == "bulk"


def test_everything_beat_asks_for_is_a_task():
    app.loader.import_default_modules()
    assert [entry["task"] for entry in beat().values() if entry["task"] not in current_app.tasks] == []


def beat():
    return app.conf.beat_schedule


def test_sweep_gives_a_sign_of_life(db, rung):
    assert signs.silent_for(signs.SWEEP) is None
    tasks.sweep()
    assert signs.silent_for(signs.SWEEP) == 0


def test_put_back_rings_once_for_each_job_that_lost_something(monkeypatch, begin, rung):
    job, _other = begin(3), begin(3)
    rung.clear()
    monkeypatch.setattr(tasks.engine, "put_back", lambda: [job])
    tasks.put_back()
    assert rung == [(str(job.pk), "bulk")]
