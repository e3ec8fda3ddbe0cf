"""Files of a claim have an end, also for who adds and removes without one."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from claimants.evidence import actions, limits
from claimants.evidence.models import Evidence
from litigation.errors import DomainError
from tests.claimants.evidence import samples
from tests.factories import make_claim


def add(claim, number):
    """ "added", or the code of the refusal."""
    file = samples.jpeg(size=(60 + number, 40)).getvalue()
    try:
        actions.receive(claim=claim, kind="ticket", upload=file, name=f"{number}.jpg", actor=claim.claimant.account)
    except DomainError as refused:
        return refused.code
    return "added"


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(limits, "MOST_AN_HOUR", 3)


@pytest.mark.django_db
def test_removed_files_count_within_the_hour(few):
    claim = make_claim()
    for number in range(3):
        assert add(claim, number) == "added"
        actions.remove(evidence=claim.evidence.get(removed_at=None), actor=claim.claimant.account)
    assert add(claim, 4) == "evidence.too_fast"
    Evidence.objects.update(created_at=timezone.now() - limits.HOUR)
    assert add(claim, 4) == "added"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_files_sent_at_once_do_not_pass_the_end_together(few):
    claim, said, barrier = make_claim(), [], threading.Barrier(6)

    def sender(number):
        barrier.wait()
        said.append(add(claim, number))
        connection.close()

    threads = [threading.Thread(target=sender, args=[number]) for number in range(6)]
    [thread.start() for thread in threads]
    [thread.join(60) for thread in threads]
    assert sorted(said) == ["added"] * 3 + ["evidence.too_fast"] * 3
    assert Evidence.objects.count() == 3
