"""Where papers cannot print what was typed, the pages say so, and still fit."""

import pytest
from django.urls import reverse

from claimants.people.models import Claimant
from tests.browser.tools import faults
from tests.factories import complete, make_case, make_claim, make_member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OWN = "ꪎꪳꪒ ᏣᎳᎩ 😀"


@pytest.mark.parametrize("width", [360, 1280])
def test_who_writes_letters_no_font_has_is_told_on_every_page_that_shows_them(visit, width):
    case = make_case()
    make_member(case, of_record=True)
    claim = make_claim(case=case)
    complete(claim)
    page = visit(claim.claimant.account, width=width)
    page.goto("/en/my/details/name/")
    page.fill("[name=own_name]", OWN)
    page.locator("#page-form .btn").first.click()
    page.wait_for_url("**/my/**")
    told = "Court papers cannot print these letters of your name: ꪎꪳ ꪒ Ꮳ Ꮃ Ꭹ 😀."
    assert (told in page.inner_text("main"), faults(page)) == (True, [])
    for address in ("/en/my/details/name/", "/en/my/check/"):
        page.goto(address)
        assert (told in page.inner_text("main"), faults(page)) == (True, []), address
    page.goto("/en/my/authority/?again=1")
    assert "left out: papers cannot print its letters" in page.inner_text("main")
    assert (OWN in page.inner_text("main"), faults(page)) == (False, [])
    page.goto("/en/my/details/address/")
    page.fill("[name=address]", "12 ꪎꪳꪒ Street")
    page.locator("#page-form .btn").first.click()
    page.wait_for_load_state()
    assert "Papers cannot print: ꪎꪳ ꪒ. Write it without these signs" in page.inner_text("main")
    assert (page.input_value("[name=address]"), faults(page)) == ("12 ꪎꪳꪒ Street", [])


def test_the_desk_and_the_gate_say_it_too(visit, settings):
    settings.STAFF_SECOND_FACTOR = False
    case = make_case()
    lead = make_member(case, "case_lead").user
    claim = make_claim(case=case, status="submitted", own_name=OWN)
    Claimant.objects.filter(pk=claim.claimant_id).update(hangul_name="김ꪎ")
    page = visit(lead, width=1280)
    page.goto(reverse("desk_claim", args=[claim.reference]))
    said = page.inner_text("main")
    assert "left out of the papers. They cannot print: ꪎꪳ ꪒ Ꮳ Ꮃ Ꭹ 😀" in said
    assert "The name cannot be filed like this: papers cannot print ꪎ." in said
    assert "Name cannot be printed" in said
    assert faults(page) == []
