"""Sending what waits. At least once, and so that a repeat carries the same Message-ID; the row says how far it is.

A sender that is killed after the server took the mail, and before that is written down, leaves a row that is sent again:
no order of the two can spare that. Every mail comes to an end, sent or failed with a reason, and none of them keeps the
others waiting.
"""

import time
from typing import Any

import structlog
from django.core.mail import get_connection
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from litigation.outbox.boxes import Outbox
from litigation.outbox.models import Outgoing
from litigation.outbox.queries import free, is_away
from litigation.outbox.rules import reason_of

log = structlog.get_logger(__name__)
AT_ONCE = 4  # seconds of a mail server that says nothing, while a person waits
State = Outgoing.State


def send_due(*, box: Outbox, limit: int = 50, seconds: float | None = None) -> int:
    """Send up to `limit` mails that are due; returns how many the mail server took.

    seconds: begin none after so long, so that a mail server that lets every mail wait holds nobody else up.
    """
    stop_at = time.monotonic() + (seconds or float("inf"))
    now = timezone.now()
    due = free(box=box, now=now).filter(due_at__lte=now).order_by("due_at").values_list("pk", flat=True)[:limit]
    return sum(_sent(box, pk) for pk in list(due) if time.monotonic() < stop_at)


def send_now(*, box: Outbox, row: Outgoing) -> None:
    """Try one mail while its person waits; the row then says what came of it. What was not sent stays in the box.

    Where the mail server was away a moment ago, nobody waits to learn it again: the bell tries.
    """
    if not is_away(box=box):
        _sent(box, row.pk, patience=AT_ONCE)
    row.refresh_from_db(fields=["state", "reason"])


def _sent(box: Outbox, pk: Any, patience: float | None = None) -> bool:
    """Whether it went out. A fault of ours on the way (a busy database) leaves the row to the next round."""
    try:
        return _send(box, pk, patience)
    except Exception as error:  # noqa: BLE001  see _send
        log.warning("mail.left", box=box.name, mail_id=str(pk), error=type(error).__name__)
        return False


def _send(box: Outbox, pk: Any, patience: float | None) -> bool:
    now, rows = timezone.now(), box.model._default_manager.filter(pk=pk)
    claimed = {"state": State.SENDING, "claimed_until": now + box.hold, "tried_at": now}
    if not free(box=box, now=now).filter(pk=pk).update(**claimed, attempts=F("attempts") + 1):
        return False  # another sender was faster
    row = box.rows().get(pk=pk)
    if reason := box.over(row):
        _give_up(box, row, reason)
        return False
    try:
        mail = box.compose(row)
        mail.connection = get_connection(timeout=patience)
        mail.send()
    except Exception as error:  # noqa: BLE001  whatever one mail raises must not stop the others
        _put_off(box, row, error)
        return False
    with transaction.atomic():
        box.sent(row)
        rows.update(state=State.SENT, sent_at=timezone.now(), claimed_until=None, reason="")
    return True


def _put_off(box: Outbox, row: Any, error: Exception) -> None:
    """Try again later what may pass; give up what does not."""
    reason = reason_of(error)
    over = reason in box.final or row.attempts > len(box.waits)
    told = {"box": box.name, "mail_id": str(row.pk), "error": type(error).__name__, "reason": reason}
    log.warning("mail.not_sent", **told, final=over)
    if over:
        _give_up(box, row, reason)
        return
    later = timezone.now() + box.waits[row.attempts - 1]
    put_off = {"state": State.QUEUED, "claimed_until": None, "due_at": later, "reason": reason}
    box.model._default_manager.filter(pk=row.pk).update(**put_off)


def _give_up(box: Outbox, row: Any, reason: str) -> None:
    with transaction.atomic():
        box.failed(row, reason)
        ended = {"state": State.FAILED, "claimed_until": None, "reason": reason}
        box.model._default_manager.filter(pk=row.pk).update(**ended)
