"""Staff pages: what was written to clients, writing, sending, taking back."""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from documents.bulletins import actions, queries
from documents.bulletins.forms import EVERYBODY, BulletinForm, LookedForm, as_given
from documents.bulletins.rules import UNDO, is_held, words_for
from documents.rounds.queries import round_by_number
from litigation.accounts.rights import may, right
from litigation.errors import DomainError
from litigation.jobs.desk import card
from litigation.web.formpage import form_page, guard, once

PER_PAGE = 50


@right("bulletin.read")
@require_GET
def bulletins(request):
    page = Paginator(queries.listed(request.case), PER_PAGE).get_page(request.GET.get("page"))
    lines = [(each, words_for(each.texts, request.LANGUAGE_CODE)) for each in page]
    return render(request, "desk/bulletins/list.html", {"page": page, "lines": lines, "writes": _writes(request)})


@right("bulletin.write")
@require_http_methods(["GET", "POST"])
def write(request):
    return _form(request, None)


@right("bulletin.write")
@require_http_methods(["GET", "POST"])
def change(request, pk):
    """A draft once more."""
    bulletin = queries.one(request.case, pk)
    if bulletin.status != "draft" and request.method == "GET":
        return redirect("desk_bulletin", pk)
    return _form(request, bulletin)


def _form(request, draft):
    def save(form):
        number = form.cleaned_data["round"]
        round = round_by_number(request.case, int(number)) if number != EVERYBODY else None
        kept = actions.write(case=request.case, round=round, texts=form.texts(), actor=request.user, draft=draft)
        return reverse("desk_bulletin", args=[kept.pk])

    form = partial(BulletinForm, rounds=queries.rounds_to_write_to(request.case))
    initial = as_given(draft) if draft else {"round": request.GET.get("round", EVERYBODY)}
    context = {"draft": draft}
    return form_page(
        request, form=form, template="desk/bulletins/write.html", save=save, initial=initial, context=context
    )


@right("bulletin.read")
@require_GET
def bulletin(request, pk):
    """The draft as its readers will see it and how many they are; afterwards how far it came."""
    return _page(request, queries.one(request.case, pk))


@right("bulletin.write")
@require_POST
def send(request, pk):
    """What was looked at, and nothing else, goes."""
    looked = LookedForm(request.POST)
    version = looked.cleaned_data["version"] if looked.is_valid() else 0

    def act(found):
        actions.send(bulletin=found, version=version, actor=request.user)
        until = time_format(timezone.localtime(found.leaves_at), "TIME_FORMAT")
        return _("On its way. Until %(time)s you can take it back.") % {"time": until}

    return _act(request, pk, act)


@right("bulletin.write")
@require_POST
def discard(request, pk):
    """Throw the draft away; its page stays and puts it back."""

    def act(found):
        actions.discard(bulletin=found, actor=request.user)
        return _("Thrown away. Nobody got it.")

    return _act(request, pk, act)


@right("bulletin.write")
@require_POST
def restore(request, pk):
    def act(found):
        actions.restore(bulletin=found, actor=request.user)
        return _("The draft is back.")

    return _act(request, pk, act)


@right("bulletin.write")
@require_POST
def take_back(request, pk):
    def act(found):
        actions.take_back(bulletin=found, actor=request.user)
        return _("Taken back. Nobody has seen it.")

    return _act(request, pk, act)


def _act(request, pk, act):
    found = queries.one(request.case, pk)

    def do():
        messages.success(request, act(found))
        return reverse("desk_bulletin", args=[pk])

    try:
        return HttpResponseRedirect(once(request, do))
    except DomainError as error:
        return _page(request, queries.one(request.case, pk), refusal=error)


def _page(request, found, refusal=None):
    job = queries.job_of(found)
    names = dict(settings.LANGUAGES)
    held = is_held(found.status, found.leaves_at, timezone.now())
    context = {
        "bulletin": found,
        "texts": [(code, names.get(code, code), words) for code, words in sorted(found.texts.items(), reverse=True)],
        "reach": [
            (row, names.get(row.language, row.language), names.get(row.gets, row.gets)) for row in queries.reach(found)
        ]
        if found.status == "draft"
        else [],
        "unsent": queries.unsent(found),
        "writes": _writes(request),
        "takes_back": held and found.sent_by_id == request.user.pk and _writes(request),
        "minutes": UNDO.seconds // 60,
        "guard": guard(request),
        "refusal": refusal,
        "refresh": bool(job and job.is_open),
        **({"card": card(request, job)} if job else {}),
    }
    return render(request, "desk/bulletins/one.html", context, status=refusal.status if refusal else 200)


def _writes(request):
    return may(request.user, "bulletin.write", membership=request.membership)
