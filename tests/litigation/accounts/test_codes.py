"""Codes as a person meets them: mistyped, too old, asked for again, for another address, in a demonstration."""

import re
import time

import pytest
from django.core import mail

from litigation.accounts.models import User

pytestmark = pytest.mark.django_db
ASK, CONFIRM = "/en/account/login/code/", "/en/account/login/code/confirm/"


def ask(client, email="mina@example.org"):
    return client.post(ASK, {"email": email})


def mailed():
    return re.search(r"\b\d{6}\b", mail.outbox[-1].body)[0]


def wrong():
    return "000000" if mailed() != "000000" else "111111"


def signed_in(client):
    return client.session.get("_auth_user_id")


def test_wrong_code_says_how_many_tries_are_left(client):
    ask(client)
    said = []
    for _ in range(3):
        page = client.post(CONFIRM, {"code": wrong()})
        said += [
            page.status_code,
            re.search(r"That code is not right\. You have (\d tr\w+) left\.", page.content.decode())[1],
        ]
    assert said == [422, "3 tries", 422, "2 tries", 422, "1 try"]
    last = client.post(CONFIRM, {"code": wrong()}, follow=True)
    assert "There were too many tries." in last.content.decode()
    client.post(CONFIRM, {"code": mailed()})
    assert not signed_in(client)


@pytest.mark.parametrize("slip", ["", "123", "1234567"])
def test_half_a_code_costs_no_try(client, slip):
    ask(client)
    for _ in range(5):
        assert client.post(CONFIRM, {"code": slip}).status_code == 422
    client.post(CONFIRM, {"code": f"{mailed()[:3]} {mailed()[3:]}"})
    assert signed_in(client)


def test_old_code_leads_to_a_new_one_with_the_address_kept(client):
    ask(client)
    old, session = mailed(), client.session
    session["account_login"]["state"]["stages"]["login_by_code"]["data"]["at"] = time.time() - 16 * 60
    session.save()
    page = client.post(CONFIRM, {"code": old}, follow=True)
    assert page.redirect_chain[-1][0] == ASK
    assert "That code is too old. We can send a new one." in page.content.decode()
    assert 'value="mina@example.org"' in page.content.decode()
    assert not signed_in(client)


def test_new_code_ends_the_one_before(client):
    ask(client)
    old = mailed()
    page = client.post(CONFIRM, {"action": "resend"}, follow=True)
    assert "We sent a new code." in page.content.decode()
    assert len(mail.outbox) == 2
    if mailed() != old:
        assert client.post(CONFIRM, {"code": old}).status_code == 422
    client.post(CONFIRM, {"code": mailed()})
    assert signed_in(client)


def test_another_address_in_the_same_browser_gets_its_own_code(client):
    ask(client, "typo@example.org")
    assert '?other=1">' in client.get(CONFIRM).content.decode()
    assert client.get(ASK).headers["Location"] == CONFIRM
    assert client.get(f"{ASK}?other=1").status_code == 200
    assert ask(client, "mina@example.org").headers["Location"] == CONFIRM
    assert [message.to for message in mail.outbox] == [["typo@example.org"], ["mina@example.org"]]
    assert "mina@example.org" in client.get(CONFIRM).content.decode()
    client.post(CONFIRM, {"code": mailed()})
    assert signed_in(client) == str(User.objects.get(email="mina@example.org").pk)


def test_code_is_never_shown_outside_a_demonstration(client):
    ask(client)
    assert mailed() not in client.get(CONFIRM).content.decode()
    assert mailed() not in client.post(CONFIRM, {"code": wrong()}).content.decode()


def test_code_is_shown_in_a_demonstration(client, settings):
    settings.DEMO = True
    ask(client)
    assert mailed() in client.get(CONFIRM).content.decode()


def test_sign_in_page_lists_nobody_outside_a_demonstration(client):
    assert "Made-up people" not in client.get(ASK).content.decode()
