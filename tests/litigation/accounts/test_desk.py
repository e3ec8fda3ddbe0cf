"""A colleague's own page: language, tokens whose secret is seen once, and the case they work in."""

from uuid import uuid4

import pytest
from django.urls import reverse

from litigation.accounts.models import ApiToken
from litigation.cases.models import Case
from litigation.ledger.models import LedgerEvent
from tests import factories
from tests.litigation.accounts.tools import is_there

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_factor(settings):
    settings.STAFF_SECOND_FACTOR = False


@pytest.fixture
def kim(client):
    user = factories.make_member(factories.make_case()).user
    is_there(client, user)
    return user


def test_language_and_clock_are_kept(client, kim):
    assert client.post(reverse("desk_me"), {"language": "ko", "timezone": "Europe/Berlin"}).status_code == 302
    kim.refresh_from_db()
    assert (kim.language, kim.timezone) == ("ko", "Europe/Berlin")
    assert client.post(reverse("desk_me"), {"language": "xx", "timezone": ""}).status_code == 422


def test_a_token_is_shown_once_and_does_what_it_says(client, kim):
    sent = {"name": "Nightly export", "days": "30", "scopes": ["claim.read", "desk.see"], "_once": "n1"}
    made = client.post(reverse("desk_token_new"), sent)
    secret = made.content.decode().split('value="hk_')[1].split('"')[0]
    token = ApiToken.objects.get()
    assert (token.user, token.name, token.scopes) == (kim, "Nightly export", ["claim.read", "desk.see"])
    assert made.headers["Cache-Control"] == "no-store, private"
    assert secret not in client.get(reverse("desk_me")).content.decode()
    again = client.post(reverse("desk_token_new"), sent)
    assert (again.status_code, ApiToken.objects.count()) == (302, 1)


@pytest.mark.parametrize("scopes", [[], ["team.manage"], ["nonsense"]])
def test_a_token_gets_no_more_than_its_person_has(client, kim, scopes):
    answer = client.post(reverse("desk_token_new"), {"name": "x", "days": "30", "scopes": scopes})
    assert (answer.status_code, ApiToken.objects.count()) == (422, 0)


def test_tokens_are_revoked_by_their_owner_only(client, kim):
    client.post(reverse("desk_token_new"), {"name": "x", "days": "7", "scopes": ["desk.see"]})
    token = ApiToken.objects.get()
    stranger = factories.make_member(Case.objects.get()).user
    client.force_login(stranger)
    assert client.post(reverse("desk_token_revoke", args=[token.pk])).status_code == 404
    client.force_login(kim)
    for _ in range(2):
        client.post(reverse("desk_token_revoke", args=[token.pk]))
    token.refresh_from_db()
    assert token.revoked_at is not None
    assert LedgerEvent.objects.filter(verb="token.revoked").count() == 1


def test_a_claimant_has_no_page_on_the_desk(client, db):
    client.force_login(factories.make_user())
    assert [client.get(reverse(name)).status_code for name in ("desk_me", "desk_case", "desk_token_new")] == [403] * 3


def test_choosing_a_case_stays_and_a_case_of_others_is_a_404(client, kim):
    first = Case.objects.get()
    second, foreign = (_copy(first, slug) for slug in ("second", "foreign"))
    factories.make_member(second, "auditor", user=kim)
    page = client.get(reverse("desk_case")).content.decode()
    assert str(second.pk) in page and str(foreign.pk) not in page
    assert client.post(reverse("desk_case"), {"case": str(second.pk)}).url == reverse("desk_today")
    assert client.get(reverse("desk_today")).wsgi_request.case == second
    assert [client.post(reverse("desk_case"), {"case": case}).status_code for case in (str(foreign.pk), "", "x")] == [
        404
    ] * 3
    assert client.get(reverse("desk_today")).wsgi_request.case == second


def _copy(case, slug):
    values = {field.attname: getattr(case, field.attname) for field in Case._meta.concrete_fields}
    return Case.objects.create(**values | {"id": uuid4(), "slug": slug})
