"""Sending what waits. At least once, and so that a repeat carries the same Message-ID; the row says how far it is.

Every message comes to an end, sent or failed with a reason in the ledger, and none of them keeps the others waiting.
"""

import smtplib
import time
from datetime import timedelta

import structlog
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from claimants.notices.models import Notice
from claimants.notices.writing import compose
from litigation.ledger.actions import record

log = structlog.get_logger(__name__)
HOLD = timedelta(minutes=5)  # a sender that says nothing for so long is taken for dead
REFUSED, UNREACHABLE, UNWRITABLE, UNFINISHED = "refused", "unreachable", "unwritable", "unfinished"
WAITS = [timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720, 1440)]  # after the n-th failure that may pass


def send_due(*, limit: int = 50, seconds: float | None = None) -> int:
    """Send up to `limit` messages that are due; returns how many the mail server took.

    seconds: begin none after so long, so that a mail server that lets every message wait holds nobody else up.
    """
    stop_at = time.monotonic() + (seconds or float("inf"))
    now = timezone.now()
    due = _free(now).filter(due_at__lte=now).order_by("due_at").values_list("pk", flat=True)[:limit]
    return sum(_sent(pk) for pk in list(due) if time.monotonic() < stop_at)


def _sent(pk):
    """Whether it went out. A fault of ours on the way (a busy database) leaves the row to the next round."""
    try:
        return _send(pk)
    except Exception as error:  # noqa: BLE001  see _send
        log.warning("notice.left", notice_id=str(pk), error=type(error).__name__)
        return False


def _free(now):
    """Messages nobody is sending: queued, or held by a sender whose time is over."""
    return Notice.objects.filter(Q(state=Notice.State.QUEUED) | Q(state=Notice.State.SENDING, claimed_until__lt=now))


def _send(pk):
    now = timezone.now()
    claimed = {"state": Notice.State.SENDING, "claimed_until": now + HOLD, "attempts": F("attempts") + 1}
    if not _free(now).filter(pk=pk).update(**claimed):
        return False  # another sender was faster
    notice = Notice.objects.select_related("user", "claim__claimant", "claim__case").get(pk=pk)
    if notice.attempts > len(WAITS) + 1:  # its senders died every time before they could say why
        _give_up(notice, UNFINISHED)
        return False
    try:
        compose(notice).send()
    except Exception as error:  # noqa: BLE001  whatever one message raises must not stop the others
        _put_off(notice, error)
        return False
    with transaction.atomic():
        Notice.objects.filter(pk=pk).update(state=Notice.State.SENT, sent_at=timezone.now(), claimed_until=None)
        record("notice.sent", actor=None, subject=notice, claim=notice.claim_id, data={"kind": notice.kind})
    return True


def _put_off(notice, error):
    """Try again later what may pass; give up, on the record, what the server refuses for good."""
    over = _is_final(error) or notice.attempts > len(WAITS)
    reason = _reason(error)
    log.warning("notice.not_sent", notice_id=str(notice.pk), error=type(error).__name__, reason=reason, final=over)
    if over:
        _give_up(notice, reason)
        return
    later = timezone.now() + WAITS[notice.attempts - 1]
    Notice.objects.filter(pk=notice.pk).update(state=Notice.State.QUEUED, claimed_until=None, due_at=later)


def _give_up(notice, reason):
    with transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(state=Notice.State.FAILED, claimed_until=None)
        told = {"kind": notice.kind, "reason": reason}
        record("notice.failed", actor=None, subject=notice, claim=notice.claim_id, data=told)


def _reason(error):
    """In a word: the server said no, it was not reached, or the message could not be written (a kind that is gone)."""
    if _is_final(error):
        return REFUSED
    return UNREACHABLE if isinstance(error, smtplib.SMTPException | OSError) else UNWRITABLE


def _is_final(error):
    """Whether the server said 5xx: to the message, or to its one recipient."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    return isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= 500
