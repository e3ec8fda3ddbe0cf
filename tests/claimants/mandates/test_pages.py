"""Reading, signing, keeping, taking back through the pages; the public page; and that nobody meets another's document."""

import json

import pytest
from django.urls import reverse
from lxml import html

from claimants.claims.models import Claim
from claimants.mandates import queries, rules
from claimants.mandates.models import Mandate
from litigation.cases.models import CaseText
from litigation.ledger.models import LedgerEvent
from tests import factories
from tests.claimants.mandates.conftest import DRAWING, sign

pytestmark = pytest.mark.django_db
SIGN = "/en/my/authority/sign/"


def fields(client):
    """The hidden fields of the page for signing, as a browser sends them back."""
    page = html.fromstring(client.get(SIGN).content)
    form = page.get_element_by_id("page-form")
    return {key: value for key, value in form.form_values() if key != "csrfmiddlewaretoken"}


def errors(answer):
    page = html.fromstring(answer.content)
    return [each.text_content().strip() for each in page.xpath("//*[contains(@class, 'errors')]//li")]


def test_page_shows_the_text_with_own_data_before_anything_is_asked(mine, claim):
    page = mine.get(reverse("my_authority")).content.decode()
    for part in (
        "NGUYEN THI HUONG",
        "응우옌 티 흐엉",
        "12 Nguyen Hue",
        "특별수권 사항",
        "Special powers",
        "What losing could cost",
    ):
        assert part in page
    assert reverse("my_authority_sign") in page


def test_page_names_what_is_missing_instead_of_the_button(client):
    claim = factories.make_claim()
    client.force_login(claim.claimant.account)
    page = client.get(reverse("my_authority")).content.decode()
    assert reverse("my_address") in page
    assert reverse("my_authority_sign") not in page
    assert client.get(SIGN).status_code == 302


def test_typed_signature_leads_to_the_seal(mine, claim):
    answer = mine.post(SIGN, fields(mine) | {"method": "typed", "typed_name": "Nguyen Thi Huong"})
    assert (answer.status_code, answer["Location"]) == (302, reverse("my_authority_done"))
    done = mine.get(reverse("my_authority_done")).content.decode()
    assert "We are sealing your copy." in done
    assert mine.get(reverse("my_authority"))["Location"] == reverse("my_authority_done")


def test_drawn_signature_through_the_page(mine):
    mine.post(SIGN, fields(mine) | {"method": "drawn", "strokes": json.dumps(DRAWING)})
    assert Mandate.objects.get().method == "drawn"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"method": "typed", "typed_name": ""}, "Type your name to sign."),
        ({"method": "typed", "typed_name": "Somebody Else"}, "Type your name as you gave it: NGUYEN THI HUONG."),
        ({"method": "drawn", "strokes": ""}, "Sign in the box, or type your name instead."),
        (
            {"method": "drawn", "strokes": "[[["},
            "This drawing did not arrive whole. Sign again, or type your name instead.",
        ),
        (
            {"method": "drawn", "strokes": json.dumps({"w": 600, "strokes": [[[5, 5, 0], [8, 8, 3]]]})},
            "This mark is too small to print. Sign larger, or type your name instead.",
        ),
    ],
)
def test_bad_mark_is_answered_at_its_field(mine, typed, sentence):
    answer = mine.post(SIGN, fields(mine) | typed)
    assert (answer.status_code, errors(answer), Mandate.objects.count()) == (422, [sentence], 0)


def test_text_changed_meanwhile_shows_the_new_version(mine, claim):
    sent = fields(mine) | {"method": "typed", "typed_name": "Nguyen Thi Huong"}
    old = queries.text(claim.case, "mandate.text", "ko")
    body = old.body + "\n\n새로 들어온 조항"
    CaseText.objects.create(case=claim.case, key=old.key, language="ko", version=2, body=body, sha256="1" * 64)
    answer = mine.post(SIGN, sent)
    assert (answer.status_code, Mandate.objects.count()) == (409, 0)
    assert "새로 들어온 조항" in answer.content.decode()
    assert errors(answer)[0].startswith("The text or your answers changed while you were reading.")
    again = fields(mine) | {"method": "typed", "typed_name": "Nguyen Thi Huong"}
    assert mine.post(SIGN, again).status_code == 302


