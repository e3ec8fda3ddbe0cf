import uuid

import pytest
from django.urls import reverse
from django.utils import formats, timezone

from claimants.claims.models import Claim
from claimants.claims.models import Status as S
from claimants.intake.rules import review_due
from litigation.accounts.models import User
from litigation.ledger.actions import record
from tests.factories import ask, make_case, make_claim, make_member, make_user
from tests.pages import bare, says, send, shown

pytestmark = pytest.mark.django_db

CODES = [f">{status}<" for status in S.values]  # internal names that no claimant reads


def sign_in(client, **claim):
    claim = make_claim(case=make_case(), **claim)
    client.force_login(claim.claimant.account)
    return claim


@pytest.mark.parametrize(
    "status, sentence",
    [
        ("draft", "Not sent yet. You can still change everything."),
        ("in_review", "A lawyer is reading it now."),
        ("accepted", "Ready for the court. We file it in the next round."),
        ("in_round", "In the documents for the court. You cannot change it now."),
        ("decided", "The court has decided."),
        ("closed", "Your claim is finished."),
        ("not_eligible", "We could not find a proof of travel that a court would accept."),
    ],
)
def test_home_says_where_the_claim_stands_in_words(client, status, sentence):
    sign_in(client, status=status)
    page = client.get(reverse("my"))
    assert says(page, sentence)
    assert not [code for code in CODES if code in page.content.decode()]


def test_home_names_the_day_by_which_a_lawyer_reads(client):
    claim = sign_in(client, status="submitted")
    day = formats.date_format(timezone.localtime(review_due(claim.status_changed_at)), "DATE_FORMAT")
    assert says(client.get(reverse("my")), f"We have your claim. A lawyer will read it by {day}.")


def test_home_leads_to_the_next_open_task(client):
    sign_in(client)
    page = client.get(reverse("my")).content.decode()
    assert f'<a class="btn" href="{reverse("my_name")}">Go on: Your name</a>' in page


def test_home_of_a_finished_draft_leads_to_sending(client):
    sign_in(client, ready=True)
    page = client.get(reverse("my"))
    assert says(page, "9 of 9 tasks done")
    assert f'<a class="btn" href="{reverse("my_check")}">' in page.content.decode()


def test_the_claim_is_sent_with_the_declaration(client):
    claim = sign_in(client, ready=True)
    url = reverse("my_send")
    refused = send(client, url)
    assert refused.status_code == 422
    assert says(refused, "Tick “What I wrote here is true, as far as I know.” to send your claim")
    fields = shown(refused) | {"declared": "on"}
    assert [client.post(url, fields).url for _ in range(2)] == [reverse("my_sent")] * 2
    claim.refresh_from_db()
    assert claim.status == "submitted"
    page = client.get(reverse("my_sent"))
    assert says(page, "We have your claim") and says(page, claim.reference)


def test_an_unfinished_claim_cannot_be_sent_around_the_page(client):
    claim = sign_in(client)
    assert "Send my claim" not in client.get(reverse("my_check")).content.decode()
    response = client.post(reverse("my_send"), {"declared": "on"})
    assert response.status_code == 422
    assert says(response, "Some tasks are still open. Finish them, then send your claim.")
    claim.refresh_from_db()
    assert claim.status == "draft"


def test_sent_before_sending_leads_home(client):
    sign_in(client)
    assert client.get(reverse("my_sent")).url == reverse("my")


def test_check_shows_everything_and_change_links_come_back(client):
    sign_in(client, ready=True)
    page = client.get(reverse("my_check"))
    for told in ("NGUYEN THI HUONG", "Nguyễn Thị Hường", "27 March 1987", "Vietnam", "+84 90 123 45 67", "11 May 2018"):
        assert says(page, told)
    assert f"{reverse('my_name')}?back=check" in page.content.decode()


