import re

import pytest
from django.urls import reverse

from claimants.claims.models import Claim
from litigation.cases import figures
from litigation.cases.actions import confirm
from litigation.cases.queries import current_rule
from tests.factories import make_case, make_member
from tests.pages import says, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return make_case()


def answer(client, case, *answers):
    """Answer the questions from the first on; the last response."""
    url, response = reverse("check", args=[case.slug, 1]), None
    for each in answers:
        response = send(client, url, {"answer": each})
        assert response.status_code == 302, response.content.decode()[-2000:]
        url = response.url
    return response


def result(client, case, *answers):
    return client.get(answer(client, case, *answers).url)


def test_home_shows_the_one_open_case_with_its_facts_and_lawyers(client, case):
    make_member(case, of_record=True, bar_number="12345")
    page = client.get(reverse("case_home"))
    for told in (
        "Were you on one of these journeys?",
        "0 won",
        "26 February 2026",
        "The Constitutional Court dismisses the complaints",
        "Source: The Kyunghyang Shinmun",
        "12345",
        "This is not a government site.",
        "What losing could cost, and who pays",
    ):
        assert says(page, told), told
    assert page.content.decode().count("<h1") == 1
    assert client.get(reverse("case_page", args=[case.slug])).status_code == 200


def test_home_of_a_closed_case_says_so_and_offers_no_check(client):
    case = make_case(is_open=False)
    page = client.get(reverse("case_home"))
    assert says(page, "Registration is closed.")
    assert reverse("check", args=[case.slug, 1]) not in page.content.decode()


def test_home_without_a_case_is_an_empty_list(client):
    assert says(client.get(reverse("case_home")), "No case takes new claims now.")


def test_few_people_are_not_counted_aloud(client, case, monkeypatch):
    monkeypatch.setitem(figures._counters, "joined", lambda case: 19)
    assert "Joined so far" not in client.get(reverse("case_home")).content.decode()


def test_many_people_are_counted_and_the_count_is_kept(client, case, monkeypatch):
    asked = []
    monkeypatch.setitem(figures._counters, "joined", lambda case: asked.append(case) or 8412)
    for _ in range(2):
        assert says(client.get(reverse("case_home")), "8,412 people")
    assert asked == [case]


@pytest.mark.parametrize(
    "answers, heading",
    [
        (("no", "within", "yes", "yes"), "You are affected, as far as your answers show."),
        (("yes", "within", "yes"), "You are affected, as far as your answers show."),
        (("no", "within", "no", "yes"), "You may be affected. Register, and a lawyer will look at it."),
        (("unsure", "unsure", "unsure", "unsure"), "You may be affected. Register, and a lawyer will look at it."),
        (("no", "before", "yes", "yes"), "This case does not cover your journey."),
        (("yes", "after", "no"), "This case does not cover your journey."),
    ],
)
def test_the_check_comes_to_its_result(client, case, answers, heading):
    page = result(client, case, *answers)
    assert says(page, heading)
    assert (reverse("join", args=[case.slug]) in page.content.decode()) is ("not cover" not in heading)
    assert says(page, "Judged by version 1 of the rule")
    assert Claim.objects.count() == 0


def test_koreans_are_asked_about_their_own_dates_and_not_about_age(client, case):
    response = answer(client, case, "yes")
    page = client.get(response.url)
    assert says(page, "Did you travel into or out of South Korea between 3 February 2005 and 20 October 2021?")
    assert says(page, "Question 2 of 3")


def test_an_answer_is_needed_and_not_sure_is_one(client, case):
    response = send(client, reverse("check", args=[case.slug, 1]))
    assert response.status_code == 422
    assert says(response, "Choose one answer. “I am not sure” is an answer too")


def chosen(response):
    """The answers marked as given before."""
    return re.findall(r'value="(\w+)" aria-current="true"', response.content.decode())


def test_each_answer_is_one_tap(client, case):
    page = client.get(reverse("check", args=[case.slug, 1])).content.decode()
    assert re.findall(r'<button class="answer" name="answer" value="(\w+)"', page) == ["no", "yes", "both", "unsure"]
    assert chosen(client.get(reverse("check", args=[case.slug, 1]))) == []


def test_going_back_shows_the_answer_and_can_change_it(client, case):
    answer(client, case, "no", "before")
    first = reverse("check", args=[case.slug, 1])
    assert chosen(client.get(first)) == ["no"]
    send(client, first, {"answer": "yes"})
    assert chosen(client.get(reverse("check", args=[case.slug, 2]))) == ["before"]


def test_a_later_question_leads_back_to_the_first_open_one(client, case):
    assert client.get(reverse("check", args=[case.slug, 3])).url == reverse("check", args=[case.slug, 1])
    assert client.get(reverse("check_result", args=[case.slug])).url == reverse("check", args=[case.slug, 1])
    answer(client, case, "no")
    assert client.get(reverse("check_result", args=[case.slug])).url == reverse("check", args=[case.slug, 2])


@pytest.mark.parametrize("cookie", ["", "x", "eyJuYXRpb25hbCI6InllcyJ9:1abc:def"])
def test_a_forged_cookie_counts_as_no_answers(client, case, cookie):
    client.cookies[f"check_{case.slug}"] = cookie
    assert client.get(reverse("check_result", args=[case.slug])).url == reverse("check", args=[case.slug, 1])


@pytest.mark.parametrize("path", ["cases/no-such-case/", "cases/no-such-case/check/1/", "cases/{slug}/check/9/"])
def test_what_is_not_there_is_404(client, case, path):
    assert client.get("/en/" + path.format(slug=case.slug)).status_code == 404


def test_an_unconfirmed_rule_says_so_until_counsel_confirms(client, case):
    assert says(result(client, case, "no", "within", "yes", "yes"), "It is not yet confirmed by counsel.")
    confirm(subject=current_rule(case), actor=make_member(case).user)
    page = client.get(reverse("check_result", args=[case.slug]))
    assert "not yet confirmed" not in page.content.decode()


@pytest.mark.parametrize("name", ["help", "privacy", "accessibility"])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_pages_about_the_site_are_there_in_every_language(client, case, name, language):
    page = client.get(reverse(name).replace("/en/", f"/{language}/"))
    assert page.status_code == 200
    assert page.content.decode().count("<h1") == 1
