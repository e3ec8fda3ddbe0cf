"""Which mails wait, and whether the mail server is away."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from litigation.outbox.boxes import Outbox
from litigation.outbox.models import Outgoing
from litigation.outbox.rules import UNREACHABLE

AWAY = timedelta(seconds=30)  # for so long nobody tries again while a person waits
STANDS = timedelta(minutes=5)

QUEUED, SENDING = Outgoing.State.QUEUED, Outgoing.State.SENDING


def free(*, box: Outbox, now: datetime) -> QuerySet[Any]:
    """Mails nobody is sending: queued, or held by a sender whose time is over."""
    return box.model._default_manager.filter(Q(state=QUEUED) | Q(state=SENDING, claimed_until__lt=now))


def is_away(*, box: Outbox) -> bool:
    """Whether the mail server was not there a moment ago."""
    return _unreached(box).filter(tried_at__gt=timezone.now() - AWAY).exists()


def standing(*, box: Outbox) -> tuple[int, datetime | None]:
    """(how many wait for a mail server that is away for minutes, since when the oldest of them)"""
    waiting = _unreached(box).filter(created_at__lt=timezone.now() - STANDS)
    found = waiting.aggregate(count=Count("pk"), oldest=Min("created_at"))
    return found["count"], found["oldest"]


def _unreached(box: Outbox) -> QuerySet[Any]:
    return box.model._default_manager.filter(state__in=[QUEUED, SENDING], reason=UNREACHABLE)
