"""Who was left out of a round and why: written down at the freeze, compared with the next round, carried over with one press."""

import pytest
from django.http import Http404
from django.utils import timezone

from documents.freezing import actions as freezing
from documents.rounds import actions
from documents.rounds.comparing import compare, left_out_claims, left_out_counts, left_out_history
from documents.rounds.models import LeftOut
from litigation.errors import DomainError
from litigation.workflow import move
from tests.documents import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return people.make_case()


@pytest.fixture
def lead(case):
    return people.make_member(case, "case_lead").user


@pytest.fixture
def first(case, lead):
    """Round 1 with one plaintiff; left out: one beyond the limit, one without mandate, one not accepted yet."""
    _taken, _later, revoked = people.make_accepted(case, 3)
    revoked.mandates.update(state="revoked", ended_at=timezone.now())
    people.make_claim(case, 3, status="submitted")
    people.make_claim(case, 4, status="withdrawn")
    return people.freeze(actions.open_round(case=case, actor=lead, size_limit=1), lead)


def by_code(round):
    return {each.rule.code: each.count for each in left_out_counts(round)}


def test_every_candidate_is_in_the_roster_or_left_out(first):
    assert by_code(first) == {"limit": 1, "mandate": 1, "status": 1}
    assert first.roster_count == 1


def test_reason_stays_as_it_was_when_the_roster_was_frozen(case, first):
    [row] = left_out_claims(first, "mandate")
    people.make_mandate(row.claim)
    case.claims.filter(status="submitted").update(status="accepted")
    assert by_code(first) == {"limit": 1, "mandate": 1, "status": 1}
    assert [each.code for each in left_out_history(row.claim)] == ["mandate"]


def test_refused_freeze_leaves_nobody_out(case, lead):
    people.make_accepted(case, 2)
    round = actions.open_round(case=case, actor=lead, size_limit=1)
    people.approve(round, lead)
    case.members.filter(of_record=True).update(of_record=False)
    with pytest.raises(DomainError):
        freezing.freeze(round=round, actor=lead)
    assert LeftOut.objects.count() == 0


def test_carry_over_opens_the_next_round_planned_alike(case, lead):
    people.make_accepted(case, 3)
    plan = {"size_limit": 1, "amount_won": 7, "countries": ["MN", "VN"], "order": "hangul"}
    one = people.freeze(actions.open_round(case=case, actor=lead, **plan), lead)
    two = actions.carry_over(round=one, actor=lead)
    assert (two.number, two.follows, two.status) == (2, one, "open")
    assert {name: getattr(two, name) for name in plan} == plan


def test_carry_over_needs_a_frozen_round_and_no_open_one(case, lead, first):
    two = actions.carry_over(round=first, actor=lead)
    for round, code in ((two, "round.not_frozen"), (first, "round.open_already")):
        with pytest.raises(DomainError) as refused:
            actions.carry_over(round=round, actor=lead)
        assert refused.value.code == code


def test_two_rounds_are_compared(case, lead, first, django_assert_num_queries):
    [waits] = left_out_claims(first, "status")
    move(waits.claim, "withdrawn", actor=lead)
    people.make_claim(case, 8)
    second = actions.carry_over(round=first, actor=lead)
    actions.change_round(round=second, size_limit=None, actor=lead)
    second = people.freeze(second, lead)
    with django_assert_num_queries(2):
        found = compare(first, second)
    assert (found.taken_up, found.still_out, found.gone, found.new) == (1, 1, 1, 1)
    assert [(rule.code, all_, taken, out) for rule, all_, taken, out in found.by_reason] == [
        ("limit", 1, 1, 0),
        ("mandate", 1, 0, 1),
        ("status", 1, 0, 0),
    ]


def test_unknown_reason_is_not_found(first):
    with pytest.raises(Http404):
        left_out_claims(first, "weather")


def test_pages_tell_who_was_left_out_and_open_the_next_round(client, settings, first, lead):
    settings.STAFF_SECOND_FACTOR = False
    client.force_login(lead)
    page = client.get("/staff/rounds/1/left-out/").content.decode()
    assert "Ready, but the round is full" in page
    [row] = left_out_claims(first, "mandate")
    assert row.claim.reference in client.get("/staff/rounds/1/held-back/mandate/").content.decode()
    told = client.get(f"/staff/claimants/{row.claim.reference}/").content.decode()
    assert "Left out of round 1: No power of attorney" in told
    answer = client.post("/staff/rounds/1/carry-over/", follow=True)
    assert answer.redirect_chain == [("/staff/rounds/2/", 302)]
    assert "Opened for those who were left out of round 1" in answer.content.decode()


def test_page_of_a_claim_says_what_keeps_it_out_and_where_it_is(client, settings, case, first, lead):
    settings.STAFF_SECOND_FACTOR = False
    client.force_login(lead)
    entry = first.roster.get()
    assert "Round 1, plaintiff 1" in client.get(f"/staff/claimants/{entry.claim.reference}/").content.decode()
    ready = left_out_claims(first, "limit").get().claim
    assert "Nothing keeps this claim" in client.get(f"/staff/claimants/{ready.reference}/").content.decode()
