"""Looks: written down in a transaction of their own, before what is looked at leaves."""

import pytest
from django.db import connection
from django.test import RequestFactory
from django.urls import reverse

from claimants.claims.models import Claim
from litigation.ledger.actions import look
from litigation.ledger.models import LedgerEvent
from tests.factories import make_claim, make_member


@pytest.fixture
def asked(db):
    """(a request of somebody of the team, the claim they ask for)."""
    claim = make_claim(status="submitted")
    member = make_member(claim.case, "attorney")
    request = RequestFactory().get("/staff/claims/")
    request.user, request.membership = member.user, member
    return request, claim


@pytest.mark.django_db(transaction=True)
def test_look_of_a_page_without_transaction_is_recorded(asked):
    request, claim = asked
    assert connection.in_atomic_block is False
    look("claim.viewed", request=request, subject=claim, claim=claim)
    row = LedgerEvent.objects.get(verb="claim.viewed")
    told = (row.actor_id, row.actor_role, row.source, row.subject_id, row.claim_id, row.case_id, row.data)
    ids = str(claim.pk), str(claim.pk), str(claim.case_id)
    assert told == (str(request.user.pk), "attorney", "web", *ids, {})


def test_look_takes_case_and_claim_as_ids(asked):
    request, claim = asked
    look("paper.viewed", request=request, subject=claim, claim=claim.pk, case=claim.case_id, data={"page": 2})
    row = LedgerEvent.objects.get(verb="paper.viewed")
    assert (row.claim_id, row.case_id, row.data) == (str(claim.pk), str(claim.case_id), {"page": 2})


def test_page_that_cannot_be_written_down_is_not_shown(asked, client, monkeypatch, settings):
    settings.STAFF_SECOND_FACTOR = False
    request, claim = asked

    def refuse(*_args, **_kwargs):
        raise RuntimeError("the ledger is not to be reached")

    client.force_login(request.user)
    monkeypatch.setattr("litigation.ledger.actions.record", refuse)
    client.raise_request_exception = False
    answer = client.get(reverse("desk_claim", args=[claim.reference]))
    assert answer.status_code == 500
    assert Claim.objects.get(pk=claim.pk).claimant.family_name not in answer.content.decode()
