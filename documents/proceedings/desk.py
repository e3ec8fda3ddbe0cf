"""Staff pages of proceedings: the list, one with its docket and deadlines, what is entered, and filing a round."""

from functools import partial

from django.contrib import messages
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from claimants.limitation import words as limitation
from documents.proceedings import actions, queries, words
from documents.proceedings.forms import CourtForm, EntryForm, ProceedingForm, StrikeForm
from documents.rounds.queries import round_by_number
from documents.rounds.rules import refuse_unless_frozen
from documents.rounds.tabs import tabbed
from litigation.accounts.rights import may, right
from litigation.web.formpage import form_page


@right("deadline.read")
@require_GET
def proceedings(request):
    """All proceedings of the case, newest first."""
    context = {"rows": queries.proceedings(request.case), "writes": _writes(request)}
    return render(request, "desk/proceedings/list.html", context)


@right("deadline.read")
@require_GET
def proceeding(request, pk):
    """One proceeding: what happened, what it started, and how each day was counted."""
    found = queries.proceeding_of(request.case, pk)
    context = {
        "proceeding": found,
        "entries": [_entry(row) for row in queries.docket(found)],
        "deadlines": [line(row) for row in queries.deadlines(request.case).filter(proceeding=found)],
        "judged": queries.judgment_of(found) is not None
        and may(request.user, "round.read", membership=request.membership),
        "writes": _writes(request),
    }
    return render(request, "desk/proceedings/one.html", context)


@right("deadline.read")
@require_GET
def at_court(request, number):
    """The proceedings of a round, and every deadline in them or of its papers."""
    round = round_by_number(request.case, number)
    refuse_unless_frozen(round)
    context = {
        **tabbed(request, round, "court"),
        "rows": queries.proceedings(request.case).filter(round=round),
        "deadlines": [line(row) for row in queries.deadlines_of(round)],
        "writes": _writes(request),
        "files": may(request.user, "round.file", membership=request.membership),
    }
    return render(request, "desk/rounds/court.html", context)


@right("docket.write")
@require_http_methods(["GET", "POST"])
def new(request):
    """An appeal of a filed round, or a mediation."""

    def save(form):
        made = actions.open_proceeding(case=request.case, actor=request.user, **form.cleaned_data)
        return reverse("desk_proceeding", args=[made.pk])

    form = partial(ProceedingForm, rounds=queries.rounds_filed(request.case))
    return form_page(request, form=form, template="desk/proceedings/new.html", save=save)


@right("docket.write")
@require_http_methods(["GET", "POST"])
def change(request, pk):
    """The division was named later, or the number was typed wrongly."""
    found = queries.proceeding_of(request.case, pk)

    def save(form):
        actions.change_proceeding(proceeding=found, actor=request.user, **form.cleaned_data)
        return reverse("desk_proceeding", args=[pk])

    initial = {name: getattr(found, name) for name in ("court", "division", "number")}
    context = {"proceeding": found}
    return form_page(
        request, form=CourtForm, template="desk/proceedings/change.html", save=save, initial=initial, context=context
    )


@right("docket.write")
@require_http_methods(["GET", "POST"])
def enter(request, pk):
    """Something happened."""
    found = queries.proceeding_of(request.case, pk)

    def save(form):
        entry = actions.enter(proceeding=found, actor=request.user, **form.cleaned_data)
        return _entered(request, found, entry)

    return _entry_page(request, found, save, {"day": timezone.localdate()}, title=_("Docket entry"))


@right("docket.write")
@require_http_methods(["GET", "POST"])
def correct(request, pk):
    """The entry was wrong: a newer one takes its place."""
    entry = queries.entry_of(request.case, pk)
    found = entry.proceeding

    def save(form):
        newer = actions.correct(entry=entry, actor=request.user, **form.cleaned_data)
        return _entered(request, found, newer)

    return _entry_page(
        request, found, save, EntryForm.initial_of(entry), title=_("Correct a docket entry"), entry=entry
    )


@right("docket.write")
@require_http_methods(["GET", "POST"])
def strike(request, pk):
    """The entry never happened."""
    entry = queries.entry_of(request.case, pk)

    def save(form):
        actions.strike(entry=entry, note=form.cleaned_data["note"], actor=request.user)
        messages.success(request, _("The entry is struck out. It can still be read."))
        return reverse("desk_proceeding", args=[entry.proceeding_id])

    context = {"proceeding": entry.proceeding, "entry": _entry_words(entry)}
    return form_page(request, form=StrikeForm, template="desk/proceedings/strike.html", save=save, context=context)


def soon(request):
    """What ends soon, for the first page of the desk; nothing where nothing does."""
    lines = [line(row) for row in queries.soon(request.case)]
    return render_to_string("desk/proceedings/_soon.html", {"lines": lines}, request) if lines else ""


def line(row):
    """A deadline as lists show it."""
    return {
        "row": row,
        "title": words.deadline(row),
        "address": words.address(row),
        "left": words.left(row),
        "theirs": words.theirs(row),
        "of": row.number,
        "lang": "ko",
    }


def limitation_line(end):
    """The end of claims' time as a calendar shows it, beside deadlines."""
    return {
        "title": words.limitation(end),
        "address": words.limitation_address(end),
        "left": limitation.left(end.days_left),
        "of": str(end.theory),
        "lang": "",
    }


def _entry(row):
    return {
        **_entry_words(row),
        "earlier": [_entry_words(each) for each in row.earlier],
    }


def _entry_words(row):
    return {"row": row, "title": words.entry(row)}


def _entry_page(request, proceeding, save, initial, *, title, entry=None):
    context = {"proceeding": proceeding, "page_title": title, "entry": entry}
    form = partial(EntryForm, instance=proceeding.instance)
    return form_page(
        request, form=form, template="desk/proceedings/entry.html", save=save, initial=initial, context=context
    )


def _entered(request, proceeding, entry):
    started = [f"{words.deadline(row)} ({row.due_on.isoformat()})" for row in entry.deadlines.all()]
    if started:
        messages.success(request, _("Entered. Deadlines: %(list)s") % {"list": ", ".join(started)})
    else:
        messages.success(request, _("Entered. It starts no deadline."))
    return reverse("desk_proceeding", args=[proceeding.pk])


def _writes(request):
    return may(request.user, "docket.write", membership=request.membership)
