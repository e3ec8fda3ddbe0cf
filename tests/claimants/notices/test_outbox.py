"""Mail that is lost, doubled or never ends is worse than no mail. A real SMTP server on loopback plays every part."""

import threading
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.template import TemplateDoesNotExist
from django.utils import timezone
from django.utils.formats import date_format

from claimants.notices.actions import notify
from claimants.notices.actions_outbox import send_due
from claimants.notices.kinds import KINDS
from claimants.notices.models import Notice
from claimants.notices.writing import compose
from claimants.review import actions as review
from litigation.ledger.models import LedgerEvent
from tests import factories
from tests.smtp import MailServer


@pytest.fixture
def server(settings):
    with MailServer(settings) as server:
        yield server


@pytest.fixture
def claim(db):
    return factories.make_claim()


def queue(claim, kind="received", **params):
    return notify(user=claim.claimant.account, claim=claim, case=claim.case, kind=kind, params=params)


def test_notice_is_sent_once_with_its_own_message_id(server, claim):
    notice = queue(claim)
    assert (send_due(), send_due()) == (1, 0)
    notice.refresh_from_db()
    [mail] = server.mails
    assert (notice.state, notice.attempts, mail["Message-ID"]) == ("sent", 1, f"<{notice.pk}@hamkke.test>")
    assert mail["Subject"] == f"We have your claim {claim.reference}"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert LedgerEvent.objects.filter(verb="notice.sent", subject_id=str(notice.pk)).count() == 1


def test_notice_before_its_time_waits(server, claim):
    notify(user=claim.claimant.account, claim=claim, kind="received", due_at=timezone.now() + timedelta(hours=1))
    assert (send_due(), server.mails) == (0, [])


def test_refusal_that_may_pass_is_tried_again_later(server, claim):
    server.replies = ["451 try later", "250 taken"]
    notice = queue(claim)
    assert send_due() == 0
    notice.refresh_from_db()
    assert (notice.state, notice.attempts) == ("queued", 1)
    assert notice.due_at > timezone.now()
    Notice.objects.update(due_at=timezone.now())
    assert (send_due(), len(server.mails)) == (1, 1)


def test_refusal_for_good_fails_on_the_record(server, claim):
    server.replies = ["550 no such box"]
    notice = queue(claim)
    send_due()
    notice.refresh_from_db()
    assert notice.state == "failed"
    assert told(notice) == ("failed", 1, {"kind": "received", "reason": "refused"})


def rings(times, **values):
    for _ in range(times):
        Notice.objects.filter(state="queued").update(due_at=timezone.now(), **values)
        send_due()


def told(notice):
    notice.refresh_from_db()
    [event] = LedgerEvent.objects.filter(verb="notice.failed", subject_id=str(notice.pk))
    return notice.state, notice.attempts, event.data


def test_kind_that_an_upgrade_took_away_ends_in_failed_and_stops_nobody(server, claim):
    poison = queue(claim)
    Notice.objects.filter(pk=poison.pk).update(kind="renamed")
    others = [queue(claim) for _ in range(3)]
    assert send_due() == 3
    assert {each.state for each in Notice.objects.filter(pk__in=[each.pk for each in others])} == {"sent"}
    rings(7)
    assert told(poison) == ("failed", 8, {"kind": "renamed", "reason": "unwritable"})
    assert (send_due(), len(server.mails)) == (0, 3)


@pytest.mark.parametrize(
    "error", [KeyError("deficiency"), ValueError("x"), RuntimeError("x"), RecursionError(), TemplateDoesNotExist("x")]
)
def test_whatever_writing_raises_ends_in_failed(server, claim, monkeypatch, error):
    def compose(notice):
        raise error

    monkeypatch.setattr("claimants.notices.actions_outbox.compose", compose)
    notice = queue(claim)
    rings(8)
    assert told(notice) == ("failed", 8, {"kind": "received", "reason": "unwritable"})


def test_server_that_is_never_there_ends_in_failed(settings, claim):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    notice = queue(claim)
    rings(8)
    assert told(notice) == ("failed", 8, {"kind": "received", "reason": "unreachable"})


