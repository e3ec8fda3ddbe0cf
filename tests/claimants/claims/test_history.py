"""Spans of status: closed and opened by the move itself, one open at a time, and the same story as the ledger."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from claimants.claims.actions import begin_claim
from claimants.claims.history import spans_at
from claimants.claims.models import StatusSpan
from litigation.errors import DomainError
from litigation.ledger.models import LedgerEvent
from litigation.workflow import move, move_all
from tests.factories import make_case, make_claim, make_user

pytestmark = pytest.mark.django_db


def spans(claim):
    return list(claim.spans.order_by("from_at").values_list("status", "from_at", "until_at"))


def test_claim_begins_with_one_open_span():
    claim = begin_claim(case=make_case(), account=make_user())
    assert spans(claim) == [("draft", claim.created_at, None)]


def test_move_closes_one_span_and_opens_the_next_at_the_same_moment():
    claim = begin_claim(case=make_case(), account=make_user())
    move(claim, "withdrawn", actor=None)
    at = claim.status_changed_at
    assert spans(claim) == [("draft", claim.created_at, at), ("withdrawn", at, None)]


def test_claim_without_a_span_gets_the_one_it_leaves_too():
    claim = begin_claim(case=make_case(), account=make_user())
    claim.spans.all().delete()
    move(claim, "withdrawn", actor=None)
    at = claim.status_changed_at
    assert spans(claim) == [("draft", claim.created_at, at), ("withdrawn", at, None)]


def test_claims_that_move_together_each_get_their_spans():
    case = make_case()
    claims = [make_claim(case=case, status="accepted") for _ in range(3)]
    claims[1].spans.all().delete()
    move_all(claims, "in_round", actor=None)
    at = claims[0].status_changed_at
    assert [spans(claim)[-2:] for claim in claims] == [
        [("accepted", spans(claim)[-2][1], at), ("in_round", at, None)] for claim in claims
    ]
    assert spans(claims[1])[0] == ("accepted", claims[1].created_at, at)


def test_refused_move_changes_no_span():
    claim = begin_claim(case=make_case(), account=make_user())
    with pytest.raises(DomainError):
        move(claim, "filed", actor=None)
    assert [row[0] for row in spans(claim)] == ["draft"]


def test_spans_tell_what_the_ledger_tells():
    claim = make_claim(case=make_case(), status="accepted")
    events = LedgerEvent.objects.filter(subject_id=str(claim.pk), data__has_key="to").order_by("seq")
    told = [event.data["to"] for event in events]
    assert [status for status, *_times in spans(claim)] == ["draft", *told]
    assert [row[2] for row in spans(claim)][:-1] == [row[1] for row in spans(claim)][1:]


def test_moment_belongs_to_the_later_span():
    case = make_case()
    claim = begin_claim(case=case, account=make_user())
    move(claim, "withdrawn", actor=None)
    tick = timedelta(microseconds=1)
    found = [
        list(spans_at(case, at).values_list("status", flat=True))
        for at in (
            claim.created_at - tick,
            claim.created_at,
            claim.status_changed_at - tick,
            claim.status_changed_at,
            timezone.now(),
        )
    ]
    assert found == [[], ["draft"], ["draft"], ["withdrawn"], ["withdrawn"]]


def test_database_allows_one_open_span_and_none_that_ends_before_it_begins():
    claim = begin_claim(case=make_case(), account=make_user())
    now = timezone.now()
    for values in ({"until_at": None}, {"until_at": now - timedelta(seconds=1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            StatusSpan.objects.create(claim=claim, status="submitted", from_at=now, **values)
