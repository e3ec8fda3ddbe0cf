import time

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.test import RequestFactory

from litigation.celery import WORKER_SEEN
from litigation.frame import pages_health

READY = {"database": "ok", "migrations": "ok", "redis": "ok", "storage": "ok", "keys": "ok"}


def answer(view, method="get"):
    response = view(getattr(RequestFactory(), method)("/healthz/"))
    return response.status_code, response.content.decode() and __import__("json").loads(response.content)


def test_live_answers_without_a_database():
    assert answer(pages_health.live) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_ready_names_every_check():
    assert answer(pages_health.ready) == (200, {"status": "ok", "checks": READY})


@pytest.mark.django_db
def test_health_is_well_while_a_worker_gives_signs_of_life():
    cache.set(WORKER_SEEN, int(time.time()))
    assert answer(pages_health.health) == (200, {"status": "ok", "checks": READY | {"worker": "ok"}})


@pytest.mark.django_db
@pytest.mark.parametrize(("ago", "said"), [(None, "never seen"), (90, "silent for 90 s")])
def test_health_tells_of_a_missing_worker(ago, said, monkeypatch):
    monkeypatch.setattr(pages_health.time, "time", lambda: 1_800_000_000.4)
    if ago:
        cache.set(WORKER_SEEN, 1_800_000_000 - ago, None)
    assert answer(pages_health.health) == (503, {"status": "unwell", "checks": READY | {"worker": said}})


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
