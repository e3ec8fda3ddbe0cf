import time

import pytest
import time_machine
from django.core.cache import cache
from django.db import OperationalError
from django.test import RequestFactory
from django.utils import timezone

from litigation.frame import pages_health
from litigation.jobs import signs
from litigation.jobs.queues import QUEUES
from litigation.ledger import anchors
from litigation.watch import actions as watch
from litigation.watch.actions import Finding

READY = {"database": "ok", "migrations": "ok", "redis": "ok", "storage": "ok", "keys": "ok", "ledger": "ok"}


def answer(view, method="get"):
    response = view(getattr(RequestFactory(), method)("/healthz/"))
    return response.status_code, response.content.decode() and __import__("json").loads(response.content)


def test_live_answers_without_a_database():
    assert answer(pages_health.live) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_ready_names_every_check():
    assert answer(pages_health.ready) == (200, {"status": "ok", "checks": READY})


@pytest.fixture
def well():
    """Every worker was seen and somebody swept just now; the clock stands."""
    with time_machine.travel(timezone.now(), tick=False):
        [signs.give(each) for each in (*QUEUES, signs.SWEEP)]
        yield


@pytest.mark.django_db
def test_health_is_well_while_workers_and_sweep_give_signs_of_life(well):
    assert answer(pages_health.health) == (
        200,
        {"status": "ok", "checks": READY | {"worker": "ok", "sweep": "ok", "records": "ok"}},
    )


@pytest.mark.django_db
@pytest.mark.parametrize("queue", QUEUES)
@pytest.mark.parametrize(("ago", "said"), [(None, "never seen"), (90, "silent for 90 s")])
def test_health_names_the_queue_that_no_worker_serves(well, queue, ago, said):
    last_seen(queue, ago)
    checks = READY | {"worker": f"{queue} {said}", "sweep": "ok", "records": "ok"}
    assert answer(pages_health.health) == (503, {"status": "unwell", "checks": checks})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ago", "said"), [(None, "never seen"), (150, "silent for 150 s"), (121, "silent for 121 s"), (119, "ok")]
)
def test_health_tells_that_nobody_sweeps(well, ago, said):
    last_seen(signs.SWEEP, ago)
    _status, told = answer(pages_health.health)
    assert told["checks"] == READY | {"worker": "ok", "sweep": said, "records": "ok"}
    assert (told["status"] == "ok") is (said == "ok")


def last_seen(whose, ago):
    """As if its last sign were so many seconds old; None: as if there were none."""
    cache.delete(f"seen.{whose}") if ago is None else cache.set(f"seen.{whose}", int(time.time()) - ago)


@pytest.mark.django_db
def test_health_counts_alarms_and_still_sends_people(well):
    findings = [
        Finding("file a", "file.missing"),
        Finding("file b", "file.missing"),
        Finding("ledger", "ledger.broken"),
    ]
    watch.found(findings=findings)
    checks = READY | {"worker": "ok", "sweep": "ok", "records": "file.missing: 2, ledger.broken: 1"}
    assert answer(pages_health.health) == (503, {"status": "unwell", "checks": checks})
    assert answer(pages_health.ready) == (200, {"status": "ok", "checks": READY})


@pytest.mark.django_db
def test_ready_tells_that_acts_were_lost(settings):
    anchors.append(settings.LEDGER_ANCHORS, {"seq": 9, "hash": "f" * 64, "at": "2026-11-29T03:00:00+00:00"})
    said = "the record of acts does not reach what was noted of it"
    assert answer(pages_health.ready) == (503, {"status": "unwell", "checks": READY | {"ledger": said}})


@pytest.mark.django_db
def test_ready_tells_of_migrations_that_wait(monkeypatch):
    monkeypatch.setattr(pages_health.MigrationExecutor, "migration_plan", lambda *_: [("one", False), ("two", False)])
    assert answer(pages_health.ready) == (503, {"status": "unwell", "checks": READY | {"migrations": "2 not applied"}})


@pytest.mark.django_db
def test_ready_keeps_what_a_driver_says_to_itself(monkeypatch):
    def database():
        raise OperationalError('connection to "db.internal", user "hamkke" failed')

    monkeypatch.setattr(pages_health, "READY", (database, pages_health.redis))
    assert answer(pages_health.ready) == (
        503,
        {"status": "unwell", "checks": {"database": "does not answer", "redis": "ok"}},
    )


@pytest.mark.django_db
def test_ready_tells_of_a_file_store_that_takes_nothing(settings, tmp_path):
    (tmp_path / "a file").touch()
    settings.FILES_ROOT = tmp_path / "a file" / "files"
    assert answer(pages_health.ready) == (503, {"status": "unwell", "checks": READY | {"storage": "does not answer"}})


@pytest.mark.parametrize("view", [pages_health.live, pages_health.ready, pages_health.health])
def test_health_pages_are_public_never_kept_and_only_read(view):
    assert view.right == "public"
    assert answer(view, "post") == (405, "")
    assert "no-store" in pages_health.live(RequestFactory().get("/")).headers["Cache-Control"]
