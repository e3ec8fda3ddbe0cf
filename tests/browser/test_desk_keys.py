"""The desk by keyboard: one letter each, never while somebody writes, and axe finds nothing on the way."""

from pathlib import Path

import pytest
from django.urls import reverse

from claimants.claims.models import Claim
from tests import factories
from tests.browser.tools import Walk
from tests.documents.people import make_evidence

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = (Path(__file__).parent.parent / "vendor/axe/axe.min.js").read_text()


@pytest.fixture
def kim(settings, page, client, live_server):
    """An attorney, signed in in the browser."""
    settings.STAFF_SECOND_FACTOR = False
    page.set_default_timeout(20_000)
    kim = factories.make_member(factories.make_case(), user=factories.make_user(display_name="Kim Seo-yeon")).user
    client.force_login(kim)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.session.session_key, "url": live_server.url}])
    return kim


def violations(page):
    page.evaluate(AXE)
    return page.evaluate("axe.run().then(found => found.violations.map(each => each.id))")


def test_a_claim_is_opened_read_and_decided_by_letters(page, kim):
    first = factories.make_claim(status="submitted")
    second = factories.make_claim(status="submitted")
    page.goto(reverse("desk_today"))
    with page.expect_navigation():
        page.keyboard.press("s")
    assert page.url.endswith(reverse("desk_claim", args=[first.reference]))
    assert violations(page) == []
    with page.expect_navigation():
        page.keyboard.press("j")
    assert page.url.endswith(reverse("desk_claim", args=[second.reference]))
    with page.expect_navigation():
        page.keyboard.press("k")
    with page.expect_navigation():
        page.keyboard.press("a")
    assert page.get_by_text(f"{first.reference} is accepted.").is_visible()
    assert page.url.endswith(reverse("desk_claim", args=[second.reference]))
    assert violations(page) == []
    with page.expect_navigation():
        page.keyboard.press("m")
    assert page.url.endswith(reverse("desk_ask", args=[second.reference]))
    assert set(Claim.objects.values_list("reference", "status")) == {
        (first.reference, "accepted"),
        (second.reference, "in_review"),
    }


def test_letters_written_into_a_note_decide_nothing(page, kim):
    claim = factories.make_claim(status="in_review", attorney=kim)
    page.goto(reverse("desk_claim", args=[claim.reference]))
    page.keyboard.press("n")
    page.keyboard.type("amxs")
    assert page.locator("#note-text").input_value() == "amxs"
    page.locator("h1").click()
    page.keyboard.press("/")
    page.keyboard.type("ax")
    assert page.locator("#desk-search").input_value() == "ax"
    page.locator("h1").click()
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible() and "Accept" in page.locator("#keys").inner_text()
    assert Claim.objects.get().status == "in_review"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_pages_of_the_desk_pass_axe_and_never_scroll_sideways(page, kim, width, scheme):
    claim = factories.make_claim(status="in_review", attorney=kim)
    factories.make_claim(status="submitted")
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    of_claim = [
        reverse(name, args=[claim.reference]) for name in ("desk_claim", "desk_ask", "desk_refuse", "desk_hangul")
    ]
    for address in [
        *map(reverse, ("desk_today", "desk_queue", "desk_claimants", "desk_me", "desk_token_new", "desk_case")),
        *of_claim,
    ]:
        page.goto(address)
        assert (address, violations(page)) == (address, [])
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    page.get_by_label("Name in Hangul").fill("Nguyen")
    page.get_by_role("button", name="Confirm this spelling").click()
    page.get_by_text("Use Hangul syllables only").first.wait_for()
    assert violations(page) == []


def test_file_whose_pages_are_not_made_yet_breaks_no_script(page, kim):
    claim = factories.make_claim(status="in_review", attorney=kim)
    make_evidence(claim)
    walk = Walk(page)
    page.goto(reverse("desk_claim", args=[claim.reference]))
    assert page.locator("[data-viewer]").count() == 1
    assert page.locator("[data-viewer] .stage").count() == 0
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    assert walk.complaints == []
