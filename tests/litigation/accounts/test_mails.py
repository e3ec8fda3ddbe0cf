"""A code whose mail server is away: the person is told, the mail waits and goes by itself, once, and nothing else leaks."""

import re
import socket
import threading
from datetime import timedelta

import pytest
from django.core import mail as sent_mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from litigation.accounts import actions_mails
from litigation.accounts.actions import factor_changed
from litigation.accounts.actions_codes import send_code
from litigation.accounts.models import AccountMail, MailedCode, User
from litigation.outbox import actions as outbox
from litigation.outbox import queries
from litigation.watch import actions_mail
from litigation.watch.queries import counted
from tests.litigation.accounts.tools import ASK, CONFIRM, MINA, ask, signed_in
from tests.litigation.sign_in.test_sign_in import work
from tests.smtp import MailServer

pytestmark = pytest.mark.django_db
WAITS = "could not be sent yet: our mail server does not answer. We keep trying"
SENT = "We sent 6 digits to"


@pytest.fixture
def server(settings):
    with MailServer(settings) as server:
        yield server


@pytest.fixture
def away(server):
    """The server is there, and is stopped."""
    server.stop()
    return server


def due_again():
    """As if the time until the next try were over."""
    AccountMail.objects.filter(state="queued").update(due_at=timezone.now())
    return actions_mails.send_due()


def code_in(message):
    return re.search(r"\b\d{6}\b", message.get_content())[0]


def shown(client):
    return client.get(CONFIRM).content.decode()


def test_code_comes_by_itself_when_the_mail_server_is_back(client, away):
    assert ask(client).headers["Location"] == CONFIRM
    assert (WAITS in shown(client), SENT in shown(client), due_again()) == (True, False, 0)
    away.start()
    assert (due_again(), due_again(), len(away.mails)) == (1, 0, 1)
    assert (WAITS in shown(client), SENT in shown(client)) == (False, True)
    [message] = away.mails
    client.post(CONFIRM, {"code": code_in(message)})
    assert (message["To"], bool(signed_in(client))) == (MINA, True)


def test_code_that_is_sent_at_once_waits_for_no_bell(client, server):
    ask(client)
    assert (len(server.mails), due_again(), SENT in shown(client)) == (1, 0, True)


@pytest.mark.parametrize("replies", [["451 later", "250 taken"], ["die", "250 taken"]])
def test_mail_that_was_put_off_is_tried_again_under_the_same_message_id(client, server, replies):
    server.replies = replies
    ask(client)
    assert (WAITS in shown(client), due_again()) == (True, 1)
    assert len({message["Message-ID"] for message in server.mails}) == 1
    assert SENT in shown(client)


