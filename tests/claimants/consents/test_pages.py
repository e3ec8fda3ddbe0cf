import pytest
from django.urls import reverse

from claimants.consents.models import Consent
from claimants.consents.rules import asked, newest_acts
from litigation.cases.actions import amend_text
from litigation.cases.queries import text
from tests.factories import make_case, make_claim, make_user
from tests.pages import says, send, shown

pytestmark = pytest.mark.django_db

ALL = {"collection": "on", "unique_id": "on", "court": "on", "cost_risk": "on"}


@pytest.fixture
def claim():
    return make_claim(case=make_case())


@pytest.fixture
def claimant(client, claim):
    client.force_login(claim.claimant.account)
    return client


def test_what_losing_could_cost_is_told_before_anything_else(claimant):
    page = claimant.get(reverse("my_consent")).content.decode()
    assert page.index("What losing could cost, and who pays") < page.index("Keeping your details for this suit")
    assert "not yet confirmed by counsel" in page


def test_ticking_what_is_needed_saves_and_leads_home(claimant):
    assert send(claimant, reverse("my_consent"), ALL).url == reverse("my")
    assert Consent.objects.filter(act="given").count() == 4
    assert shown(claimant.get(reverse("my_consent")))["court"] == "on"


def test_what_the_law_wants_seen_stands_out(claimant, claim):
    page = claimant.get(reverse("my_consent")).content.decode()
    keys = [c["text"] for c in claim.case.consents if not c.get("only_when")]
    marked = [block for key in keys for block in text(claim.case, key, "en").authored.full if block.kind == "highlight"]
    assert marked
    assert page.count('<p class="stands-out">') == len(marked)


def test_an_unticked_purpose_is_named_and_the_ticks_stay(claimant):
    response = send(claimant, reverse("my_consent"), ALL, without=["court"])
    assert response.status_code == 422
    assert says(
        response,
        "Tick “I agree: Giving your details to the court and to your lawyers” to go on, or leave it and come back",
    )
    assert shown(response)["collection"] == "on"
    assert Consent.objects.count() == 0


def test_nobody_agrees_to_words_that_changed_meanwhile(claimant, claim):
    old = shown(claimant.get(reverse("my_consent"))) | ALL
    body = "# Giving your details to the court\n\nNew words."
    amend_text(case=claim.case, key="consent.court", language="en", body=body, actor=make_user())
    response = claimant.post(reverse("my_consent"), old)
    assert response.status_code == 422
    assert says(response, "One of these texts changed while you were reading. Read it again, then go on")
    assert says(response, "New words.")
    assert Consent.objects.count() == 0
    assert claimant.post(reverse("my_consent"), shown(response)).status_code == 302


def test_the_texts_come_in_the_language_of_the_page(claimant):
    send(claimant, reverse("my_consent").replace("/en/", "/ko/"), ALL)
    assert set(Consent.objects.values_list("text__language", flat=True)) == {"ko"}


# Taking one back ----------------------------------------------------------------------------------------------------------
def test_consent_is_taken_back_by_itself_after_sending(client):
    claim = make_claim(case=make_case(), status="submitted")
    client.force_login(claim.claimant.account)
    assert client.get(reverse("my_consent")).url == reverse("my_consent_given")
    required = next(purpose for purpose, _key, needed in asked(claim.case) if needed)
    at = reverse("my_consent_withdraw", args=[required])
    assert at in client.get(reverse("my_consent_given")).content.decode()
    assert says(client.get(at), "your claim goes into no round while it is taken back")
    assert client.post(at, {}).status_code == 422
    assert newest_acts(claim.consents.all())[required] == "given"
    assert client.post(at, {"sure": "on"}).url == reverse("my_consent_given")
    assert newest_acts(claim.consents.all())[required] == "withdrawn"
    assert says(client.get(reverse("my_consent_given")), "Taken back")
    assert client.get(at).url == reverse("my_consent_given")
    assert client.post(at, {"sure": "on"}).status_code == 409


def test_page_of_taking_back_says_what_follows(client):
    claim = make_claim(case=make_case(), status="in_round")
    client.force_login(claim.claimant.account)
    required = next(purpose for purpose, _key, needed in asked(claim.case) if needed)
    assert says(client.get(reverse("my_consent_withdraw", args=[required])), "leave the claim")
    assert client.get(reverse("my_consent_withdraw", args=["no-such-purpose"])).status_code == 404