def test_double_press_is_one_signature(mine):
    sent = fields(mine) | {"method": "typed", "typed_name": "Nguyen Thi Huong"}
    assert [mine.post(SIGN, sent).status_code for _press in range(3)] == [302, 302, 302]
    assert Mandate.objects.count() == 1


def test_looking_at_the_page_signs_nothing(mine):
    for _look in range(5):
        mine.get(SIGN)
        mine.head(SIGN)
    assert Mandate.objects.count() == 0


def test_session_that_ended_keeps_the_typed_name(client, mine, account):
    sent = fields(mine) | {"method": "typed", "typed_name": "Nguyen Thi Huong"}
    client.logout()
    answer = client.post(SIGN, sent)
    assert (answer.status_code, Mandate.objects.count()) == (302, 0)
    client.force_login(account)
    assert 'value="Nguyen Thi Huong"' in client.get(SIGN).content.decode()


def test_content_of_one_is_not_signed_in_the_session_of_another(mine, client, claim):
    mine_sent = fields(mine) | {"method": "typed", "typed_name": "Nguyen Thi Huong"}
    other = factories.make_claim(case=claim.case)
    factories.tell_person(other.claimant)
    client.force_login(other.claimant.account)
    answer = client.post(SIGN, mine_sent)
    assert (answer.status_code, Mandate.objects.count()) == (409, 0)


def test_document_of_another_is_not_there(client, claim):
    mandate = sign(claim)
    client.force_login(factories.make_claim(case=claim.case).claimant.account)
    assert client.get(reverse("my_authority_document")).status_code == 404
    assert LedgerEvent.objects.filter(verb="mandate.viewed", subject_id=str(mandate.pk)).count() == 0


def test_taking_back_wants_a_tick(mine, claim):
    sign(claim)
    url = reverse("my_authority_revoke")
    assert mine.post(url, {}).status_code == 422
    assert mine.post(url, {"sure": "on"}).status_code == 302
    assert Mandate.objects.get().state == "revoked"
    assert mine.get(reverse("my_authority")).status_code == 200


# The public page ------------------------------------------------------------------------------------------------------
def test_verify_tells_kind_day_initials_and_hash_and_no_more(client, claim):
    mandate = sign(claim)
    page = client.get(reverse("verify_code", args=[rules.code_of(mandate.content_sha256)])).content.decode()
    assert "N. T. H." in page
    assert "소송위임장" in page
    for secret in ("NGUYEN", "흐엉", claim.reference, claim.claimant.account.email, "1987", "Nguyen Hue"):
        assert secret not in page


def test_verify_takes_a_code_however_it_is_typed(client, claim):
    code = rules.code_of(sign(claim).content_sha256)
    answer = client.get(reverse("verify"), {"code": f" {code.lower().replace('-', ' ')} "}, follow=True)
    assert (answer.status_code, "N. T. H." in answer.content.decode()) == (200, True)


def test_verify_says_the_same_of_every_unknown_code(client, claim):
    sign(claim)
    answers = [client.get(f"/en/verify/{code}/") for code in ("0000-0000-0000-0000", "x", "%20", "9" * 200)]
    told = {html.fromstring(each.content).xpath("string(//*[@class='notice'])").strip() for each in answers}
    assert {each.status_code for each in answers} == {404}
    assert told == {"No document has this code. Compare it with the last page of the document, character by character."}


def test_verify_tells_that_a_mandate_was_taken_back(client, claim, account):
    mandate = sign(claim)
    Mandate.objects.filter(pk=mandate.pk).update(state="revoked", ended_at=mandate.signed_at)
    page = client.get(reverse("verify_code", args=[rules.code_of(mandate.content_sha256)])).content.decode()
    assert "Taken back" in page


def test_codes_cannot_be_tried_out(client, claim, time_machine):
    time_machine.move_to("2026-11-26T10:00:10+09:00", tick=False)  # within one minute of the clock
    statuses = [client.get("/en/verify/0000-0000-0000-0000/").status_code for _try in range(61)]
    assert (set(statuses[:60]), statuses[60]) == ({404}, 429)


def test_claim_in_hand_is_the_signed_one(mine, claim):
    other = factories.make_claim(case=claim.case)
    assert Claim.objects.count() == 2
    assert mine.get(reverse("my_authority")).content.decode().count(other.reference) == 0
