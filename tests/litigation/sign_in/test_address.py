"""Another address: who is there for certain asks, the new address proves itself, the old one is told; nothing else changes."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from documents.proceedings.actions_feed import make as make_calendar
from litigation.accounts import actions_mails
from litigation.accounts.actions import change_address, make_token
from litigation.accounts.models import AccountMail, MailedCode, User
from litigation.errors import DomainError
from litigation.ledger.models import LedgerEvent
from tests.litigation.accounts.tools import (
    ADDRESS,
    ADDRESS_CODE,
    ASK,
    MINA,
    PLACES,
    REAUTH,
    ask,
    is_there,
    mailed,
    sign_in,
    signed_in,
    wrong,
)

pytestmark = pytest.mark.django_db
NEW = "new@example.org"


@pytest.fixture
def mina(client, db):
    sign_in(client)
    client.get(PLACES)  # which says "You are signed in."
    mail.outbox.clear()
    return User.objects.get(email=MINA)


def words():
    return AccountMail.objects.filter(kind="address_changed").count()


def wish(client, address=NEW):
    return client.post(ADDRESS, {"email": address})


def test_address_changes_with_the_right_code_and_everything_that_hung_on_the_old_one_ends(
    client, mina, django_capture_on_commit_callbacks
):
    elsewhere, before = Client(), timezone.now()
    elsewhere.force_login(mina)
    token, _secret = make_token(user=mina, name="export", scopes=["claim.own"], actor=mina)
    feed, _address = make_calendar(user=mina)
    assert wish(client).headers["Location"] == ADDRESS_CODE
    assert [(message.to, User.objects.get().email) for message in mail.outbox] == [([NEW], MINA)]
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post(ADDRESS_CODE, {"code": mailed()}, follow=True)
    assert "Your address is changed." in done.content.decode()
    mina.refresh_from_db()
    token.refresh_from_db()
    feed.refresh_from_db()
    assert (mina.email, mina.email_verified_at >= before) == (NEW, True)
    assert (token.revoked_at is None, feed.revoked_at is None) == (False, False)
    assert (signed_in(client), elsewhere.get(PLACES).headers["Location"]) == (str(mina.pk), f"{ASK}?next={PLACES}")
    event = LedgerEvent.objects.get(verb="account.address_changed")
    assert (event.actor_id, event.subject_id, event.data) == (str(mina.pk), str(mina.pk), {})
    last = mail.outbox[-1]
    assert (last.to, last.subject, NEW in last.body) == ([MINA], "Your e-mail address was changed", False)
    told = AccountMail.objects.get(kind="address_changed")
    assert (told.state, told.address) == ("sent", None)


def test_old_address_opens_a_new_account_afterwards_and_not_the_old_one(client, mina):
    wish(client)
    client.post(ADDRESS_CODE, {"code": mailed()})
    other = Client()
    sign_in(other, MINA)
    assert signed_in(other) != str(mina.pk)
    assert User.objects.get(pk=mina.pk).email == NEW


def test_wrong_or_missing_code_changes_nothing(client, mina):
    wish(client)
    for _ in range(MailedCode.MOST_TRIES):
        client.post(ADDRESS_CODE, {"code": wrong()})
    client.post(ADDRESS_CODE, {"code": mailed(0)})
    mina.refresh_from_db()
    assert (mina.email, words()) == (MINA, 0)
    assert client.get(ADDRESS_CODE).headers["Location"] == ADDRESS


def test_unproved_address_holds_nothing(client, mina):
    wish(client, "victim@example.org")
    victim = Client()
    sign_in(victim, "victim@example.org")
    assert signed_in(victim) not in (None, str(mina.pk))


def bare(answer):
    return answer.status_code, re.sub(r'value="[\w-]+"', "", answer.content.decode())


def test_address_of_somebody_else_is_answered_the_same_and_no_code_works(client, mina):
    User.objects.create_user("taken@example.org")
    pages = []
    for address in ("taken@example.org", "other@example.org"):
        asked = wish(client, address)
        shown = client.get(ADDRESS_CODE)
        half = client.post(ADDRESS_CODE, {"code": "123"})
        tried = client.post(ADDRESS_CODE, {"code": "123456"})
        seen = [asked.status_code, asked.headers["Location"], *map(bare, (shown, half, tried))]
        pages.append(str(seen).replace(address, ""))
    assert pages[0] == pages[1]
    assert [message.to for message in mail.outbox] == [["taken@example.org"], ["other@example.org"]]
    assert (mail.outbox[0].subject, re.search(r"\d{6}", mail.outbox[0].body)) == (
        "Somebody asked for your address",
        None,
    )
    codes = MailedCode.objects.filter(purpose="address").order_by("created_at")
    assert [bool(row.digest) for row in codes] == [False, True]


def test_two_who_prove_one_address_are_one_owner_and_one_sentence(client, mina):
    rival = User.objects.create_user("rival@example.org")
    other = Client()
    is_there(other, rival)
    wish(client)
    mine = mailed()
    wish(other)
    other.post(ADDRESS_CODE, {"code": mailed()})
    late = client.post(ADDRESS_CODE, {"code": mine}, follow=True)
    assert "This address belongs to another account by now." in late.content.decode()
    assert [User.objects.get(pk=user.pk).email for user in (rival, mina)] == [NEW, MINA]


def test_change_that_failed_leaves_sessions_and_tokens_alone(client, mina):
    User.objects.create_user(NEW)
    token, _secret = make_token(user=mina, name="export", scopes=["claim.own"], actor=mina)
    with pytest.raises(DomainError, match=r"address\.taken"):
        change_address(user=mina, address=NEW)
    token.refresh_from_db()
    assert (
        token.revoked_at,
        client.get(PLACES).status_code,
        words(),
    ) == (None, 200, 0)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (MINA, "That is your address already."),
        (MINA.upper(), "That is your address already."),
        ("no", "name@example.org"),
    ],
)
def test_address_one_has_or_that_is_none_is_said_at_the_field(client, mina, address, said):
    page = wish(client, address)
    assert (page.status_code, said in page.content.decode(), mail.outbox) == (422, True, [])


def test_borrowed_session_is_asked_for_a_code_of_the_old_address_first(client, mina):
    is_there(client, mina, ago=3600)
    asked = wish(client)
    assert asked.headers["Location"] == f"{REAUTH}?next=%2Fen%2Faccount%2Faddress%2F"
    assert (mail.outbox, MailedCode.objects.filter(purpose="address").count()) == ([], 0)
    client.post(asked.headers["Location"], {"next": ADDRESS})
    assert [message.to for message in mail.outbox] == [[MINA]]
    back = client.post(REAUTH, {"code": mailed(), "next": ADDRESS})
    assert back.headers["Location"] == ADDRESS
    assert wish(client).headers["Location"] == ADDRESS_CODE


def test_code_of_one_purpose_is_good_for_no_other(client, mina):
    is_there(client, mina)
    wish(client, "not-mine@example.org")
    is_there(client, mina, ago=3600)
    answer = client.post(REAUTH, {"code": mailed()})
    assert answer.headers["Location"].startswith(REAUTH), "it is no code for confirming: a new one was sent"
    stranger = Client()
    ask(stranger)
    stranger.force_login(mina)
    assert stranger.post(ADDRESS_CODE, {"code": mailed()}).headers["Location"].startswith(REAUTH)


def test_old_address_is_told_when_the_mail_server_is_back(mina, monkeypatch, django_capture_on_commit_callbacks):
    def refuse(*_args, **_more):
        raise ConnectionRefusedError

    with monkeypatch.context() as patch, django_capture_on_commit_callbacks(execute=True):
        patch.setattr("django.core.mail.EmailMessage.send", refuse)
        change_address(user=mina, address=NEW)
    assert (User.objects.get().email, mail.outbox) == (NEW, [])
    assert AccountMail.objects.get(kind="address_changed").state == "queued"
    AccountMail.objects.update(due_at=timezone.now())
    for _ in range(2):
        actions_mails.send_due()
    assert [message.to for message in mail.outbox] == [[MINA]]
