"""One way to show and take a form, so that no page can lose what somebody wrote.

- A wrong answer: the page again with status 422, every answer kept, each fault named at its field.
- The session ended meanwhile: the answers wait, encrypted, until the same person has signed in (litigation/web/parked.py).
- The same button pressed twice: the act happens once, both presses lead to the same next page.
- The language changed amid a form: the answers are there again in the other language, without JavaScript too.
- Another window saved in between: what was not touched here stays as saved there; what both changed the page shows and asks.
"""

import hashlib
import json
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.forms.utils import ErrorDict
from django.http import HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from litigation.errors import DomainError
from litigation.web import parked
from litigation.web.languages import switch_amid_a_form
from litigation.web.models import IdempotencyKey
from litigation.web.refusals import with_headers

LAPSES = timedelta(minutes=3)  # longer than any press is worked on


def form_page(request, *, form, template, save, initial=None, context=None):
    """Show `form` (a Form class) or take it.

    initial: what is saved now, by field name. save(form) does the one action and returns the URL of the next page; a
    DomainError it raises becomes an error of the form. Template gets form, guard (hidden fields), restored, conflict.
    A page whose form has id="page-form" passes keeps_draft=True, so that the language menu is part of that form.
    """
    initial = initial or {}
    extra = {"restored": False, "conflict": None, **(context or {})}
    if request.method != "POST":
        shown = form(initial=initial)
        if kept := parked.restore(request):
            shown, extra["restored"] = _with_kept(form, initial, kept), True
        return _show(request, shown, template, extra, initial)

    if (code := request.POST.get("_language")) in settings.LANGUAGE_NAMES:
        return switch_amid_a_form(request, code)
    taken = form(request.POST, request.FILES, initial=initial)
    if not taken.is_valid():
        return _show(request, taken, template, extra, initial, status=422)
    if changed_by_both := _taken_over(taken, initial, request.POST.get("_seen", "")):
        extra["conflict"] = [(taken[name], initial.get(name)) for name in changed_by_both]
        return _show(request, taken, template, extra, initial, status=409)
    try:
        return HttpResponseRedirect(once(request, lambda: save(taken)))
    except DomainError as error:
        _blame(taken, error)
        return with_headers(_show(request, taken, template, extra, initial, status=error.status), error)


class StillBeingDone(Exception):
    """The first press of this form is being worked on. The frame shows a page that asks again by itself (PlainErrors)."""


def once(request, act):
    """Do `act` (which returns a URL) once for the nonce this form carries; a repeat gets the first one's URL.

    The browser shows only the answer to the second press. While the first is still being done that is a page which sends
    the same form again by itself; no thread waits for it. Where the first one failed, the repeat does the act.
    """
    nonce = request.POST.get("_once", "")
    if not nonce or not request.user.is_authenticated:
        return act()
    mine = {"user": request.user, "key": f"form:{nonce}"[:200]}
    row = _first(mine, request.path)
    if row is None:
        return _of_the_first(request, mine)
    try:
        url = act()
    except BaseException:
        row.delete()
        raise
    row.status, row.body = 303, str(url)
    row.save(update_fields=["status", "body"])
    return url


def _of_the_first(request, mine):
    """Where the first press led. A first one that broke off, or brought files, which no page can send again: the page anew."""
    row = IdempotencyKey.objects.filter(**mine).first()
    if row and row.body:
        return row.body
    if request.FILES or (row and row.created_at < timezone.now() - LAPSES):
        return request.path
    raise StillBeingDone


def _first(mine, path):
    """The row of this press where it is the first with its nonce, else None."""
    try:
        with transaction.atomic():
            return IdempotencyKey.objects.create(**mine, digest=digest(path))
    except IntegrityError:
        return None


def guard(request, initial=None):
    """Hidden fields: whose form it is, a nonce against double submits, and what was saved when it was shown."""
    owner = parked.owner_token(request.user) if request.user.is_authenticated else ""
    fields = {"_owner": owner, "_once": secrets.token_urlsafe(12), "_seen": _seen(initial or {})}
    return mark_safe("".join(format_html('<input type="hidden" name="{}" value="{}">', *row) for row in fields.items()))  # noqa: S308


def digest(values):
    """A short fingerprint of saved answers; it says nothing about them."""
    return hashlib.sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()[:24]


def _seen(initial):
    """The fingerprint of each saved answer as it was shown: “phone:5d1f… address:09ab…”."""
    return " ".join(f"{name}:{digest(value)}" for name, value in initial.items())


def _taken_over(taken, initial, seen):
    """The fields that were changed here and in another window since the form was shown. What only the other one changed is taken
    over as it is saved."""
    shown = dict(each.split(":", 1) for each in seen.split() if ":" in each)
    said = taken.cleaned_data
    theirs = [name for name in taken.fields if name in shown and shown[name] != digest(initial.get(name))]
    for name in theirs:
        if digest(said.get(name)) == shown[name]:
            said[name] = initial.get(name)
    return [name for name in theirs if said.get(name) != initial.get(name)]


def _with_kept(form, initial, kept):
    data = QueryDict(mutable=True)
    for name, values in kept.items():
        data.setlist(name, values)
    shown = form(data, initial=initial)
    shown._errors = ErrorDict()  # it was never sent: show the answers, find no fault yet
    return shown


def _blame(taken, error):
    for name, sentence in error.fields.items():
        taken.add_error(name if name in taken.fields else None, sentence)
    if not error.fields:
        taken.add_error(None, error.sentence)


def _show(request, form, template, extra, initial, status=200):
    return render(request, template, {**extra, "form": form, "guard": guard(request, initial)}, status=status)