def test_a_request_is_one_page_with_the_fix_and_its_answer(client):
    claim = sign_in(client, status="needs_information")
    request = claim.deficiencies.get()
    url = reverse("my_request", args=[request.pk])
    assert url in client.get(reverse("my")).content.decode()
    page = client.get(url)
    assert says(page, "Tell us more exactly when you travelled, and by which flight.")
    assert reverse("my_trips") in page.content.decode()
    response = send(client, url, {"reply": "Flight 408, in the morning"})
    assert response.url == reverse("my")
    claim.refresh_from_db()
    assert (claim.status, claim.deficiencies.get().reply) == ("submitted", "Flight 408, in the morning")
    assert says(client.get(url), "You answered this.")


def test_a_request_in_words_wants_an_answer_in_words(client):
    claim = sign_in(client, status="in_review")
    request = ask(claim, claim.reviewer, code="other", note="Which passport did you use in 2016?")
    url = reverse("my_request", args=[request.pk])
    assert says(client.get(url), "Which passport did you use in 2016?")
    response = send(client, url)
    assert (response.status_code, says(response, "Write your answer, then send it")) == (422, True)


def test_somebody_elses_request_and_none_look_the_same(client):
    theirs = make_claim(case=make_case(), status="needs_information").deficiencies.get()
    sign_in(client)
    nobodys = uuid.uuid4()
    for method in (client.get, client.post):
        foreign, absent = (method(reverse("my_request", args=[pk])) for pk in (theirs.pk, nobodys))
        assert (foreign.status_code, absent.status_code) == (404, 404)
        assert bare(foreign, theirs.pk) == bare(absent, nobodys)


def test_the_story_tells_acts_and_looks_without_repeating(client):
    claim = sign_in(client, status="submitted")
    page = client.get(reverse("my_status"))
    assert page.content.decode().count("You answered questions about yourself.") == 1
    assert says(page, "Nobody has looked at it yet.")
    attorney = make_member(claim.case).user
    record("claim.viewed", actor=attorney, subject=claim, claim=claim, case=claim.case)
    record("claim.viewed", actor=claim.claimant.account, subject=claim, claim=claim, case=claim.case)
    page = client.get(reverse("my_status"))
    assert page.content.decode().count("Somebody of the team read your claim.") == 1
    assert attorney.display_name not in page.content.decode()


def test_settings_keep_language_and_clock(client):
    sign_in(client)
    response = send(client, reverse("my_settings"), {"language": "ko", "timezone": "Asia/Ho_Chi_Minh"})
    assert response.url == "/ko/my/settings/"
    assert list(User.objects.filter(language="ko").values_list("timezone", flat=True)) == ["Asia/Ho_Chi_Minh"]


@pytest.mark.parametrize("wrong", [{"language": "xx"}, {"timezone": "Mars/Olympus"}])
def test_settings_refuse_what_is_not_on_the_list(client, wrong):
    sign_in(client)
    assert send(client, reverse("my_settings"), wrong).status_code == 422


def test_every_page_asks_for_sign_in(client):
    make_case()
    names = [
        "my",
        "my_check",
        "my_send",
        "my_sent",
        "my_status",
        "my_settings",
        "my_withdraw",
        "my_trips",
        "my_consent",
    ]
    for name in names:
        response = client.get(reverse(name))
        assert (response.status_code, "account/login" in response.url) == (302, True), name


def test_pages_of_a_claim_are_not_there_without_one(client):
    make_case()
    client.force_login(make_user())
    names = ["my_check", "my_send", "my_sent", "my_status", "my_withdraw", "my_trips", "my_trip_add", "my_consent"]
    assert {name: client.get(reverse(name)).status_code for name in names} == dict.fromkeys(names, 404)
    assert Claim.objects.count() == 0


def test_private_pages_are_kept_by_no_cache(client):
    sign_in(client)
    headers = client.get(reverse("my")).headers
    assert (headers["Cache-Control"], headers["X-Robots-Tag"]) == ("no-store, private", "noindex")
