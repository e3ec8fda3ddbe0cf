"""Whatever happens in the middle of a form, what somebody wrote is still theirs."""

import pytest

from claimants.claims.models import Claim
from claimants.evidence.actions import receive
from tests.browser.tools import SUBMIT, Walk, faults
from tests.claimants.evidence import samples
from tests.factories import make_case, make_claim, make_member, tell_person, tell_trip
from tests.pages import bare

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_what_was_written_survives_every_breakage(visit):
    make_member(make_case(), of_record=True)
    claim = make_claim()
    tell_person(claim.claimant)
    user = claim.claimant.account
    page = visit(user)
    walk = Walk(page)

    # Saved, then the back button and a reload: it is there.
    page.goto("/en/my/details/name/")
    page.fill("[name=given_name]", "THI HOA")
    walk.go_on()
    page.go_back()
    page.reload()
    assert page.input_value("[name=given_name]") == "THI HOA"

    # The language changed amid the form.
    page.fill("[name=given_name]", "THI LAN")
    page.locator("details[data-language] summary").click()
    page.locator("details[data-language] [lang=ko]").click()
    page.wait_for_url("**/ko/my/details/name/**")
    assert page.input_value("[name=given_name]") == "THI LAN"

    # The session ends before the button is pressed; the same person signs in again and finds it.
    page.goto("/en/my/details/name/")
    page.fill("[name=given_name]", "THI MAI")
    page.context.clear_cookies(name="sessionid")
    walk.go_on()
    assert "You were signed out to protect your data" in page.locator("main").inner_text()
    walk.sign_in(user.email)
    assert page.url.endswith("/en/my/details/name/")
    assert page.input_value("[name=given_name]") == "THI MAI"
    assert "It is not saved yet" in page.locator("main").inner_text()
    assert faults(page) == []

    # Two windows: the later one shows both, and overwrites nothing unseen.
    other = page.context.new_page()
    for each in (page, other):
        each.goto("/en/my/details/name/")
    page.fill("[name=given_name]", "FIRST WINDOW")
    walk.go_on()
    other.fill("[name=given_name]", "SECOND WINDOW")
    other.locator(SUBMIT).first.click()
    shown = other.locator("main").inner_text()
    assert "changed in another window" in shown and "FIRST WINDOW" in shown
    assert other.input_value("[name=given_name]") == "SECOND WINDOW"
    assert faults(other) == []
    claim.claimant.refresh_from_db()
    assert claim.claimant.given_name == "FIRST WINDOW"
    assert walk.complaints == []


def test_a_button_pressed_twice_acts_once(visit):
    make_member(make_case(), of_record=True)
    adding, sending = make_claim(), make_claim(ready=True)
    tell_person(adding.claimant)
    page = visit(adding.claimant.account)
    page.goto("/en/my/trips/add/")
    page.check("[name=direction][value=entry]")
    page.fill("[name=when_year]", "2018")
    page.select_option("[name=port]", "ICN")
    page.locator(SUBMIT).first.dblclick()
    page.wait_for_url("**/my/trips/")
    assert adding.trips.count() == 1
    page = visit(sending.claimant.account)
    page.goto("/en/my/check/")
    page.check("[name=declared]")
    page.locator(SUBMIT).first.dblclick()
    page.wait_for_url("**/my/sent/")
    assert Claim.objects.get(pk=sending.pk).status == "submitted"


def test_what_is_somebody_elses_looks_as_if_it_were_nowhere(client):
    make_member(make_case(), of_record=True)
    mine, theirs = make_claim(), make_claim(status="needs_information")
    trip = tell_trip(theirs)
    owner = theirs.claimant.account
    file = receive(claim=theirs, kind="boarding_pass", upload=samples.jpeg(), name="pass.jpg", actor=owner)
    client.force_login(mine.claimant.account)
    absent = "00000000-0000-4000-8000-000000000000"
    for address, key in (
        ("trips", trip.pk),
        ("evidence", file.evidence.pk),
        ("requests", theirs.deficiencies.get().pk),
    ):
        foreign = client.get(f"/en/my/{address}/{key}/")
        nowhere = client.get(f"/en/my/{address}/{absent}/")
        assert (foreign.status_code, bare(foreign, key)) == (404, bare(nowhere, absent))
