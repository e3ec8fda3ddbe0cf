"""The outbox of messages: how they are written, how long they are tried, and what the ledger hears of their end."""

from datetime import timedelta

from django.core.mail import EmailMessage
from django.db.models import QuerySet

from claimants.notices.models import Notice
from claimants.notices.writing import compose
from litigation.ledger.actions import record
from litigation.outbox import actions
from litigation.outbox.boxes import Outbox


class Notices(Outbox):
    name = "notices"
    model = Notice
    waits = [timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720, 1440)]

    def rows(self) -> QuerySet[Notice]:
        return Notice.objects.select_related("user", "claim__claimant", "claim__case")

    def compose(self, row: Notice) -> EmailMessage:
        return compose(row)

    def sent(self, row: Notice) -> None:
        record("notice.sent", actor=None, subject=row, claim=row.claim_id, data={"kind": row.kind})

    def failed(self, row: Notice, reason: str) -> None:
        told = {"kind": row.kind, "reason": reason}
        record("notice.failed", actor=None, subject=row, claim=row.claim_id, data=told)


BOX = Notices()


def send_due(*, limit: int = 50, seconds: float | None = None) -> int:
    """Send up to `limit` messages that are due; returns how many the mail server took."""
    return actions.send_due(box=BOX, limit=limit, seconds=seconds)
