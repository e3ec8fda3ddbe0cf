"""Limitation dates stand in the calendar: how many claims end on which day, and no name of anybody."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claimants.limitation.models import Clock
from claimants.limitation.queries import ends_between
from documents.proceedings import actions_feed, queries
from documents.proceedings.ics import escaped
from litigation.cases.models import Membership
from tests import factories
from tests.documents import people
from tests.pages import says

pytestmark = pytest.mark.django_db
LAST = date(2026, 12, 31)
DECEMBER = {"first": date(2026, 12, 1), "last": LAST}


@pytest.fixture(autouse=True)
def _today(settings, time_machine):
    settings.STAFF_SECOND_FACTOR = False
    time_machine.move_to("2026-11-20T10:00+09:00")


@pytest.fixture
def case():
    return factories.make_case()


@pytest.fixture
def kim(case):
    return factories.make_member(case).user


@pytest.fixture
def claims(case):
    return [factories.make_claim(case=case, status="submitted") for _ in range(2)]


def ends(case):
    return {(end.theory.key, end.last_day): end.number for end in ends_between([case], **DECEMBER)}


def month(client, kim, year=2026, number=12):
    client.force_login(kim)
    return client.get(reverse("desk_deadlines_month", args=[year, number]))


def calendar(client, user):
    answer = client.get(reverse("calendar_feed", args=[actions_feed.make(user=user)[1]]))
    return answer.content.decode().replace("\r\n ", "")


def test_claims_are_counted_by_day_and_theory(case, claims):
    first = case.theories.first()
    assert ends(case)[first.key, LAST] == 2
    assert set(ends(case).values()) == {2}


def test_claims_that_are_filed_left_or_drafts_do_not_count(case, kim, claims):
    for status in ("filed", "not_eligible", "withdrawn", "draft"):
        factories.make_claim(case=case, status=status, attorney=kim)
    assert set(ends(case).values()) == {2}


def test_four_claims_cost_the_queries_of_one(case, claims):
    def cost():
        with CaptureQueriesContext(connection) as made:
            ends_between([case], **DECEMBER)
        return len(made)

    of_two = cost()
    for _ in range(2):
        factories.make_claim(case=case, status="submitted")
    assert (of_two, cost()) == (2, 2)


def test_month_shows_what_ends_and_leads_to_the_claims_behind_it(client, case, kim, claims):
    page = month(client, kim)
    assert says(page, "Limitation ends: 2 claims")
    address = reverse("desk_radar", query={"theory": case.theories.first().key, "month": "2026-12"})
    assert address.replace("&", "&amp;") in page.content.decode()
    behind = client.get(address).content.decode()
    assert all(claim.reference in behind for claim in claims)


def test_month_in_which_no_time_ends_says_so(client, kim, claims):
    assert says(month(client, kim, 2026, 11), "Nothing ends in this month.")


def test_one_claim_is_said_as_one(client, case, kim):
    factories.make_claim(case=case, status="submitted")
    assert says(month(client, kim), "Limitation ends: 1 claim ")


def test_feed_holds_the_dates_with_alarms_and_nothing_of_any_claimant(client, case, kim, claims):
    text = calendar(client, kim)
    theory = case.theories.first()
    start = text.index(f"UID:{theory.pk}-2026-12-31@")
    event = text[start : text.index("END:VEVENT", start)]
    assert "DTSTART;VALUE=DATE:20261231" in event
    assert f"SUMMARY:Limitation ends: 2 claims – {escaped(str(theory))}" in event
    triggers = [line.removeprefix("TRIGGER:") for line in event.split("\r\n") if line.startswith("TRIGGER:")]
    assert triggers == ["-P89DT15H", "-P29DT15H", "-P13DT15H", "-P6DT15H", "-P2DT15H", "-P0DT15H"]
    assert event.count("BEGIN:VALARM") == event.count("END:VALARM") == 6
    for claim in claims:
        for private in (claim.reference, claim.claimant.family_name, claim.claimant.hangul_name):
            assert private not in text


def test_address_in_the_feed_opens_the_radar_of_its_case(client, case, kim, claims):
    text = calendar(client, kim)
    url = next(line for line in text.split("\r\n") if line.startswith("URL:") and "clocks" in line).removeprefix("URL:")
    client.force_login(kim)
    opened = client.get(url[url.index("/staff/") :], follow=True)
    assert says(opened, claims[0].reference)


def test_feed_shows_no_dates_of_cases_its_person_left(client, case, kim, claims):
    Membership.objects.filter(user=kim).delete()
    assert "VEVENT" not in calendar(client, kim)


def test_date_that_passed_goes_out_of_the_feed_after_a_month(client, kim, claims, time_machine):
    time_machine.move_to("2027-01-30T10:00+09:00")
    assert any(end.last_day == LAST for end in queries.fed_ends(kim))
    time_machine.move_to("2027-01-31T10:00+09:00")
    assert not any(end.last_day == LAST for end in queries.fed_ends(kim))


def test_another_case_shows_its_own_dates(client, case, claims):
    other = people.make_member(people.make_case("another-case"), "coordinator").user
    assert Clock.objects.filter(theory__case=case).exists()
    assert not says(month(client, other), "Limitation ends")
