"""Codes as a person meets them: mistyped, too old, asked for again, for another address, in a demonstration."""

import re
import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from litigation.accounts import limits
from litigation.accounts.models import AccountMail, MailedCode, Tally, User
from tests.litigation.accounts.tools import ASK, CONFIRM, MINA, ask, mailed, signed_in, wrong

pytestmark = pytest.mark.django_db


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
    right = mailed()
    last = client.post(CONFIRM, {"code": wrong()}, follow=True)
    assert "There were too many tries." in last.content.decode()
    client.post(CONFIRM, {"code": right})
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
    MailedCode.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    page = client.post(CONFIRM, {"code": mailed()}, follow=True)
    assert page.redirect_chain[-1][0] == ASK
    assert "That code is too old. We can send a new one." in page.content.decode()
    assert f'value="{MINA}"' in page.content.decode()
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
    assert ask(client).headers["Location"] == CONFIRM
    assert [message.to for message in mail.outbox] == [["typo@example.org"], [MINA]]
    assert MINA in client.get(CONFIRM).content.decode()
    client.post(CONFIRM, {"code": mailed()})
    assert signed_in(client) == str(User.objects.get(email=MINA).pk)


def test_code_works_once_and_in_its_own_browser_only(client):
    ask(client)
    other = Client()
    assert other.post(CONFIRM, {"code": mailed()}).headers["Location"] == ASK
    before = client.cookies["sessionid"].value
    client.post(CONFIRM, {"code": mailed()})
    assert signed_in(client)
    other.cookies["sessionid"] = before
    other.post(CONFIRM, {"code": mailed()})
    assert not signed_in(other)


def test_code_is_kept_as_a_hash_and_its_address_encrypted(client):
    ask(client)
    row = MailedCode.objects.get()
    kept = str(MailedCode.objects.filter(pk=row.pk).values("digest", "purpose", "tries").get()) + str(
        client.session.items()
    )
    assert (row.address, mailed() in kept, MINA in kept) == (MINA, False, False)
    assert MINA not in str(Tally.objects.values_list("key"))


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


# Limits ----------------------------------------------------------------------------------------------------------------
def from_everywhere(number):
    """A browser of its own, at an address of its own."""
    return Client(REMOTE_ADDR=f"203.0.113.{number}")


def test_address_gets_so_many_codes_and_no_more_whoever_asks(monkeypatch):
    monkeypatch.setattr(limits, "CODES_TO_ADDRESS", limits.Limit("codes.address", ((3, limits.DAY),)))
    answers = [ask(from_everywhere(number)) for number in range(5)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 429, 429]
    assert "You asked for many codes. Try again in " in answers[-1].content.decode()
    assert 0 < int(answers[-1].headers["Retry-After"]) <= limits.DAY
    assert f'value="{MINA}"' in answers[-1].content.decode()
    assert (len(mail.outbox), MailedCode.objects.count()) == (3, 3)
    assert ask(from_everywhere(9), "other@example.org").status_code == 302


