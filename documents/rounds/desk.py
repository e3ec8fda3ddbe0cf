"""Staff pages of rounds while they are planned: the list, a new one, its limits, who is held back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from documents.rounds import actions, queries
from documents.rounds.forms import RoundForm
from documents.rounds.models import Round
from documents.rounds.rules import gate_rule_of, refuse_unless_open
from litigation.accounts.rights import may, right
from litigation.web.formpage import form_page, once

PER_PAGE = 50


@right("round.read")
@require_GET
def rounds(request):
    """All rounds of the case, newest first."""
    page = Paginator(queries.rounds_of(request.case), PER_PAGE).get_page(request.GET.get("page"))
    has_open = any(round.status == Round.Status.OPEN for round in page)
    prepares = may(request.user, "round.prepare", membership=request.membership)
    return render(request, "desk/rounds/list.html", {"page": page, "begins": prepares and not has_open})


@right("round.prepare")
@require_http_methods(["GET", "POST"])
def new_round(request):
    """Begin the next round with its limits."""

    def save(form):
        round = actions.open_round(case=request.case, actor=request.user, **form.cleaned_data)
        return reverse("desk_round", args=[round.number])

    initial = {"size_limit": None, "amount_won": request.case.amount_per_plaintiff_won}
    return form_page(request, form=RoundForm, template="desk/rounds/new.html", save=save, initial=initial)


@right("round.prepare")
@require_http_methods(["GET", "POST"])
def change_round(request, number):
    """Change the limits of an open round."""
    round = queries.round_by_number(request.case, number)
    refuse_unless_open(round)

    def save(form):
        actions.change_round(round=round, actor=request.user, **form.cleaned_data)
        return reverse("desk_round", args=[number])

    initial = {"size_limit": round.size_limit, "amount_won": round.amount_won}
    context = {"round": round}
    return form_page(
        request, form=RoundForm, template="desk/rounds/change.html", save=save, initial=initial, context=context
    )


@right("round.prepare")
@require_POST
def cancel_round(request, number):
    """Give an open round up; the claims stay accepted."""
    round = queries.round_by_number(request.case, number)

    def act():
        actions.cancel_round(round=round, actor=request.user)
        messages.success(
            request, _("Round %(number)s is cancelled. Everybody in it can go into the next one.") % {"number": number}
        )
        return reverse("desk_rounds")

    return redirect(once(request, act))


@right("round.read")
@require_GET
def held_back(request, number, code):
    """The claims that one reason keeps out of the round."""
    round = queries.round_by_number(request.case, number)
    claims = queries.blocked_claims(request.case, code)
    page = Paginator(claims, PER_PAGE).get_page(request.GET.get("page"))
    context = {"round": round, "rule": gate_rule_of(code), "page": page}
    return render(request, "desk/rounds/held_back.html", context)
