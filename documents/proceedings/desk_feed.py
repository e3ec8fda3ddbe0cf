"""What calendar programs read with a person's private address, without signing in."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claimants.limitation import rules as limitation
from documents.proceedings import actions_feed, queries, words
from documents.proceedings.ics import Event, calendar
from documents.proceedings.rules import THRESHOLDS
from litigation.accounts.rights import right


@right("public")
@require_safe
def feed(request, token):
    """The calendar of whoever has the secret; a wrong or revoked one is a page that does not exist.

    Titles, numbers of proceedings and how many claims end: nothing of any claimant, since calendars are kept by other companies.
    """
    found = queries.feed_by_token(token)
    if found is None:
        raise Http404
    actions_feed.note_read(feed=found)
    with translation.override(found.user.language):
        events = [_event(row) for row in queries.fed(found.user)] + [_end(end) for end in queries.fed_ends(found.user)]
        body = calendar(_("Hamkke deadlines"), events)
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Disposition"] = 'inline; filename="hamkke.ics"'
    return answer


def address(secret) -> str:
    return settings.SITE_URL + reverse("calendar_feed", args=[secret])


def _event(row) -> Event:
    confirm = _("Counted by Hamkke. Check the day before you rely on it.")
    critical = _("Missing it cannot be made good.") if row.critical else ""
    done = row.state == row.State.DONE
    return Event(
        uid=_uid(row.pk),
        day=row.due_on,
        title=f"{words.deadline(row)} – {row.number}",
        text="\n".join(part for part in (str(row.proceeding or row.about), critical, confirm) if part),
        url=f"{settings.SITE_URL}{words.address(row)}?case={row.case.slug}",
        changed_at=row.settled_at or row.counted_at,
        done=done,
        alarms=() if done else THRESHOLDS,
    )


def _end(end) -> Event:
    """The end of claims' time: what is on the radar as the calendar is read."""
    case = end.theory.case
    left = _("Claims that are not filed by then are lost under this theory, as the time is counted now.")
    return Event(
        uid=_uid(f"{end.theory.pk}-{end.last_day}"),
        day=end.last_day,
        title=f"{words.limitation(end)} – {end.theory}",
        text=f"{case}\n{left}",
        url=settings.SITE_URL + words.limitation_address(end, case=case.slug),
        changed_at=timezone.localtime().replace(hour=0, minute=0, second=0),
        alarms=limitation.THRESHOLDS,
    )


def _uid(key) -> str:
    return f"{key}@{settings.SITE_URL.partition('://')[2].partition('/')[0]}"
