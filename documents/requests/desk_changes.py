"""Staff pages of a change of a filed roster: its paper, the second person, the day it was handed in, or taking it back."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from documents.changes.actions import take_back
from documents.changes.forms import WhyForm
from documents.changes.models import AskedChange
from documents.changes.queries import asked_change, before, gone_since_filing, open_changes, without_paper
from documents.papers.forms import began
from documents.papers.queries import paper_of, unopened_by
from documents.papers.registry import asked_kinds
from documents.proceedings.queries import has_pleaded
from documents.requests import actions
from documents.requests.actions_changes import confirm, hand_in
from documents.requests.desk import paper_form
from documents.requests.forms import HandedInForm
from documents.rounds.queries import round_by_number
from litigation.accounts.rights import may, right
from litigation.errors import DomainError
from litigation.frame.duties import Duty
from litigation.web.formpage import form_page, guard, once


@right("round.read")
@require_GET
def change(request, number, change):
    """What was asked for, how far it is, and the next step for whoever may take it."""
    return _page(request, _found(request, number, change))


@right("paper.make")
@require_http_methods(["GET", "POST"])
def paper(request, number, change):
    """The paper of a change, with all that is known filled in. Where it was asked for before, that one is shown."""
    asked = _found(request, number, change)
    if (made := paper_of(asked)) is not None:
        return redirect("desk_filing", made.pk)
    kind = asked_kinds()[asked.paper]
    initial = began(kind.form, asked.round, kind.form.of_change(asked))
    return paper_form(request, asked.round, kind, initial, partial(actions.ask_for_change, asked=asked), change=asked)


@right("round.approve")
@require_POST
def confirmed(request, number, change):
    asked = _found(request, number, change)

    def act():
        confirm(asked=asked, actor=request.user)
        messages.success(request, _("Confirmed. Once the court has the paper, enter the day."))
        return _url(asked)

    try:
        return HttpResponseRedirect(once(request, act))
    except DomainError as refusal:
        return _page(request, _found(request, number, change), refusal)


@right("roster.change")
@require_http_methods(["GET", "POST"])
def handed_in(request, number, change):
    """The day the court got the paper: from then on the roster is changed."""

    def save(asked, form):
        hand_in(asked=asked, on=form.cleaned_data["on"], actor=request.user)
        messages.success(request, _("Version %(version)s of the roster stands.") % {"version": asked.change.version})

    return _form(request, number, change, HandedInForm, "desk/rounds/hand_in.html", save)


@right("roster.change")
@require_http_methods(["GET", "POST"])
def taken_back(request, number, change):
    """Nothing is handed in: the roster stays as it is."""

    def save(asked, form):
        take_back(asked=asked, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, _("Taken back. The roster stays as it is."))

    return _form(request, number, change, WhyForm, "desk/rounds/take_back.html", save)


def _form(request, number, change, form, template, save):
    asked = _found(request, number, change)

    def saved(form):
        save(asked, form)
        return _url(asked)

    context = {"asked": asked, "round": asked.round, "pleaded": asked.kind == "drop" and has_pleaded(asked.round)}
    return form_page(request, form=form, template=template, save=saved, context=context)


def _page(request, asked, refusal=None):
    filing = asked.filing
    rights = {"makes": "paper.make", "reads": "paper.read", "changes": "roster.change", "approves": "round.approve"}
    ways = {name: may(request.user, right, membership=request.membership) for name, right in rights.items()}
    is_made = filing is not None and filing.state == filing.State.MADE
    waits = is_made and asked.status == AskedChange.Status.ASKED
    own = asked.asked_by_id == request.user.pk
    context = {
        "asked": asked,
        "round": asked.round,
        "before": before(asked).person,
        "filing": filing,
        "waits_for_another": waits and own,
        "confirms": waits and not own and ways["approves"],
        "unopened": unopened_by(request.user, filing.files.all()) if waits and not own and ways["approves"] else 0,
        "refusal": refusal,
        "guard": guard(request),
        **ways,
    }
    return render(request, "desk/rounds/asked_change.html", context, status=refusal.status if refusal else 200)


def _found(request, number, change):
    return asked_change(round_by_number(request.case, number), change)


def _url(asked):
    return reverse("desk_asked_change", args=[asked.round.number, asked.number])


# Today -----------------------------------------------------------------------------------------------------------------
def to_make(request):
    """Changes without a paper, and people who left a filed suit for whom nothing was asked for yet."""
    for asked in without_paper(request.case):
        sentence = _("Round %(number)s, plaintiff %(plaintiff)s: the paper for the court is not made yet")
        yield Duty(sentence % _where(asked), reverse("desk_change_paper", args=[asked.round.number, asked.number]))
    for entry in gone_since_filing(request.case):
        sentence = _("Round %(number)s, plaintiff %(plaintiff)s has left: the court has to be told")
        told = {"number": entry.round.number, "plaintiff": entry.number}
        yield Duty(sentence % told, reverse("desk_plaintiff", args=[entry.round.number, entry.number]))


def to_confirm(request):
    """Changes somebody else asked for, with their paper made."""
    for asked in open_changes(request.case).exclude(asked_by=request.user).filter(status=AskedChange.Status.ASKED):
        if asked.filing is not None and asked.filing.state == "made":
            sentence = _("Round %(number)s, plaintiff %(plaintiff)s: a change waits for a second person")
            yield Duty(sentence % _where(asked), _url(asked))


def to_hand_in(request):
    for asked in open_changes(request.case).filter(status=AskedChange.Status.CONFIRMED):
        sentence = _("Round %(number)s, plaintiff %(plaintiff)s: the paper of a change is not handed in yet")
        yield Duty(sentence % _where(asked), _url(asked))


def _where(asked):
    return {"number": asked.round.number, "plaintiff": asked.entry.number}
