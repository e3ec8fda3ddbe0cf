from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from claimants.claims.actions import begin_claim
from claimants.claims.models import Claim
from claimants.claims.queries import joined, mine
from claimants.trips.actions import judge_claim
from litigation.errors import DomainError
from litigation.law import reference
from litigation.ledger.models import LedgerEvent
from tests.factories import make_case, make_claim, make_user


@pytest.mark.django_db
def test_begin_claim_gives_a_draft_with_a_reference():
    user = make_user()
    claim = begin_claim(case=make_case(), account=user)
    assert (claim.status, claim.claimant.account, claim.claimant.relation) == ("draft", user, "self")
    assert reference.parse(claim.reference) == claim.reference
    assert LedgerEvent.objects.filter(verb="claim.begun", claim_id=str(claim.pk)).count() == 1


@pytest.mark.django_db
def test_begin_claim_twice_is_the_same_claim():
    case, user = make_case(), make_user()
    assert begin_claim(case=case, account=user) == begin_claim(case=case, account=user)
    assert Claim.objects.count() == 1


@pytest.mark.django_db
def test_begin_claim_is_refused_when_the_case_is_closed_but_an_old_claim_is_found():
    case, user = make_case(), make_user()
    claim = begin_claim(case=case, account=user)
    closed = make_case(is_open=False)
    assert begin_claim(case=closed, account=user) == claim
    with pytest.raises(DomainError) as refused:
        begin_claim(case=closed, account=make_user())
    assert (refused.value.code, refused.value.status) == ("case.closed", 409)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_begin_claim_in_two_windows_at_once_makes_one():
    case, user = make_case(), make_user()
    together = Barrier(2)

    def begin(_):
        try:
            together.wait()
            return begin_claim(case=case, account=user).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        found = set(pool.map(begin, range(2)))
    assert found == {Claim.objects.get().pk}
    assert LedgerEvent.objects.filter(verb="claim.begun").count() == 1


@pytest.mark.django_db
def test_judge_claim_stores_verdict_reasons_and_the_version_of_the_rule():
    claim = make_claim(case=make_case(), ready=True)
    judge_claim(claim=claim, actor=None)
    stored = Claim.objects.get()
    assert (stored.verdict, stored.rule_version) == ("yes", 1)
    assert stored.verdict_detail["reasons"] == [
        {"code": "in_window", "params": {"first": "2010-08-23", "last": "2021-10-20"}}
    ]


@pytest.mark.django_db
def test_joined_counts_those_who_sent_and_stayed():
    case = make_case()
    for status in ("draft", "submitted", "accepted", "withdrawn", "not_eligible"):
        make_claim(case=case, status=status)
    assert joined(case) == 2


@pytest.mark.django_db
def test_mine_finds_only_my_own():
    case = make_case()
    claim, _other = make_claim(case=case), make_claim(case=case)
    assert list(mine(claim.claimant.account)) == [claim]
