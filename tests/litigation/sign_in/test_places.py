"""Where somebody is signed in, how each place is signed out, and when a session ends by itself."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from litigation.accounts import queries
from litigation.accounts.actions import end_sessions, make_token
from litigation.accounts.models import Session, User
from litigation.ledger.models import LedgerEvent
from tests.factories import make_case, make_claim, make_member
from tests.litigation.accounts.tools import ASK, CONFIRM, MINA, PLACES, ask, mailed, sign_in, signed_in

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:146.0) Gecko/20100101 Firefox/146.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 Version/19.0 Mobile/15E148 Safari/604.1"
)


@pytest.fixture
def two():
    here, there = Client(headers={"User-Agent": FIREFOX}), Client(headers={"User-Agent": IPHONE})
    for client in (there, here):
        sign_in(client)
    return here, there


def test_places_are_named_by_browser_and_system_and_never_by_their_key(two):
    here, _there = two
    page = here.get(PLACES).content.decode()
    assert ("Firefox on Linux" in page, "Safari on iPhone" in page, "This browser" in page) == (True, True, True)
    assert [client.session.session_key in page for client in two] == [False, False]


def test_one_place_is_signed_out_and_the_others_stay(two):
    here, there = two
    user = User.objects.get()
    (place,) = (each for each in queries.places(user, here=here.session.session_key) if not each.here)
    for _ in range(2):
        here.post(f"{PLACES}{place.name}/end/")
    assert (signed_in(here), there.get(PLACES).status_code) == (str(user.pk), 302)
    assert LedgerEvent.objects.filter(verb="session.ended").count() == 1


def test_everywhere_else_is_signed_out_at_once(two):
    here, there = two
    assert here.post(f"{PLACES}end/", follow=True).status_code == 200
    assert (here.get(PLACES).status_code, there.get(PLACES).status_code) == (200, 302)


def test_session_that_begins_while_all_are_ended_ends_too(two):
    _here, there = two
    user = User.objects.get()
    kept = there.session
    end_sessions(user=user)
    Session.objects.create(
        session_key=kept.session_key,
        session_data=kept.encode(dict(kept.items())),
        expire_date=timezone.now() + timedelta(hours=1),
        user=user,
    )
    assert there.get(PLACES).status_code == 302


def test_place_of_somebody_else_stays(two):
    here, _there = two
    stranger = Client()
    sign_in(stranger, "stranger@example.org")
    user = User.objects.get(email="stranger@example.org")
    name = queries.places(user, here="")[0].name
    here.post(f"{PLACES}{name}/end/")
    here.post(f"{PLACES}end/")
    assert signed_in(stranger) == str(user.pk)


def test_request_that_still_runs_does_not_write_an_ended_session_back(two):
    here, there = two
    running = there.session
    assert running[SESSION_KEY]
    here.post(f"{PLACES}end/")
    running["x"] = 1
    with pytest.raises(UpdateError):
        running.save()
    assert not Session.objects.filter(session_key=running.session_key).exists()


def signed_in_for(client, gone):
    """As if they had signed in so long ago, and were active ever since."""
    Session.objects.update(signed_in_at=timezone.now() - gone, expire_date=timezone.now() + timedelta(hours=1))
    return client.post("/session/extend/")


@pytest.mark.parametrize("role", ["", "helper", "attorney"])
def test_session_ends_at_last_however_often_it_is_prolonged(client, settings, role):
    user = User.objects.create_user(MINA)
    if role:
        make_member(make_case(), role, user=user)
    client.force_login(user)
    longest = settings.SESSION_OF_TEAM if role == "attorney" else settings.SESSION_OF_OTHERS
    for _ in range(2):
        answer = signed_in_for(client, longest - timedelta(minutes=1))
        row = Session.objects.get()
        assert row.expire_date == row.last == row.signed_in_at + longest
        assert answer.json() == {"ends_at": int(row.last.timestamp()), "last": True}
    Session.objects.update(expire_date=timezone.now())
    assert client.get(PLACES).status_code == 302


def test_nothing_that_is_remembered_for_the_browser_moves_the_end(client):
    client.force_login(User.objects.create_user(MINA))
    begun = Session.objects.get().signed_in_at
    session = client.session
    session.update({"signed_in_at": 9_999_999_999, "last": 9_999_999_999, "account_authentication_methods": []})
    session.save()
    session.cycle_key()
    session.save()
    row = Session.objects.get()
    assert (row.signed_in_at, row.last) == (begun, begun + settings.SESSION_OF_OTHERS)


def test_who_signs_in_again_begins_anew(client):
    sign_in(client)
    Session.objects.update(signed_in_at=timezone.now() - timedelta(days=3))
    client.post("/en/account/logout/")
    before = timezone.now()
    sign_in(client)
    assert Session.objects.get(user__isnull=False).signed_in_at >= before


def test_who_joins_a_team_has_a_session_of_the_team_from_then_on(client):
    user = User.objects.create_user(MINA)
    client.force_login(user)
    make_member(make_case(), "attorney", user=user)
    client.post("/session/extend/")
    row = Session.objects.get()
    assert row.last == row.signed_in_at + settings.SESSION_OF_TEAM


def test_end_of_a_session_is_on_the_page_of_places(client):
    sign_in(client)
    row = Session.objects.get(user__isnull=False)
    said = date_format(timezone.localtime(row.last), "DATETIME_FORMAT")
    assert f"Ends by itself on {said} at the latest" in " ".join(client.get(PLACES).content.decode().split())


def test_session_that_ended_at_last_comes_back_to_the_page_with_what_was_typed(client):
    claim = make_claim(status="draft", ready=False)
    client.force_login(claim.claimant.account)
    page = reverse("my_name")
    owner = re.search(r'name="_owner" value="([^"]+)"', client.get(page).content.decode())[1]
    Session.objects.update(expire_date=timezone.now())
    asked = client.post(page, {"_owner": owner, "family_name": "TYPED BEFORE"})
    assert asked.headers["Location"] == f"{ASK}?next={page}&ended=1"
    ask(client, claim.claimant.account.email)
    back = client.post(f"{CONFIRM}?next={page}", {"code": mailed(), "next": page})
    assert back.headers["Location"] == page
    assert "TYPED BEFORE" in client.get(page).content.decode()


def test_session_says_whose_it_is_and_a_stranger_has_one_of_nobody(client):
    client.get("/en/account/login/code/?other=1")
    client.post("/en/account/login/code/", {"email": MINA})
    assert Session.objects.get().user is None
    sign_in(client)
    row = Session.objects.get()
    assert (row.user, row.get_decoded()[SESSION_KEY]) == (User.objects.get(), str(User.objects.get().pk))


def test_token_is_taken_back_from_the_same_page_by_its_owner_only(two):
    here, _there = two
    user = User.objects.get()
    token, _secret = make_token(user=user, name="export", scopes=["claim.own"], actor=user)
    assert "export" in here.get(PLACES).content.decode()
    stranger = Client()
    sign_in(stranger, "stranger@example.org")
    assert stranger.post(f"{PLACES}tokens/{token.pk}/revoke/").status_code == 404
    here.post(f"{PLACES}tokens/{token.pk}/revoke/")
    token.refresh_from_db()
    assert (token.revoked_at is None, "export" in here.get(PLACES).content.decode().split("</h1>")[1]) == (False, False)
