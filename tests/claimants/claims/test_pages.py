import pytest
from django.urls import reverse

from claimants.claims.models import Claim
from tests.factories import make_case, make_user
from tests.pages import says, send, shown

pytestmark = pytest.mark.django_db


def test_joining_asks_for_sign_in_first(client):
    url = reverse("join", args=[make_case().slug])
    response = client.get(url)
    assert (response.status_code, f"next={url}" in response.url) == (302, True)


def test_opening_the_page_begins_nothing_and_its_button_begins_one_claim(client):
    client.force_login(make_user())
    url = reverse("join", args=[make_case().slug])
    fields = shown(client.get(url))
    assert Claim.objects.count() == 0
    assert [client.post(url, fields).url for _ in range(2)] == [reverse("my")] * 2
    assert Claim.objects.count() == 1
    assert client.get(url).url == reverse("my")


def test_joining_a_closed_or_unknown_case_is_not_there(client):
    client.force_login(make_user())
    slug = make_case(is_open=False).slug
    assert client.get(reverse("join", args=[slug])).status_code == 404
    assert client.get(reverse("join", args=["no-such-case"])).status_code == 404


def test_a_closing_case_refuses_the_button_in_words(client):
    client.force_login(make_user())
    case = make_case()
    fields = shown(client.get(reverse("join", args=[case.slug])))
    make_case(is_open=False)
    response = client.post(reverse("join", args=[case.slug]), fields)
    assert response.status_code == 409
    assert says(response, "This case takes no new claims. The page of the case says why.")


def test_home_without_a_claim_says_what_to_do(client):
    client.force_login(make_user())
    case = make_case()
    page = client.get(reverse("my"))
    assert page.status_code == 200
    assert says(page, "You have no claim yet")
    assert reverse("join", args=[case.slug]) in page.content.decode()


def test_home_with_a_claim_shows_its_reference_and_tasks(client):
    client.force_login(make_user())
    send(client, reverse("join", args=[make_case().slug]))
    page = client.get(reverse("my"))
    assert says(page, Claim.objects.get().reference)
    assert says(page, "0 of 9 tasks done")
