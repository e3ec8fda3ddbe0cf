"""Huong's story: from the public page to a claim that is read, asked about, answered and accepted."""

import pytest
from django.urls import reverse

from claimants.claims.models import Claim
from claimants.details.actions import confirm_hangul
from claimants.intake import actions as intake
from claimants.review import actions as review
from litigation.accounts.models import User
from litigation.ledger.models import LedgerEvent
from tests.factories import JOURNEY, ask, make_case, make_member, sign_mandate
from tests.pages import says, send

pytestmark = pytest.mark.django_db


def test_huong_joins_sends_answers_and_is_accepted(client):
    case = make_case()
    make_member(case, of_record=True)

    # She reads the page of the case and checks, without an account.
    url = reverse("check", args=[case.slug, 1])
    assert url in client.get(reverse("case_home")).content.decode()
    for answer in ("no", "within", "yes", "unsure"):
        url = send(client, url, {"answer": answer}).url
    result = client.get(url)
    assert says(result, "You are affected, as far as your answers show.")

    # She registers: the page of joining asks her to sign in, and afterwards begins her claim by one button.
    join = reverse("join", args=[case.slug])
    assert join in result.content.decode()
    assert "account/login" in client.get(join).url
    huong = User.objects.create_user("huong@example.org", language="en")
    client.force_login(huong)
    assert send(client, join).url == reverse("my")
    claim = Claim.objects.get()

    # She goes where each page leads her.
    url = reverse("my_name")
    told = [
        {"family_name": "NGUYEN", "given_name": "THI HUONG", "own_name": "Nguyễn Thị Hường"},
        {"birth_date_day": "27", "birth_date_month": "March", "birth_date_year": "1987"},
        {"country": "VN", "passport_number": "c 1234567"},
        {"phone": "+84 90 123 45 67"},
        {"country": "VN", "address": "12 Nguyen Hue\nHo Chi Minh City"},
    ]
    for answers in told:
        url = send(client, url, answers).url
    assert url == reverse("my")
    assert says(client.get(url), "5 of 9 tasks done")

    # One journey, of which she knows the month; no ticket any more; what she agrees to; the power of attorney.
    send(
        client,
        reverse("my_trip_add"),
        {**JOURNEY, "when_month": "5", "when_year": "2018"},
    )
    intake.say_no_evidence(claim=claim, reason="I threw the ticket away", actor=huong)
    send(
        client,
        reverse("my_consent"),
        dict.fromkeys(("collection", "unique_id", "court", "cost_risk"), "on"),
    )
    claim.refresh_from_db()
    sign_mandate(claim)
    assert says(client.get(reverse("my")), "9 of 9 tasks done")

    # She looks everything over and sends it.
    assert says(client.get(reverse("my_check")), "passport of Vietnam")
    assert send(client, reverse("my_send"), {"declared": "on"}).url == reverse("my_sent")

    # A lawyer reads it, asks for one thing, and she answers.
    lawyer = make_member(case).user
    claim.refresh_from_db()
    review.open_review(claim=claim, actor=lawyer)
    request = ask(claim, lawyer, code="trip_unclear")
    home = client.get(reverse("my"))
    assert says(home, "We need one thing from you by")
    send(client, reverse("my_trip", args=[claim.trips.get().pk]), {"when_day": "11", "number": "408"})
    send(client, reverse("my_request", args=[request.pk]), {"reply": "I found the old mail."})

    # The lawyer writes her name in Korean letters and accepts.
    claim = Claim.objects.get()
    review.open_review(claim=claim, actor=lawyer)
    confirm_hangul(claimant=claim.claimant, hangul_name="응우옌 티 흐엉", actor=lawyer)
    review.accept(claim=claim, actor=lawyer)
    assert says(client.get(reverse("my")), "Ready for the court.")

    # She can read her whole story, and the ledger tells the same one.
    story = client.get(reverse("my_status"))
    for sentence in ("You sent your claim.", "We asked you for something.", "A lawyer accepted your claim."):
        assert says(story, sentence)
    assert says(story, "A lawyer wrote your name in Korean letters.")
    moves = [event.verb for event in LedgerEvent.objects.filter(subject_type="claimants.claim").order_by("seq")]
    assert [verb for verb in moves if verb not in ("claim.judged", "claim.no_evidence")] == [
        "claim.begun",
        "claim.submitted",
        "claim.review_begun",
        "claim.information_asked",
        "claim.information_given",
        "claim.review_begun",
        "claim.accepted",
    ]
