import os
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.db.models.functions import Now

from litigation.accounts.models import User
from litigation.jobs import actions, tasks
from litigation.jobs.models import JobItem
from tests.litigation.jobs import kinds  # noqa: F401  registers the kinds


@pytest.fixture
def coordinator(db):
    return User.objects.create(email="mina@example.org", display_name="Mina")


@pytest.fixture(autouse=True)
def bells(monkeypatch):
    """Bells that would have been rung, instead of a broker."""
    rung = []
    monkeypatch.setattr(tasks.ring, "apply_async", lambda args, **options: rung.append(args[0]))
    return rung


@pytest.fixture
def begin(coordinator):
    """begin(3) → a job of three marks; begin(["a", "b"], kind=…, payload={…})."""

    def begin(items=3, *, kind="test.mark", payload=None, **more):
        keys = [f"item {number}" for number in range(items)] if isinstance(items, int) else items
        return actions.start(kind, actor=coordinator, items=[(key, payload or {}) for key in keys], **more)

    return begin


@pytest.fixture
def outcome():
    """(state, error code, attempts) of each item, in order."""
    return lambda job: [
        (item.state, item.error_code, item.attempt) for item in JobItem.objects.filter(job=job).order_by("index")
    ]


def in_this_database(**more):
    """The environment of another process that shall work in the database of the test (PostgreSQL)."""
    here = urlsplit(os.environ["HAMKKE_TEST_DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}")
    return os.environ | {"DATABASE_URL": here.geturl(), "HAMKKE_TEST_DATABASE_URL": here.geturl(), **more}


def expire(row):
    """As if the holder had been silent past its lease."""
    type(row).objects.filter(pk=row.pk).update(lease_until=Now() - timedelta(seconds=1))
