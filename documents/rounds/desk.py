"""Staff pages of rounds: the list, a new one, who is held back or was left out, and the next round for them."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from documents.rounds import actions, comparing, queries
from documents.rounds.census import census
from documents.rounds.forms import MomentForm, ScopeForm
from documents.rounds.gate import reason_of
from documents.rounds.models import Round
from documents.rounds.rules import refuse_unless_frozen
from documents.rounds.tabs import tabbed
from litigation.accounts.rights import may, right
from litigation.errors import DomainError
from litigation.web.formpage import form_page, guard, once

PER_PAGE = 50


@right("round.read")
@require_GET
def rounds(request):
    """All rounds of the case, newest first."""
    found = queries.rounds_of(request.case).prefetch_related("packages", "proceedings")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    has_open = any(round.status == Round.Status.OPEN for round in page)
    prepares = may(request.user, "round.prepare", membership=request.membership)
    return render(request, "desk/rounds/list.html", {"page": page, "begins": prepares and not has_open})


@right("round.prepare")
@require_http_methods(["GET", "POST"])
def new_round(request):
    """Begin the next round with whom it means and its limits."""

    def save(form):
        round = actions.open_round(case=request.case, actor=request.user, **form.cleaned_data)
        return reverse("desk_round", args=[round.number])

    form = partial(ScopeForm, places=queries.places(request.case))
    initial = {"size_limit": None, "amount_won": request.case.amount_per_plaintiff_won}
    return form_page(request, form=form, template="desk/rounds/new.html", save=save, initial=initial)


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


@right("round.prepare")
@require_POST
def carry_over(request, number):
    """Begin the next round for those who were left out of this one, with one press."""
    round = queries.round_by_number(request.case, number)

    def act():
        following = actions.carry_over(round=round, actor=request.user)
        messages.success(request, _("The next round is open, planned like this one. Whoever is ready by now is in it."))
        return reverse("desk_round", args=[following.number])

    return redirect(once(request, act))


@right("round.read")
@require_GET
def held_back(request, number, code):
    """The claims that one reason keeps out: now, while the round is open; as it was written down, once it is frozen."""
    round = queries.round_by_number(request.case, number)
    if round.status in (Round.Status.FROZEN, Round.Status.FILED):
        rows = comparing.left_out_claims(round, code)
        page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
        context = {"round": round, "rule": reason_of(code), "page": page}
        return render(request, "desk/rounds/left_out_for.html", context)
    keys = list(queries.blocked_claims(round, code).values_list("pk", flat=True))  # the gate is asked once
    page = Paginator(keys, PER_PAGE).get_page(request.GET.get("page"))
    claims = round.case.claims.select_related("claimant").in_bulk(page.object_list)
    page.object_list = [claims[key] for key in page.object_list]
    return render(request, "desk/rounds/held_back.html", {"round": round, "rule": reason_of(code), "page": page})


@right("round.read")
@require_GET
def left_out(request, number):
    """Who was left out of a frozen round and why, and what another round did with them."""
    round = queries.round_by_number(request.case, number)
    refuse_unless_frozen(round)
    later = [each for each in queries.frozen_rounds(request.case) if each.number > round.number]
    chosen = next(
        (each for each in later if str(each.number) == request.GET.get("later")), later[-1] if later else None
    )
    context = {
        **tabbed(request, round, "left_out"),
        "counts": comparing.left_out_counts(round),
        "later": later,
        "chosen": chosen,
        "comparison": comparing.compare(round, chosen) if chosen else None,
        "carries": may(request.user, "round.prepare", membership=request.membership),
        "open": queries.rounds_of(request.case).filter(status=Round.Status.OPEN).first(),
        "guard": guard(request),
    }
    return render(request, "desk/rounds/left_out.html", context)


@right("round.read")
@require_GET
def valid_plaintiffs(request):
    """How many valid plaintiffs there are, or were at a moment that is asked for."""
    form = MomentForm(request.GET if "at" in request.GET else None, initial={"at": timezone.localtime()})
    found = None
    try:
        if not form.is_bound or form.is_valid():
            found = census(request.case, form.cleaned_data["at"] if form.is_bound else timezone.now())
    except DomainError as refusal:
        form.add_error("at", refusal.sentence)
    return render(request, "desk/rounds/census.html", {"form": form, "found": found})
