"""Staff pages of a frozen roster: who stands in it, what changed, and the list of who appeals."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from documents.changes import actions, queries
from documents.changes.forms import ActingForm, AppealForm, NameForm, WhyForm
from documents.changes.models import AskedChange
from documents.changes.rules import written
from documents.proceedings.queries import judgment_of, proceedings_of
from documents.rounds.queries import round_by_number
from documents.rounds.rules import refuse_unless_frozen
from documents.rounds.tabs import tabbed
from litigation.accounts.rights import may, right
from litigation.frame.duties import Duty
from litigation.ledger.actions import look
from litigation.text.cleaning import searched
from litigation.web.formpage import form_page, once

PER_PAGE = 100


@right("round.read")
@require_GET
def roster(request, number):
    """The plaintiffs by number, and the versions of the roster."""
    round = _frozen(request, number)
    wanted = searched(request.GET.get("q", ""))
    page = Paginator(queries.found_in(round, wanted), PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = [queries.Line(entry, tuple(entry.changes.all())) for entry in page.object_list]
    context = {
        **tabbed(request, round, "plaintiffs"),
        "page": page,
        "wanted": wanted,
        "asked": queries.asked_changes(round).filter(status__in=AskedChange.OPEN),
        "versions": queries.versions_of(round)[:50],
        "judgments": list(filter(None, map(judgment_of, proceedings_of(round)))),
    }
    return render(request, "desk/rounds/roster.html", context)


@right("round.read")
@require_GET
def plaintiff(request, number, plaintiff):
    """One plaintiff as they stand now, with what changed since the freeze. The look is written down."""
    line = queries.line_of(_frozen(request, number), plaintiff)
    look("plaintiff.viewed", request=request, subject=line.entry, claim=line.entry.claim_id, case=request.case)
    context = {
        "round": line.entry.round,
        "line": line,
        "asked": queries.open_change(line.entry),
        "changes": may(request.user, "roster.change", membership=request.membership),
    }
    return render(request, "desk/rounds/plaintiff.html", context)


@right("roster.change")
@require_http_methods(["GET", "POST"])
def drop(request, number, plaintiff):
    """Take one plaintiff out."""
    return _change(request, number, plaintiff, WhyForm, "desk/rounds/drop.html", actions.drop)


@right("roster.change")
@require_http_methods(["GET", "POST"])
def correct(request, number, plaintiff):
    """Put a name right."""

    def act(*, reason, **said):
        return actions.correct_name(names={part: said.pop(part) for part in actions.NAMES}, reason=reason, **said)

    def initial(line):
        return line.person.names

    return _change(request, number, plaintiff, NameForm, "desk/rounds/correct.html", act, initial)


@right("roster.change")
@require_http_methods(["GET", "POST"])
def substitute(request, number, plaintiff):
    """Let heirs or a representative act in a plaintiff's place."""
    return _change(request, number, plaintiff, ActingForm, "desk/rounds/substitute.html", actions.substitute)


@right({"GET": "round.read", "POST": "roster.change"})
@require_http_methods(["GET", "POST"])
def appeal(request, pk):
    """Who appeals the judgment of a proceeding, compared with the roster; on POST write answers down."""
    judgment = queries.judgment(request.case, pk)

    def save(form):
        saved = actions.say_who_appeals(proceeding=judgment.proceeding, actor=request.user, **form.cleaned_data)
        told = ngettext("Saved for %(n)s plaintiff.", "Saved for %(n)s plaintiffs.", saved)
        messages.success(request, told % {"n": f"{saved:,}"})
        return reverse("desk_appeal", args=[pk])

    closed = queries.appeal_closing(judgment.proceeding)
    missing = queries.answers_of(judgment).filter(state=queries.MISSING)
    context = {
        "round": judgment.proceeding.round,
        "judgment": judgment,
        "version": queries.version_at(judgment),
        "accounts": queries.accounted(judgment),
        "closed": closed,
        "earlier": queries.earlier_closings(judgment.proceeding),
        "reopens": closed and closed.asked_by_id and closed.asked_by_id != request.user.pk and _approves(request),
        "since": written(queries.left_since_closing(closed)) if closed else "",
        "stayed_before": written(queries.stayed_before(judgment)),
        "missing": Paginator(missing, PER_PAGE).get_page(request.GET.get("page")),
        "changes": may(request.user, "roster.change", membership=request.membership),
    }
    return form_page(request, form=AppealForm, template="desk/rounds/appeal.html", save=save, context=context)


@right("roster.change")
@require_POST
def close_appeal(request, pk):
    """Close the list, when nobody is missing."""
    judgment = queries.judgment(request.case, pk)

    def act():
        actions.close_appeal_list(proceeding=judgment.proceeding, actor=request.user)
        messages.success(request, _("The list is closed: everybody is accounted for."))
        return reverse("desk_appeal", args=[pk])

    return redirect(once(request, act))


@right("roster.change")
@require_http_methods(["GET", "POST"])
def ask_to_reopen(request, pk):
    """The closed list is wrong: say why; a second person answers."""
    judgment = queries.judgment(request.case, pk)
    if request.method == "GET" and queries.appeal_closing(judgment.proceeding) is None:
        return redirect("desk_appeal", pk)
    closing = queries.closing_in_force(judgment)

    def save(form):
        actions.ask_to_reopen(closing=closing, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, _("Asked. A second person answers."))
        return reverse("desk_appeal", args=[pk])

    context = {"judgment": judgment, "closed": closing}
    return form_page(request, form=WhyForm, template="desk/rounds/appeal_reopen.html", save=save, context=context)


@right("round.approve")
@require_POST
def reopen(request, pk):
    """The second person agrees."""
    return _answered(request, pk, actions.reopen, _("Reopened. Say who appeals, then close the list again."))


@right("roster.change")
@require_POST
def keep_closed(request, pk):
    return _answered(request, pk, actions.keep_closed, _("The list stays closed."))


def _answered(request, pk, act, told):
    closing = queries.closing_in_force(queries.judgment(request.case, pk))

    def do():
        act(closing=closing, actor=request.user)
        messages.success(request, told)
        return reverse("desk_appeal", args=[pk])

    return redirect(once(request, do))


def _approves(request):
    return may(request.user, "round.approve", membership=request.membership)


def waiting(request):
    """Closed lists another person asks to reopen, for Today."""
    for closing in queries.to_reopen(request.case).exclude(asked_by=request.user):
        sentence = _("%(who)s asks to reopen the closed list of who appeals, %(number)s")
        told = {"who": closing.asked_by, "number": closing.proceeding.number}
        yield Duty(sentence % told, reverse("desk_appeal", args=[closing.proceeding_id]))


def _frozen(request, number):
    round = round_by_number(request.case, number)
    refuse_unless_frozen(round)
    return round


def _change(request, number, plaintiff, form, template, act, initial=lambda line: {}):
    line = queries.line_of(_frozen(request, number), plaintiff)

    def save(form):
        made = act(round=line.entry.round, number=plaintiff, actor=request.user, **form.cleaned_data)
        if isinstance(made, AskedChange):
            messages.success(request, _("Asked for. The roster stays as it is until the court has the paper."))
            return reverse("desk_asked_change", args=[number, made.number])
        messages.success(request, _("Version %(version)s of the roster stands.") % {"version": made.version})
        return reverse("desk_plaintiff", args=[number, plaintiff])

    context = {"round": line.entry.round, "line": line}
    return form_page(request, form=form, template=template, save=save, initial=initial(line), context=context)
