"""The order of plaintiffs: each rule, the same on every database, and frozen with the round."""

import pytest

from documents.rounds import actions
from documents.rounds.models import Round
from documents.rounds.orders import order_rules
from documents.rounds.queries import ready_claims, selection
from tests.documents import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return people.make_case()


@pytest.fixture
def lead(case):
    return people.make_member(case, "case_lead").user


@pytest.fixture
def round(case, lead):
    people.make_accepted(case, 5)
    for number, claim in enumerate(case.claims.order_by("submitted_at")):
        name = ["하나", "가나", "Öz", "나라", "가나"][number]
        type(claim.claimant).objects.filter(pk=claim.claimant_id).update(hangul_name=name)
    return actions.open_round(case=case, actor=lead)


def numbered(round, order, lead):
    """(Hangul name, country) in the order plaintiffs would get."""
    actions.change_round(round=round, order=order, actor=lead)
    return [(claim.claimant.hangul_name, claim.claimant.country.code) for claim in ready_claims(round)]


def test_sent_first_is_first(round, lead):
    names = ["하나", "가나", "Öz", "나라", "가나"]
    assert [name for name, _country in numbered(round, "sent", lead)] == names


def test_hangul_is_in_the_order_of_the_alphabet(round, lead):
    assert [name for name, _country in numbered(round, "hangul", lead)] == ["Öz", "가나", "가나", "나라", "하나"]


def test_country_keeps_people_of_one_country_together(round, lead):
    people.make_claim(round.case, 6)  # one more from Mongolia
    countries = [country for _name, country in numbered(round, "country", lead)]
    assert countries == ["CN", "ID", "JP", "MN", "MN", "VN"]


def test_reference_is_the_last_word_of_every_order(case, round, lead):
    case.claims.update(submitted_at="2026-11-01T00:00:00Z")
    for claim in case.claims.all():
        type(claim.claimant).objects.filter(pk=claim.claimant_id).update(hangul_name="가", country="MN")
    by_reference = sorted(case.claims.values_list("reference", flat=True))
    for rule in order_rules():
        actions.change_round(round=round, order=rule.code, actor=lead)
        assert list(ready_claims(round).values_list("reference", flat=True)) == by_reference


def test_limit_takes_who_waited_longest_whatever_the_order(round, lead):
    actions.change_round(round=round, size_limit=2, actor=lead)
    assert numbered(round, "hangul", lead) == [("가나", "VN"), ("하나", "MN")]


def test_order_is_approved_and_frozen_with_the_round(round, lead):
    before = selection(round).digest
    actions.change_round(round=round, order="reference", actor=lead)
    assert selection(round).digest != before
    frozen = people.freeze(round, lead)
    roster = list(frozen.roster.order_by("number").values_list("claim__reference", flat=True))
    assert roster == sorted(roster)
    assert (Round.objects.get().order, frozen.frame["order"]) == ("reference", "reference")


def test_every_order_says_what_it_is_good_for():
    assert [rule.code for rule in order_rules()] == ["sent", "hangul", "country", "reference"]
    assert all(str(rule.words) and str(rule.note) for rule in order_rules())
