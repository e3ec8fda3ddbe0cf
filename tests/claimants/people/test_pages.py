import pytest
from django.test import Client
from django.urls import reverse

from claimants.people.models import Claimant
from litigation.ledger.models import LedgerEvent
from tests.factories import make_case, make_claim, make_user
from tests.pages import says, send, shown

pytestmark = pytest.mark.django_db

NAME = {"family_name": "NGUYEN", "given_name": "THI HUONG"}


@pytest.fixture
def claim():
    return make_claim(case=make_case())


@pytest.fixture
def claimant(client, claim):
    client.force_login(claim.claimant.account)
    return client


def test_each_page_leads_to_the_next_open_one(claimant):
    def go(name, answers):
        return send(claimant, reverse(name), answers).url

    born = {"birth_date_day": "27", "birth_date_month": "3", "birth_date_year": "1987"}
    assert go("my_name", NAME) == reverse("my_birth")
    assert go("my_birth", born) == reverse("my_nationality")
    assert go("my_nationality", {"country": "VN", "passport_number": "C1234567"}) == reverse("my_contact")
    assert go("my_contact", {"phone": "+84 90 123 45 67"}) == reverse("my_address")
    assert go("my_address", {"country": "VN", "address": "12 Nguyen Hue"}) == reverse("my")
    assert go("my_name", {}) == reverse("my")  # the next is told already
    assert send(claimant, reverse("my_name") + "?back=check").url == reverse("my_check")


def test_a_wrong_answer_keeps_what_was_typed(claimant):
    response = send(claimant, reverse("my_name"), {"family_name": "Нгуен", "given_name": "AN"})
    assert response.status_code == 422
    assert shown(response)["family_name"] == "Нгуен"
    assert response.content.decode().count("<title>Error:") == 1
    assert Claimant.objects.get().family_name == ""


def test_the_button_pressed_twice_saves_once(claimant):
    fields = shown(claimant.get(reverse("my_name"))) | NAME
    first, second = (claimant.post(reverse("my_name"), fields) for _ in range(2))
    assert first.url == second.url == reverse("my_birth")
    assert LedgerEvent.objects.filter(verb="claimant.answered").count() == 1


def test_a_stale_page_shows_both_answers_and_overwrites_nothing(claimant):
    send(claimant, reverse("my_name"), NAME)
    stale = shown(claimant.get(reverse("my_name")))
    send(claimant, reverse("my_name"), {"family_name": "TRAN"})
    response = claimant.post(reverse("my_name"), stale | {"family_name": "PHAM"})
    assert response.status_code == 409
    assert says(response, "This page was changed in another window")
    assert says(response, "Saved: TRAN")
    assert Claimant.objects.get().family_name == "TRAN"
    claimant.post(reverse("my_name"), shown(response))  # chosen: what was written here
    assert Claimant.objects.get().family_name == "PHAM"


def test_a_stale_page_lists_only_what_both_windows_changed(claimant):
    send(claimant, reverse("my_name"), NAME)
    stale = shown(claimant.get(reverse("my_name")))
    send(claimant, reverse("my_name"), {"family_name": "TRAN", "given_name": "BINH"})
    response = claimant.post(reverse("my_name"), stale | {"family_name": "PHAM"})
    assert (response.status_code, says(response, "Saved: TRAN"), says(response, "Saved: BINH")) == (409, True, False)


def test_what_was_written_after_the_session_ended_comes_back_to_the_same_person(claim, claimant):
    fields = shown(claimant.get(reverse("my_name"))) | NAME
    claimant.logout()
    response = claimant.post(reverse("my_name"), fields)
    assert response.status_code == 302 and "ended=1" in response.url
    assert Claimant.objects.get().family_name == ""
    claimant.force_login(claim.claimant.account)
    page = claimant.get(reverse("my_name"))
    assert shown(page)["given_name"] == "THI HUONG"
    assert says(page, "Here is what you wrote.")
    assert "THI HUONG" not in claimant.get(reverse("my_name")).content.decode()  # given back once


