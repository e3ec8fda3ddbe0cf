"""Two attorneys, one claim, the same moment. PostgreSQL only: SQLite takes one writer at a time, so it would prove nothing."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from claimants.claims.models import Claim
from claimants.leaving import actions as leaving
from claimants.review import actions as review
from litigation.errors import DomainError
from litigation.ledger.models import LedgerEvent
from tests import factories

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(*acts):
    """Run every act in a thread of its own, beginning together; what each came to: its value or its refusal's code."""
    barrier, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        barrier.wait()
        try:
            results[place] = act() or "done"
        except DomainError as refusal:
            results[place] = refusal.code
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


@pytest.fixture
def claim(db):
    """A claim whose reader has left it: both may decide."""
    claim = factories.make_claim(status="in_review")
    Claim.objects.filter(pk=claim.pk).update(locked_until=timezone.now())
    return claim


def fresh(claim):
    return Claim.objects.select_related("claimant__account", "case").get(pk=claim.pk)


def test_accepting_and_refusing_at_once_has_one_winner(claim):
    one, two = (factories.make_member(claim.case).user for _ in range(2))
    first, second = fresh(claim), fresh(claim)
    results = at_once(
        lambda: review.accept(claim=first, actor=one),
        lambda: review.not_eligible(claim=second, code="no_proof", actor=two),
    )
    assert sorted(results) in (["claim.stale", "done"], ["claim.locked", "done"])
    now = Claim.objects.get(pk=claim.pk)
    won = {"accepted": ("", one), "not_eligible": ("no_proof", two)}
    assert (now.refusal_code, now.reviewer) == won[now.status]
    assert LedgerEvent.objects.filter(verb__in=["claim.accepted", "claim.not_eligible"]).count() == 1


def test_opening_the_same_claim_at_once_gives_it_to_one(db):
    claim = factories.make_claim(status="submitted")
    readers = [factories.make_member(claim.case).user for _ in range(3)]
    copies = [fresh(claim) for _ in readers]
    acts = [lambda c=c, r=r: review.open_review(claim=c, actor=r) for c, r in zip(copies, readers, strict=True)]
    results = at_once(*acts)
    assert results.count("done") == 1
    assert Claim.objects.get(pk=claim.pk).reviewer == readers[results.index("done")]
    assert LedgerEvent.objects.filter(verb="claim.review_begun").count() == 1


def test_leaving_and_being_accepted_at_once_never_hangs_and_the_person_wins_in_the_end(claim):
    attorney = factories.make_member(claim.case).user
    first, second = fresh(claim), fresh(claim)
    results = at_once(
        lambda: review.accept(claim=first, actor=attorney),
        lambda: leaving.withdraw(claim=second, actor=second.claimant.account),
    )
    assert results.count("done") == 1
    assert set(results) <= {"done", "workflow.stale", "claim.stale"}
    assert Claim.objects.get(pk=claim.pk).status in ("accepted", "withdrawn")
