"""The outboxes of all rooms: a table of mails, and what is the room's own about them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import QuerySet

from litigation.outbox import rules
from litigation.outbox.models import Outgoing


class Outbox:
    """waits: after the n-th failure that may pass. final: reasons that do not pass. hold: of a sender, see Outgoing.

    The hold is longer than a sender takes for one mail: one that says nothing for so long is taken for dead.
    """

    name: str
    model: type[Outgoing]
    waits: Sequence[timedelta]
    final: Collection[str] = (rules.REFUSED,)
    hold = timedelta(minutes=5)

    def rows(self) -> QuerySet[Any]:
        """All mails, with what writing one reads."""
        return self.model._default_manager.all()

    def compose(self, row: Any) -> EmailMessage:
        """The mail of this row, in its language."""
        raise NotImplementedError

    def over(self, row: Any) -> str:
        """Why it is not tried any more, or ""."""
        return rules.UNFINISHED if row.attempts > len(self.waits) + 1 else ""

    def sent(self, row: Any) -> None:
        """Told in the transaction that writes it down, before."""

    def failed(self, row: Any, reason: str) -> None:
        """The same for one that is given up."""


_boxes: dict[str, Outbox] = {}


def register(box: Outbox) -> None:
    _boxes[box.name] = box


def every() -> Iterable[Outbox]:
    return _boxes.values()


def headers(row: Outgoing) -> dict[str, str]:
    """Of the mail of this row. Its Message-ID is the row's, so that a repeat is seen as the same mail."""
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    return {"Message-ID": f"<{row.pk}@{host}>", "Auto-Submitted": "auto-generated"}