def test_the_language_changes_amid_a_form_and_nothing_is_lost(claim, claimant):
    fields = shown(claimant.get(reverse("my_name"))) | NAME | {"_language": "ko"}
    response = claimant.post(reverse("my_name") + "?back=check", fields)
    assert response.url == "/ko/my/details/name/?back=check"
    page = claimant.get(response.url)
    assert shown(page)["given_name"] == "THI HUONG"
    claim.claimant.account.refresh_from_db()
    assert (claim.claimant.account.language, Claimant.objects.get().family_name) == ("ko", "")


def test_what_was_written_is_never_shown_to_somebody_else(claim, claimant):
    fields = shown(claimant.get(reverse("my_name"))) | NAME
    claimant.logout()
    claimant.post(reverse("my_name"), fields)
    other = make_claim(case=claim.case).claimant.account
    claimant.force_login(other)
    assert "THI HUONG" not in claimant.get(reverse("my_name")).content.decode()


def test_a_form_shown_to_one_person_parks_nothing_for_a_stranger(claim):
    stranger = Client()
    response = stranger.post(reverse("my_name"), NAME)
    assert response.status_code == 302
    stranger.force_login(claim.claimant.account)
    assert "THI HUONG" not in stranger.get(reverse("my_name")).content.decode()


def test_the_pages_without_a_claim_are_not_there(client):
    client.force_login(make_user())
    assert client.get(reverse("my_name")).status_code == 404


def test_the_pages_ask_for_sign_in(client):
    response = client.get(reverse("my_name"))
    assert (response.status_code, "next=/en/my/details/name/" in response.url) == (302, True)


def test_after_sending_the_page_leads_to_what_was_sent(client):
    claim = make_claim(case=make_case(), status="submitted")
    client.force_login(claim.claimant.account)
    response = client.get(reverse("my_name"), follow=True)
    assert response.redirect_chain == [(reverse("my_check"), 302)]
    assert says(response, "You have sent your claim, so this answer is fixed.")
    assert client.get(reverse("my_contact")).status_code == 200


def test_the_passport_number_is_never_shown_in_full(client):
    claim = make_claim(case=make_case(), ready=True, passport_number="C7654321")
    client.force_login(claim.claimant.account)
    for name in ("my_nationality", "my_check"):
        page = client.get(reverse(name)).content.decode()
        assert "C7654321" not in page
        assert "••••4321" in page
    send(client, reverse("my_nationality"))  # left empty: the number stays
    assert Claimant.objects.get().passport_number == "C7654321"


NO_FONT = "ꪎꪳꪒ 김"


def test_a_name_that_papers_cannot_print_is_taken_and_the_person_is_told_at_once(claimant):
    told = "Court papers cannot print these letters of your name: ꪎꪳ ꪒ."
    response = send(claimant, reverse("my_name"), NAME | {"own_name": NO_FONT})
    assert (response.status_code, Claimant.objects.get().own_name) == (302, NO_FONT)
    assert says(claimant.get(response.url), told)
    assert [says(claimant.get(reverse(name)), told) for name in ("my_name", "my_check")] == [True, True]
    send(claimant, reverse("my_name"), {"own_name": "முருகன்"})
    assert [says(claimant.get(reverse(name)), "cannot print") for name in ("my_birth", "my_name")] == [False, False]


@pytest.mark.parametrize(
    ("page", "answers", "field"),
    [
        ("my_address", {"country": "VN", "address": "12 ꪎꪳꪒ Street"}, "address"),
        ("my_address", {"country": "VN", "address": "12 Street", "postcode": "7😀"}, "postcode"),
        ("my_address", {"country": "VN", "address": "12 Street", "address_ko": "서울 ि"}, "address_ko"),
    ],
)
def test_an_address_that_papers_cannot_print_is_asked_for_again(claimant, page, answers, field):
    response = send(claimant, reverse(page), answers)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert says(response, "Papers cannot print:")
    assert shown(response)[field].strip() == answers[field]
    assert Claimant.objects.get().address is None
    assert send(claimant, reverse(page), answers | {field: "1234"}).status_code == 302
