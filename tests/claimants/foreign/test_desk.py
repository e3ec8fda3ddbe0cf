"""Foreign plaintiffs on the desk: the panel of a claim, the filter of the list, the page by country."""

import pytest
from django.urls import reverse

from tests import factories
from tests.claimants.foreign.test_queries import person


@pytest.fixture
def case(db):
    return factories.make_case()


@pytest.fixture
def desk(client, case, settings):
    settings.STAFF_SECOND_FACTOR = False
    client.force_login(factories.make_member(case).user)
    return client


def text_of(answer):
    return answer.content.decode()


def test_the_page_of_a_claim_says_what_is_known_and_how_it_was_found(desk, case):
    claim = person(case, ("VN", None, None))
    shown = text_of(desk.get(reverse("desk_claim", args=[claim.reference])))
    for words in ("Foreign plaintiff", "Affirmed by lower courts", "Notary and apostille", "May be ordered"):
        assert words in shown
    assert "2020가단5110659" in shown and "Not yet confirmed by counsel" in shown


def test_a_korean_in_korea_has_no_such_panel(desk, case):
    claim = person(case, ("KR", None, None), lives_in="KR")
    assert "Foreign plaintiff<" not in text_of(desk.get(reverse("desk_claim", args=[claim.reference])))


def test_the_list_narrows_to_a_status_and_names_one_it_does_not_know(desk, case):
    japan, vietnam = person(case, ("JP", None, None)), person(case, ("VN", None, None))
    shown = text_of(desk.get(reverse("desk_claimants"), {"reciprocity": "yes"}))
    assert japan.reference in shown and vietnam.reference not in shown
    assert "reciprocity=perhaps" in text_of(desk.get(reverse("desk_claimants"), {"reciprocity": "perhaps"}))


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_by_country_reads_in_a_fixed_number_of_queries(desk, case, people, django_assert_max_num_queries):
    for country in ("JP", "VN", "US")[:people]:
        person(case, (country, None, None))
    with django_assert_max_num_queries(36):
        shown = text_of(desk.get(reverse("desk_foreign")))
    assert "Japan" in shown and "Affirmed by the Supreme Court" in shown
