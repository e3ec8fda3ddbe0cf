"""A person's private calendar address: made, revoked, and read by programs without signing in."""

import hashlib
import secrets

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from documents.proceedings import queries, words
from documents.proceedings.ics import Event, calendar
from documents.proceedings.models import CalendarFeed
from litigation.accounts.rights import right
from litigation.errors import DomainError
from litigation.ledger.actions import record


def make(*, user) -> tuple[CalendarFeed, str]:
    """A new address: (row, secret, shown once). The one there was stops working."""
    secret = secrets.token_urlsafe(32)
    try:
        with transaction.atomic():
            revoke(user=user)
            feed = CalendarFeed.objects.create(user=user, token_sha256=hashlib.sha256(secret.encode()).hexdigest())
            record("calendar.made", actor=user, subject=feed)
    except IntegrityError:
        sentence = _("Another address was made in this moment. Make one again if you did not see it.")
        raise DomainError("calendar.twice", sentence, status=409) from None
    return feed, secret


def revoke(*, user) -> None:
    """Programs that have the address get nothing any more. Doing it twice changes nothing."""
    with transaction.atomic():
        for feed in user.calendar_feeds.filter(revoked_at=None):
            CalendarFeed.objects.filter(pk=feed.pk).update(revoked_at=timezone.now())
            record("calendar.revoked", actor=user, subject=feed)


@right("public")
@require_safe
def feed(request, token):
    """The calendar of whoever has the secret; a wrong or revoked one is a page that does not exist.

    Titles and numbers of proceedings only: nothing of any claimant, since calendars are kept by other companies.
    """
    found = queries.feed_by_token(token)
    if found is None:
        raise Http404
    today = timezone.localdate()
    CalendarFeed.objects.filter(pk=found.pk).exclude(last_read_on=today).update(last_read_on=today)
    with translation.override(found.user.language):
        body = calendar(_("Hamkke deadlines"), [_event(row) for row in queries.fed(found.user)])
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Disposition"] = 'inline; filename="hamkke.ics"'
    return answer


def address(secret) -> str:
    return settings.SITE_URL + reverse("calendar_feed", args=[secret])


def _event(row) -> Event:
    confirm = _("Counted by Hamkke. Check the day before you rely on it.")
    critical = _("Missing it cannot be made good.") if row.critical else ""
    return Event(
        uid=f"{row.pk}@{settings.SITE_URL.partition('://')[2].partition('/')[0]}",
        day=row.due_on,
        title=f"{words.deadline(row)} – {row.number}",
        text="\n".join(part for part in (str(row.proceeding or row.about), critical, confirm) if part),
        url=f"{settings.SITE_URL}{words.address(row)}?case={row.case.slug}",
        changed_at=row.settled_at or row.counted_at,
        done=row.state == row.State.DONE,
    )
