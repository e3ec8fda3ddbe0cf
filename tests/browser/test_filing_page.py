"""The page of a frozen round in Chromium: nothing made yet, made, with gaps and a spot check that failed."""

import os

import pytest

from documents.packages.actions import make_papers, record_spot_check
from documents.packages.models import Package
from documents.rounds import actions
from litigation.jobs import tasks
from litigation.vault.files import delete
from tests.browser.test_every_page import LOOKS
from tests.browser.tools import aside, drain, faults, opened
from tests.documents import people

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PRESS_TWICE = """which => {
  const button = document.querySelector(which);
  let sent = 0;
  addEventListener("submit", event => { if (!event.defaultPrevented) sent += 1; event.preventDefault(); });
  button.click();
  const said = button.textContent;
  button.click();
  return [said, sent];
}"""


@pytest.mark.parametrize("width, color_scheme, language", LOOKS)
def test_page_of_a_frozen_round(visit, live_server, settings, monkeypatch, width, color_scheme, language):
    monkeypatch.setattr(tasks.ring, "apply_async", lambda args, **options: None)
    settings.STAFF_SECOND_FACTOR = False
    case = people.make_case()
    lead = people.make_member(case, "case_lead").user
    lead.language = language
    lead.save(update_fields=["language"])
    people.make_accepted(case, 3)
    round = aside(lambda: people.freeze(actions.open_round(case=case, actor=lead), lead), live_server)
    page = visit(lead, width=width, color_scheme=color_scheme)
    address = "/staff/rounds/1/"

    def look(name, address=address):
        assert opened(page, address).status == 200, address
        if folder := os.environ.get("SHOTS"):
            page.screenshot(path=f"{folder}/{name}-{width}-{color_scheme}-{language}.png", full_page=True)
        return faults(page)

    assert look("before") == []
    delete(round.roster.get(number=2).snapshot["exhibits"][0]["stored_name"])
    package = aside(lambda: make_papers(round=round, actor=lead), live_server)
    assert look("making") == []
    drain(live_server)
    package = Package.objects.get(pk=package.pk)
    entry = round.roster.get(number=1)
    record_spot_check(package=package, entry=entry, passed=False, note="Another signature", actor=lead)
    assert look("made") == []
    round.filings.get(type="power_of_attorney").files.filter(entry=entry).update(flaws="blank:2 glyph")
    assert look("flawed") == []
    assert look("everybody", f"/staff/packages/{package.pk}/spot-checks/") == []


def test_freeze_that_takes_long_says_so_and_is_sent_once(visit, live_server, settings, monkeypatch):
    monkeypatch.setattr(tasks.ring, "apply_async", lambda args, **options: None)
    settings.STAFF_SECOND_FACTOR = False
    case = people.make_case()
    lead = people.make_member(case, "case_lead").user
    people.make_accepted(case, 2)
    round = aside(lambda: actions.open_round(case=case, actor=lead), live_server)
    aside(lambda: people.approve(round, lead), live_server)
    page = visit(lead, width=1280)
    page.goto("/staff/rounds/1/freeze/")
    said, sent = page.evaluate(PRESS_TWICE, "main form:not([action]) button")
    assert (said.startswith("Freezing."), sent) == (True, 1)
