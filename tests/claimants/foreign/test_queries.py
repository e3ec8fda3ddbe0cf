"""Reciprocity by the nationality at the time of the act: one claim, the filters and the counts agree."""

from datetime import date

import pytest

from claimants.claims.models import Claim
from claimants.foreign import queries
from claimants.people.models import Nationality
from litigation.law.foreign import STATUSES
from litigation.law.rows import Row, shipped
from litigation.theories.models import LimitationBasis
from tests import factories

ACT_PASSED = date(2022, 6, 1)


@pytest.fixture
def case(db):
    return factories.make_case()


def person(case, *held, lives_in="VN", status="submitted"):
    claim = factories.make_claim(case=case, status=status)
    claim.claimant.nationalities.all().delete()
    for country, since, until in held:
        Nationality.objects.create(claimant=claim.claimant, country=country, held_from=since, held_until=until)
    type(claim.claimant).objects.filter(pk=claim.claimant_id).update(country=lives_in)
    return Claim.objects.get(pk=claim.pk)


@pytest.mark.parametrize(
    ("held", "then", "now", "status"),
    [
        ([("JP", None, None)], ["JP"], ["JP"], "yes"),
        ([("VN", None, None)], ["VN"], ["VN"], "lower_courts"),
        ([("US", None, None)], ["US"], ["US"], "unknown"),
        ([("KR", None, None)], ["KR"], ["KR"], "not_needed"),
        ([("KR", None, None), ("US", None, None)], ["KR", "US"], ["KR", "US"], "not_needed"),
        ([("KR", None, ACT_PASSED), ("US", ACT_PASSED, None)], ["KR"], ["US"], "not_needed"),
        ([("US", None, ACT_PASSED), ("KR", ACT_PASSED, None)], ["US"], ["KR"], "unknown"),
        ([("US", None, None), ("JP", ACT_PASSED, None)], ["US"], ["JP", "US"], "unknown"),
        ([("US", None, None), ("JP", None, None)], ["JP", "US"], ["JP", "US"], "yes"),
        ([("JP", ACT_PASSED, None)], [], ["JP"], "unknown"),
    ],
)
def test_reciprocity_of_one_claim_is_what_the_filter_finds(case, held, then, now, status):
    claim = person(case, *held)
    found = queries.status_of(claim)
    assert (found.then, found.now, found.reciprocity.result) == (then, now, status)
    matching = [each for each in STATUSES if Claim.objects.filter(queries.with_reciprocity(case, each)).exists()]
    assert matching == [status]


def test_a_country_that_courts_denied_is_worse_than_one_nobody_asked_about(case, monkeypatch):
    row = Row(key="reciprocity.RU", value="no", unit="status", citation="made up", confidence="K")
    monkeypatch.setattr(queries, "table", lambda: shipped().with_rows([row]))
    denied = person(case, ("RU", None, None))
    both = person(case, ("RU", None, None), ("US", None, None))
    assert [queries.status_of(each).reciprocity.result for each in (denied, both)] == ["no", "unknown"]
    assert list(Claim.objects.filter(queries.with_reciprocity(case, "no"))) == [denied]
    assert list(Claim.objects.filter(queries.with_reciprocity(case, "unknown"))) == [both]


def test_without_an_act_everything_is_unknown(case):
    LimitationBasis.objects.all().delete()
    claim = person(case, ("JP", None, None))
    found = queries.status_of(claim)
    assert (found.act, found.then, found.reciprocity.result) == (None, [], "unknown")
    assert queries.by_status(case) == dict.fromkeys(STATUSES, 0) | {"unknown": 1}
    assert queries.countries(case) == []


def test_a_korean_in_korea_needs_none_of_it_and_one_abroad_may_have_to_give_security(case):
    assert not queries.status_of(person(case, ("KR", None, None), lives_in="KR")).is_foreign
    found = queries.status_of(person(case, ("KR", None, None), lives_in="US"))
    assert (found.is_foreign, found.security.result, found.route.result) == (True, "may_be_ordered", "unknown")


def test_counts_leave_out_who_is_not_or_will_not_be_a_plaintiff(case):
    person(case, ("JP", None, None), lives_in="JP")
    person(case, ("VN", None, None))
    person(case, ("VN", None, None), ("KR", None, None), lives_in="KR")
    person(case, ("US", None, None), status="withdrawn")
    factories.make_claim(case=case)
    assert [(row.code, row.claims, row.reciprocity.result, row.route.result) for row in queries.countries(case)] == [
        ("VN", 2, "lower_courts", "apostille"),
        ("JP", 1, "yes", "unknown"),
        ("KR", 1, "not_needed", "plain"),
    ]
    assert queries.by_status(case) == {"not_needed": 1, "yes": 1, "lower_courts": 1, "unknown": 0, "no": 0}
    assert queries.abroad(case) == 2