def test_message_whose_senders_all_died_ends_in_failed(server, claim):
    notice = queue(claim)
    past = timezone.now() - timedelta(seconds=1)
    Notice.objects.update(state="sending", claimed_until=past, attempts=8)
    assert (send_due(), server.mails) == (0, [])
    assert told(notice) == ("failed", 9, {"kind": "received", "reason": "unfinished"})


def test_fault_while_noting_one_message_leaves_it_and_sends_the_others(server, claim, monkeypatch):
    first, second = queue(claim), queue(claim)
    Notice.objects.filter(pk=first.pk).update(due_at=timezone.now() - timedelta(hours=1))

    def noted(verb, *, subject, **more):
        if subject.pk == first.pk:
            raise OperationalError("database is locked")

    monkeypatch.setattr("claimants.notices.actions_outbox.record", noted)
    assert send_due() == 1
    assert [Notice.objects.get(pk=each.pk).state for each in (first, second)] == ["sending", "sent"]


def test_server_that_dies_after_taking_gets_the_same_message_id_again(server, claim):
    server.replies = ["die", "250 taken"]
    queue(claim)
    send_due()
    Notice.objects.update(due_at=timezone.now())
    send_due()
    assert len({mail["Message-ID"] for mail in server.mails}) == 1
    assert Notice.objects.get().state == "sent"


def test_no_server_at_all_loses_nothing(settings, claim):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    queue(claim)
    assert send_due() == 0
    assert Notice.objects.get().state == "queued"


def test_sender_that_died_is_replaced_after_its_hold(server, claim):
    notice = queue(claim)
    Notice.objects.update(state="sending", claimed_until=timezone.now() + timedelta(minutes=1))
    assert send_due() == 0
    Notice.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert send_due() == 1
    notice.refresh_from_db()
    assert notice.state == "sent"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_senders_send_each_notice_once(server):
    claim = factories.make_claim()
    for _ in range(12):
        queue(claim)
    barrier, counts = threading.Barrier(4), []

    def sender():
        barrier.wait()
        counts.append(send_due())
        connection.close()

    threads = [threading.Thread(target=sender) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sum(counts) == 12
    assert len({mail["Message-ID"] for mail in server.mails}) == len(server.mails) == 12


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_kind_is_one_line_of_subject_a_link_and_no_gaps(claim, kind, language):
    claim.claimant.account.language = language
    params = {
        "deficiency": str(claim.pk),
        "cure_by": "2026-12-01",
        "round": 4,
        "number": 2,
        "ends_by": "2026-12-31",
        "bulletin": str(claim.pk),
    }
    params |= {
        "proceeding": str(claim.pk),
        "filing": str(claim.pk),
        "court_number": "2026가합1",
        "key": "appeal",
        "title": "",
        "critical": True,
    }
    params |= {"due_by": "2026-12-01"}
    notice = queue(claim, kind, **params)
    notice.language = language
    mail = compose(notice)
    html = mail.alternatives[0][0]
    assert (claim.reference in mail.subject) is not KINDS[kind].to_team
    assert "\n" not in mail.subject
    assert ("/staff/" if KINDS[kind].to_team else f"/{language}/my/") in mail.body
    assert html.count("<a href=") == 1
    assert f'lang="{language}"' in html
    assert "{{" not in mail.body + html


def test_name_with_line_breaks_adds_no_header(claim):
    person = claim.claimant
    person.own_name = "Eve\r\nBcc: all@example.org"
    notice = queue(claim)
    notice.claim.claimant = person
    mail = compose(notice)
    assert {"Bcc", "bcc"}.isdisjoint(mail.message().keys())
    assert "Hello Eve Bcc: all@example.org," in mail.body


@pytest.mark.django_db
def test_request_carries_its_date_and_leads_to_its_page():
    claim = factories.make_claim(status="in_review")
    deficiency = review.ask_for_more(
        claim=claim, code="trip_unclear", cure_by=timezone.localdate() + timedelta(days=14), actor=claim.reviewer
    )
    notice = Notice.objects.get(kind="request")
    body = compose(notice).body
    assert f"/en/my/requests/{deficiency.pk}/" in body
    assert f"until {date_format(deficiency.cure_by)}, Seoul date" in body
