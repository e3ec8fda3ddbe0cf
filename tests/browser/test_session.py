"""The warning before a session ends, and the one tap that prolongs it."""

import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from litigation.accounts.models import Session, User
from litigation.sign_in.pages_session import PROLONGED, SIGNED_IN

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_one_tap_prolongs_a_session_that_is_about_to_end(page, client, live_server):
    user = User.objects.create_user("minh@example.org")
    client.force_login(user)
    session = client.session
    session[SIGNED_IN] = [{"method": "code", "at": time.time() - settings.SESSION_COOKIE_AGE + 120}]
    session.save()
    page.context.add_cookies([{"name": "sessionid", "value": session.session_key, "url": live_server.url}])
    page.goto("/en/account/logout/")
    warning = page.get_by_role("dialog", name="You will be signed out in 5 minutes")
    assert warning.is_visible()
    with page.expect_response("**/session/extend/") as answer:
        warning.get_by_role("button", name="Stay signed in").click()
    ends = answer.value.json()["ends_at"]
    assert abs(ends - time.time() - settings.SESSION_COOKIE_AGE) < 30
    warning.wait_for(state="hidden")
    assert client.session[PROLONGED] == ends - settings.SESSION_COOKIE_AGE


def test_signed_out_visitors_are_not_warned(page):
    page.goto("/en/account/login/code/")
    assert page.locator("#session-warning").count() == 0


def test_session_that_ends_in_any_case_is_told_once_and_not_offered_to_be_prolonged(page, client, live_server):
    client.force_login(User.objects.create_user("minh@example.org"))
    session = client.session
    session[SIGNED_IN] = [{"method": "code", "at": time.time()}]
    session.save()
    Session.objects.update(last=timezone.now() + timedelta(minutes=4))
    page.context.add_cookies([{"name": "sessionid", "value": session.session_key, "url": live_server.url}])
    page.clock.install()
    page.goto("/en/account/logout/")
    warning = page.get_by_role("dialog", name="You will be signed out in 5 minutes")
    assert warning.get_by_text("One sign-in lasts no longer.").is_visible()
    assert warning.get_by_role("button", name="Stay signed in").count() == 0
    warning.get_by_role("button", name="Go on writing").click()
    page.clock.run_for(20_000)
    assert not page.locator("#session-warning").is_visible()
