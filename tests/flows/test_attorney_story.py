"""An attorney's morning, as she clicks it: what waits, read, ask, accept, undo, accept again. No browser needed."""

import re

import pytest
from django.urls import reverse

from claimants.claims.models import Claim
from claimants.intake.actions import answer_deficiency
from litigation.ledger.models import LedgerEvent
from tests import factories

pytestmark = pytest.mark.django_db


def press(client, page, button, at="", **data):
    """Send the form whose button reads like this, with every hidden field it carries; the page that comes after."""
    for opening, inside in re.findall(r'<form([^>]*method="post"[^>]*)>(.*?)</form>', page, re.DOTALL):
        if button in re.sub(r"<[^>]+>", "", inside):
            hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', inside))
            action = re.search(r'action="([^"]+)"', opening)
            return client.post(action[1] if action else at, {**hidden, **data}, follow=True).content.decode()
    raise AssertionError(f"No button reads {button!r}.")


def test_kim_reads_asks_accepts_and_undoes(client, settings):
    settings.STAFF_SECOND_FACTOR = False
    case = factories.make_case()
    kim = factories.make_member(case, user=factories.make_user(display_name="Kim Seo-yeon")).user
    huong = factories.make_claim(case=case, user=factories.make_user(language="ko"), status="submitted")
    yuki = factories.make_claim(case=case, status="submitted", family_name="TANAKA", given_name="YUKI", country="JP")
    client.force_login(kim)

    # She sees what waits and begins; the claim that waited longest opens.
    today = client.get(reverse("desk_today")).content.decode()
    page = press(client, today, "Start reviewing")
    assert huong.reference in page and "NGUYEN THI HUONG" in page

    # One thing is unclear. She asks, reading the claimant's own words under each choice; the next claim opens by itself.
    here = reverse("desk_ask", args=[huong.reference])
    form = client.get(here).content.decode()
    asked = {"code": "trip_unclear", "cure_by_day": "1", "cure_by_month": "12", "cure_by_year": "2099"}
    page = press(client, form, "Send the request", at=here, **asked)
    assert f"{huong.reference} went back to the claimant" in page
    assert yuki.reference in page and "TANAKA YUKI" in page

    # The answer brings the first claim back to the top while she decides on the second.
    huong.refresh_from_db()
    answer_deficiency(deficiency=huong.deficiencies.get(), reply="The 11th of May", actor=huong.claimant.account)
    page = press(client, page, "Accept")
    assert f"{yuki.reference} is accepted." in page
    assert "The 11th of May" in page and "Answered" in page

    # That was one too fast: undo, look again, accept again, then the answered one too.
    page = press(client, page, "Undo")
    assert "The decision is undone" in page and Claim.objects.get(pk=yuki.pk).status == "in_review"
    page = press(client, page, "Accept")
    page = press(client, page, "Accept")
    assert "Nobody is waiting" in page
    assert set(Claim.objects.values_list("status", flat=True)) == {"accepted"}

    # Everything she decided, and every page she opened, is in the ledger.
    verbs = list(LedgerEvent.objects.filter(actor_id=str(kim.pk)).order_by("seq").values_list("verb", flat=True))
    assert [verb for verb in verbs if verb != "claim.viewed"] == [
        "claim.review_begun",
        "claim.information_asked",
        "claim.review_begun",
        "claim.accepted",
        "claim.review_begun",
        "claim.acceptance_undone",
        "claim.accepted",
        "claim.accepted",
    ]
    assert verbs.count("claim.viewed") == 5
