"""The claimant's pages as Chromium shows them: axe finds nothing, nothing sticks out, and no script is needed."""

from datetime import date

import pytest

from claimants.claims.models import Claim
from tests.browser.tools import faults
from tests.factories import make_case, make_claim, make_member, make_user, tell_trip

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def press(page):
    page.locator("#page-form .btn").first.click()
    page.wait_for_load_state()


def check(page, addresses, *, wrong=()):
    """{address: faults} of the pages as they open, and of those in `wrong` after an empty form was sent."""
    found = {}
    for address in addresses:
        page.goto(address)
        found[address] = faults(page)
        if address in wrong:
            press(page)
            found[address] += faults(page)
    return {address: each for address, each in found.items() if each}


@pytest.mark.parametrize("width, color_scheme", [(360, "dark"), (1280, "light")])
def test_public_pages_are_accessible_and_fit(visit, width, color_scheme):
    case = make_case()
    make_member(case, of_record=True)
    page = visit(width=width, color_scheme=color_scheme)
    first = f"/en/cases/{case.slug}/check/1/"
    found = check(page, ["/en/", "/ko/", first, "/en/help/", "/en/privacy/", "/en/accessibility/"])
    assert found == {}
    page.goto(first)
    for answer in ("no", "within", "no", "unsure"):
        page.click(f"button[value={answer}]")
    assert page.locator("h1").inner_text() == "You may be affected. Register, and a lawyer will look at it."
    assert faults(page) == []


@pytest.mark.parametrize("width, color_scheme", [(360, "light"), (1280, "dark")])
def test_pages_of_a_draft_are_accessible_and_fit(visit, width, color_scheme):
    claim = make_claim(case=make_case())
    page = visit(claim.claimant.account, width=width, color_scheme=color_scheme)
    details = [f"/en/my/details/{name}/" for name in ("name", "birth", "nationality", "contact", "address")]
    forms = [*details, "/en/my/trips/add/", "/en/my/consent/", "/en/my/withdraw/?sure=1"]
    others = ["/en/my/", "/en/my/trips/", "/en/my/check/", "/en/my/settings/", "/en/my/withdraw/"]
    assert check(page, [*others, *forms], wrong=forms) == {}


@pytest.mark.parametrize("status", ["submitted", "needs_information", "filed", "not_eligible"])
def test_pages_of_a_claim_that_was_sent_are_accessible_and_fit(visit, status):
    claim = make_claim(case=make_case(), status=status)
    requests = [f"/en/my/requests/{each.pk}/" for each in claim.deficiencies.all()]
    addresses = ["/en/my/", "/en/my/status/", "/en/my/sent/", "/en/my/check/", *requests]
    assert check(visit(claim.claimant.account), addresses) == {}


def test_trips_and_sending_are_accessible_and_fit(visit):
    claim = make_claim(case=make_case(), ready=True)
    trip = tell_trip(claim, date=date(2022, 3, 1), precision="month")
    addresses = ["/en/my/", "/en/my/trips/", f"/en/my/trips/{trip.pk}/remove/", "/en/my/check/"]
    assert check(visit(claim.claimant.account), addresses, wrong=["/en/my/check/"]) == {}


def test_a_claim_is_begun_and_told_without_javascript(visit):
    case = make_case()
    page = visit(make_user(), java_script_enabled=False)
    page.goto(f"/en/cases/{case.slug}/join/")
    press(page)
    page.click("text=Go on: Your name")
    page.fill("[name=family_name]", "NGUYEN")
    page.fill("[name=given_name]", "THI HUONG")
    page.locator("details[data-language] summary").click()  # in the middle of it: the other language
    page.click("button[name=_language][value=ko]")
    assert page.locator("html").get_attribute("lang") == "ko"
    assert page.input_value("[name=given_name]") == "THI HUONG"
    press(page)
    assert page.url.endswith("/ko/my/details/birth/")
    assert Claim.objects.get().claimant.passport_name == "NGUYEN THI HUONG"