def test_client_gets_so_many_codes_and_no_more_for_whatever_address(monkeypatch):
    monkeypatch.setattr(limits, "CODES_FOR_CLIENT", limits.Limit("codes.client", ((2, limits.DAY),)))
    answers = [ask(Client(), f"person{number}@example.org") for number in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert ask(from_everywhere(1), "person3@example.org").status_code == 302


def test_forged_header_gives_no_new_bucket_at_sign_in(monkeypatch):
    monkeypatch.setattr(limits, "CODES_FOR_CLIENT", limits.Limit("codes.client", ((2, limits.DAY),)))
    codes = [
        Client(headers={"X-Forwarded-For": f"203.0.113.{n}"}).post(ASK, {"email": f"p{n}@example.org"}).status_code
        for n in range(3)
    ]
    assert codes == [302, 302, 429]


def test_guesses_are_counted_over_all_codes_of_an_address(monkeypatch):
    monkeypatch.setattr(limits, "TRIES_OF_ADDRESS", limits.Limit("tries.address", ((5, limits.DAY),)))
    said = []
    for number in range(3):
        client = from_everywhere(number)
        ask(client)
        said += [client.post(CONFIRM, {"code": wrong()}, follow=True).content.decode() for _ in range(2)]
    assert ["Come back tomorrow" in page for page in said] == [False] * 5 + [True]
    ask(client)
    client.post(CONFIRM, {"code": mailed()})
    assert not signed_in(client)


def test_address_is_told_once_a_day_that_somebody_tried():
    for number in range(2):
        client = from_everywhere(number)
        ask(client)
        code = wrong()
        for _ in range(MailedCode.MOST_TRIES):
            client.post(CONFIRM, {"code": code})
    told = [message for message in mail.outbox if message.subject == "Somebody tried to sign in"]
    assert [message.to for message in told] == [[MINA]]


def test_emptied_cache_forgives_nobody(client, monkeypatch):
    from django.core.cache import cache

    monkeypatch.setattr(limits, "CODES_TO_ADDRESS", limits.Limit("codes.address", ((1, limits.DAY),)))
    ask(client)
    cache.clear()
    assert ask(Client()).status_code == 429


def test_longer_stretches_hold_when_the_short_one_is_over(monkeypatch):
    now = [1_800_000_000]
    monkeypatch.setattr(limits, "_now", lambda: now[0])
    limit = limits.Limit("x", ((2, 10), (3, 1000)))
    first = [limits.take(limit, "a") for _ in range(3)]
    now[0] += 10
    second = [limits.take(limit, "a") for _ in range(2)]
    now[0] += 1000
    assert (first, second, limits.take(limit, "a")) == ([True, True, False], [True, False], True)


def test_made_up_people_of_a_demonstration_are_not_counted(client, settings, monkeypatch):
    settings.DEMO = True
    monkeypatch.setattr("litigation.sign_in.demo.people", lambda: [type("Person", (), {"email": MINA})])
    monkeypatch.setattr(limits, "CODES_TO_ADDRESS", limits.Limit("codes.address", ((1, limits.DAY),)))
    assert [ask(Client()).status_code for _ in range(3)] == [302] * 3
    assert [ask(Client(), "other@example.org").status_code for _ in range(2)] == [302, 429]


# A mail server that is away or refuses (more of it in test_mails.py) -----------------------------------------------------
def refusing(error):
    def refuse(*_args, **_more):
        raise error

    return refuse


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (ConnectionRefusedError(), 302, ""),
        (TimeoutError(), 302, ""),
        (smtplib.SMTPServerDisconnected(), 302, ""),
        (smtplib.SMTPAuthenticationError(535, b"wrong password"), 302, ""),
        (smtplib.SMTPRecipientsRefused({MINA: (450, b"greylisted")}), 302, ""),
        (smtplib.SMTPSenderRefused(452, b"full", "x"), 302, ""),
        (smtplib.SMTPRecipientsRefused({MINA: (550, b"no such mailbox")}), 422, "does not take this address"),
        (smtplib.SMTPDataError(554, b"refused"), 422, "does not take this address"),
        (UnicodeError(), 422, "does not take this address"),
    ],
    ids=lambda value: type(value).__name__,
)
@pytest.mark.parametrize("known", [True, False])
def test_code_waits_for_a_server_that_is_away_and_a_refused_address_is_said(
    client, monkeypatch, error, status, said, known
):
    if known:
        User.objects.create_user(MINA)
    monkeypatch.setattr("django.core.mail.EmailMessage.send", refusing(error))
    page = ask(client)
    kept = MailedCode.objects.count(), AccountMail.objects.filter(state="queued").count()
    assert (page.status_code, kept) == (status, (1, 1) if status == 302 else (0, 0))
    assert said in page.content.decode()
    assert (f'value="{MINA}"' in page.content.decode()) is (status == 422)


def test_old_code_stays_good_where_no_new_one_could_be_sent(client, monkeypatch):
    ask(client)
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", refusing(ConnectionRefusedError()))
        page = client.post(CONFIRM, {"action": "resend"})
    assert (page.status_code, "The code before stays good" in page.content.decode()) == (503, True)
    assert (MailedCode.objects.count(), AccountMail.objects.count()) == (1, 1)
    client.post(CONFIRM, {"code": mailed()})
    assert signed_in(client)


@pytest.mark.parametrize("odd", ["a@b.org\nBcc: c@d.org", "a@b.org\r\nSubject: x", "a@b", "@b.org"])
def test_address_that_is_none_gets_no_mail_and_no_header(client, odd):
    page = ask(client, odd)
    assert (page.status_code, mail.outbox) == (422, [])


def test_slips_of_the_keyboard_are_cleaned_and_reach_no_header(client):
    ask(client, ' "x\n"@Example.org ')
    assert [(message.to, "\n" in message.to[0]) for message in mail.outbox] == [(['"x"@example.org'], False)]


@pytest.mark.parametrize("odd", ["o'hara+airport@example.org", '"quoted"@example.org', "mina@exämple.org"])
def test_odd_but_good_addresses_get_their_code_alone(client, odd):
    assert ask(client, odd).status_code == 302
    assert [message.to for message in mail.outbox] == [[odd]]
    client.post(CONFIRM, {"code": mailed()})
    assert signed_in(client)
