"""Many writers, one chain. PostgreSQL only: SQLite takes one writer at a time, so it would prove nothing."""

import threading
import time

import pytest
from django.db import DatabaseError, connection, transaction

from litigation.ledger import actions
from litigation.ledger.actions import record
from litigation.ledger.models import LedgerEvent, LedgerHead
from litigation.ledger.verify import verify

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
WRITERS, EACH = 8, 10


def write_at_once():
    """Eight threads record ten events each. Returns the errors the database gave them."""
    barrier, errors = threading.Barrier(WRITERS), []

    def writer(number):
        barrier.wait()
        for step in range(EACH):
            try:
                with transaction.atomic():
                    record("race.step", actor=None, data={"writer": number, "step": step})
            except DatabaseError as error:
                errors.append(error)
        connection.close()

    threads = [threading.Thread(target=writer, args=[number]) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return errors


@pytest.fixture
def slow_hash(monkeypatch):
    """Between reading the head and writing the event there is time for others."""
    computed = actions.event_hash
    monkeypatch.setattr(actions, "event_hash", lambda values: time.sleep(0.002) or computed(values))


def test_eight_writers_make_one_linear_chain(slow_hash):
    assert write_at_once() == []
    found = verify()
    assert (found.ok, found.count, LedgerHead.objects.get().seq) == (True, WRITERS * EACH, WRITERS * EACH)
    steps = [(e.data["writer"], e.data["step"]) for e in LedgerEvent.objects.all()]
    assert all([step for by, step in steps if by == writer] == list(range(EACH)) for writer in range(WRITERS))


def test_eight_writers_collide_where_the_lock_is_taken_out(slow_hash, monkeypatch):
    """The control: the race is real, and only the lock prevents it."""
    LedgerHead.objects.create()
    monkeypatch.setattr(type(LedgerHead.objects), "select_for_update", lambda manager: manager.all(), raising=False)
    assert len(write_at_once()) > 0
