"""A person's private calendar address: made, revoked, and noted when a program read it."""

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from documents.proceedings.models import CalendarFeed
from litigation.accounts.models import User
from litigation.ledger.actions import record, take_turn


def make(*, user: User) -> tuple[CalendarFeed, str]:
    """A new address: (row, secret, shown once). The one there was stops working, also one made in the same moment."""
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        take_turn()
        revoke(user=user)
        feed = CalendarFeed.objects.create(user=user, token_sha256=hashlib.sha256(secret.encode()).hexdigest())
        record("calendar.made", actor=user, subject=feed)
    return feed, secret


def revoke(*, user: User) -> None:
    """Programs that have the address get nothing any more. Doing it twice changes nothing."""
    with transaction.atomic():
        take_turn()
        for feed in user.calendar_feeds.filter(revoked_at=None):
            CalendarFeed.objects.filter(pk=feed.pk).update(revoked_at=timezone.now())
            record("calendar.revoked", actor=user, subject=feed)


def note_read(*, feed: CalendarFeed) -> None:
    """Remember the day; programs ask every few minutes, so it is written once a day and not into the ledger."""
    today = timezone.localdate()
    CalendarFeed.objects.filter(pk=feed.pk).exclude(last_read_on=today).update(last_read_on=today)