def test_code_and_address_are_encrypted_while_they_wait_and_gone_afterwards(client, away):
    ask(client)
    mail = AccountMail.objects.get()
    code = mail.said["code"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM litigation_accountmail")
        row = str(cursor.fetchall())
    assert (mail.address, len(code), code in row, MINA in row) == (MINA, 6, False, False)
    away.start()
    due_again()
    mail = AccountMail.objects.get()
    assert (mail.state, mail.address, mail.said) == ("sent", None, None)


def test_time_of_a_code_runs_from_when_the_mail_server_took_it(client, away):
    ask(client)
    MailedCode.objects.update(expires_at=timezone.now() + timedelta(minutes=1))
    away.start()
    before = timezone.now()
    due_again()
    assert MailedCode.objects.get().expires_at >= before + MailedCode.GOOD_FOR


def test_old_code_is_never_sent_and_the_page_leads_to_a_new_one(client, away):
    ask(client)
    AccountMail.objects.update(good_until=timezone.now())
    page = client.get(CONFIRM, follow=True).content.decode()
    assert ("the mail could not be sent. Ask for a new code" in page, f'value="{MINA}"' in page) == (True, True)
    away.start()
    assert (due_again(), away.mails) == (0, [])
    mail = AccountMail.objects.get()
    assert (mail.state, mail.reason, mail.address, mail.said) == ("failed", "late", None, None)


def test_code_is_tried_every_minute_at_least_while_it_is_good():
    good_for, gone = MailedCode.GOOD_FOR, timedelta()
    for wait in actions_mails.WAITS:
        if gone >= good_for:
            break
        assert wait <= timedelta(minutes=1)
        gone += wait
    assert gone >= good_for


@pytest.mark.parametrize("known", [True, False])
def test_address_that_the_mail_server_refuses_is_told_at_the_form_and_kept(client, server, known):
    if known:
        User.objects.create_user(MINA)
    server.to_recipients = ["550 no such mailbox"]
    page = ask(client)
    assert (page.status_code, MailedCode.objects.count(), AccountMail.objects.count()) == (422, 0, 0)
    assert "The mail server does not take this address." in page.content.decode()
    assert f'value="{MINA}"' in page.content.decode()


def test_address_refused_later_leads_back_to_the_form(client, away):
    ask(client)
    away.to_recipients = ["550 no such mailbox"]
    away.start()
    due_again()
    page = client.get(CONFIRM, follow=True)
    assert page.redirect_chain[-1][0] == ASK
    assert "The mail server does not take this address." in page.content.decode()


def test_known_and_unknown_addresses_cost_and_answer_the_same_while_it_is_away(away):
    User.objects.create_user("known12@example.org")
    seen = []
    for name in ("known12", "unknown"):
        AccountMail.objects.all().delete()
        client = Client()
        asked = work(client, ASK, {"email": f"{name}@example.org"})
        again = work(client, CONFIRM, {"action": "resend"})
        page = re.sub(r'value="\w+"', "", shown(client))
        seen.append(str([asked, again, page]).replace(name, ""))
    assert seen[0] == seen[1]


def test_taken_address_waits_like_any_other(away):
    User.objects.create_user("taken@example.org")
    mina = User.objects.create_user(MINA)
    for address in ("taken@example.org", "other@example.org"):
        send_code(purpose="address", address=address, client="203.0.113.1", user=mina)
    assert [mail.state for mail in AccountMail.objects.all()] == ["queued"] * 2
    away.start()
    due_again()
    assert [message["To"] for message in away.mails] == ["taken@example.org", "other@example.org"]


def test_asking_again_while_the_mail_waits_makes_no_second_code(client, away):
    ask(client)
    for _ in range(3):
        page = client.post(CONFIRM, {"action": "resend"}, follow=True).content.decode()
        assert (WAITS in page, 'value="resend"' in page) == (True, False)
    away.start()
    assert (due_again(), len(away.mails), MailedCode.objects.count()) == (1, 1, 1)


def test_nobody_waits_for_a_server_that_was_away_a_moment_ago(client, away, monkeypatch):
    tried, real = [], outbox.get_connection
    monkeypatch.setattr(outbox, "get_connection", lambda **how: tried.append(how) or real(**how))
    for number in range(3):
        ask(Client(), f"person{number}@example.org")
    assert (tried, AccountMail.objects.filter(state="queued").count()) == ([{"timeout": outbox.AT_ONCE}], 3)
    AccountMail.objects.update(tried_at=timezone.now() - queries.AWAY)
    ask(client)
    assert tried == [{"timeout": outbox.AT_ONCE}] * 2


def test_server_that_takes_the_call_and_says_nothing_holds_nobody_for_long(client, settings, monkeypatch):
    monkeypatch.setattr(outbox, "AT_ONCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = deaf.getsockname()
        settings.EMAIL_TIMEOUT = None  # for ever, were it not for ours
        ask(client)
        assert WAITS in shown(client)
    assert AccountMail.objects.get().reason == "unreachable"


def test_sender_that_was_killed_is_replaced_after_its_hold(client, away):
    ask(client)
    away.start()
    now = timezone.now()
    AccountMail.objects.update(state="sending", due_at=now, claimed_until=now + timedelta(minutes=1))
    assert due_again() == 0
    AccountMail.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert (due_again(), len(away.mails)) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_of_many_senders_at_once_each_mail_has_one(away):
    for number in range(6):
        send_code(purpose="sign_in", address=f"person{number}@example.org", client="203.0.113.1")
    away.start()
    AccountMail.objects.update(due_at=timezone.now())
    barrier, counts = threading.Barrier(4), []

    def sender():
        barrier.wait()
        counts.append(actions_mails.send_due())
        connection.close()

    threads = [threading.Thread(target=sender) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert (sum(counts), len({message["To"] for message in away.mails}), len(away.mails)) == (6, 6, 6)


def test_other_words_wait_too_and_in_the_language_of_their_person(away):
    user = User.objects.create_user(MINA, language="ko")
    factor_changed(user=user, what="totp_activated")
    assert AccountMail.objects.get().state == "queued"
    away.start()
    assert due_again() == 1
    assert re.search("[가-힣]", away.mails[0]["Subject"])


def test_mails_that_stand_are_an_alarm_until_they_went(away, client):
    ask(client)
    actions_mail.look()
    assert counted() == {}
    AccountMail.objects.update(created_at=timezone.now() - queries.STANDS - timedelta(seconds=1))
    for _ in range(2):
        actions_mail.look()
    assert counted() == {"mail.stands": 1}
    away.start()
    due_again()
    actions_mail.look()
    assert counted() == {}


def test_one_full_mailbox_is_no_alarm(server, client):
    server.to_recipients = ["452 mailbox full"]
    ask(client)
    AccountMail.objects.update(created_at=timezone.now() - timedelta(hours=1))
    actions_mail.look()
    assert (AccountMail.objects.get().reason, counted()) == ("put_off", {})


def test_rows_that_came_to_their_end_are_forgotten_after_a_month(client):
    ask(client)
    actions_mails.put(kind="tries_over", address=MINA)
    AccountMail.objects.update(created_at=timezone.now() - actions_mails.KEPT - timedelta(days=1))
    actions_mails.sweep_mails()
    assert ([mail.kind for mail in AccountMail.objects.all()], len(sent_mail.outbox)) == (["tries_over"], 1)
