"""References are drawn again until nobody has them: in ones, in bulk, and when two begin in the same moment."""

import itertools

import pytest
from django.db import transaction

from claimants.claims.actions import begin_claim
from claimants.claims.models import Claim
from claimants.claims.references import free
from litigation.errors import DomainError
from litigation.law import reference
from tests import factories
from tests.claimants.test_races import beside

pytestmark = pytest.mark.django_db
FOUR = [reference.complete(f"000000{letter}") for letter in "ABCD"]


@pytest.fixture
def drawn(monkeypatch):
    """The operating system draws these four in a circle, again and again."""
    circle = itertools.cycle(FOUR)
    monkeypatch.setattr(reference, "new", lambda: next(circle))


@pytest.mark.usefixtures("drawn")
def test_begin_claim_draws_a_taken_reference_again():
    case = factories.make_case()
    for _ in range(4):
        begin_claim(case=case, account=factories.make_user())
    assert sorted(Claim.objects.values_list("reference", flat=True)) == FOUR


@pytest.mark.usefixtures("drawn")
def test_begin_claim_says_so_where_every_reference_is_taken(client):
    case = factories.make_case()
    for _ in range(4):
        begin_claim(case=case, account=factories.make_user())
    with pytest.raises(DomainError) as refused:
        begin_claim(case=case, account=factories.make_user())
    assert (refused.value.code, refused.value.status, Claim.objects.count()) == ("claim.no_reference", 503, 4)


@pytest.mark.usefixtures("drawn")
def test_many_references_are_different_ones_that_nobody_has():
    begin_claim(case=factories.make_case(), account=factories.make_user())
    with transaction.atomic():
        assert sorted(free(3)) == FOUR[1:]
    with pytest.raises(DomainError):
        free(4)


def test_claim_begun_in_another_window_is_the_one_there_is():
    case, account = factories.make_case(), factories.make_user()
    first = begin_claim(case=case, account=account)
    assert (begin_claim(case=case, account=account), Claim.objects.count()) == (first, 1)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("drawn")
def test_two_people_who_draw_the_same_at_once_both_have_a_claim():
    case, one, two = factories.make_case(), factories.make_user(), factories.make_user()
    drawn_twice = iter([FOUR[0], FOUR[0], FOUR[1]])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reference, "new", lambda: next(drawn_twice))
        beside(lambda: begin_claim(case=case, account=one), lambda: begin_claim(case=case, account=two))
    assert sorted(Claim.objects.values_list("reference", flat=True)) == FOUR[:2]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_one_person_who_begins_in_two_windows_has_one_claim():
    case, account = factories.make_case(), factories.make_user()
    begin = {"case": case, "account": account}
    assert beside(lambda: begin_claim(**begin), lambda: begin_claim(**begin)) == "done"
    assert Claim.objects.count() == 1
