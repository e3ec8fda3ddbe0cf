"""Staff pages of an open round, step by step: whom it means, who is in it, their order. Documents and checks are steps of
documents/planner, the last one is freezing.py.

Every step has its address and is saved by itself, so the work can be left and taken up anywhere. Beside each stands who is
in, who is out and why.
"""

from functools import partial

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from documents.rounds import actions, queries
from documents.rounds.forms import OrderForm, ScopeForm
from documents.rounds.orders import order_rule_of
from documents.rounds.rules import refuse_unless_open
from litigation.accounts.rights import may, right
from litigation.web.formpage import form_page, guard

STEPS = (
    ("scope", _("Scope"), "desk_round_change"),
    ("preview", _("Preview"), "desk_round"),
    ("order", _("Order"), "desk_round_order"),
    ("documents", _("Documents"), "desk_round_plan"),
    ("checks", _("Checks"), "desk_round_checks"),
    ("freeze", _("Freeze"), "desk_round_freeze"),
)
FIRST = 10  # plaintiffs shown as an example of an order


def beside(request, round, step) -> dict:
    """What every step shows beside its own: the steps, the counts, what this person may do."""
    return {
        "round": round,
        "steps": [(words, reverse(name, args=[round.number]), code == step) for code, words, name in STEPS],
        "gate": queries.gate(round),
        "prepares": may(request.user, "round.prepare", membership=request.membership),
    }


def preview(request, round):
    """Who would be filed now, and who is held back by what: the page of a round while it is open."""
    context = beside(request, round, "preview")
    context |= {"claimed": round.amount_won * context["gate"].taken, "guard": guard(request)}
    return render(request, "desk/rounds/open.html", context)


@right("round.prepare")
@require_http_methods(["GET", "POST"])
def scope(request, number):
    """Whom the round means, how many it takes and what each claims."""
    round = _open(request, number)

    def save(form):
        actions.change_round(round=round, actor=request.user, **form.cleaned_data)
        return reverse("desk_round", args=[number])

    names = ("size_limit", "amount_won", "sent_until", "countries")
    return form_page(
        request,
        form=partial(ScopeForm, places=queries.places(request.case)),
        template="desk/rounds/change.html",
        save=save,
        initial={name: getattr(round, name) for name in names},
        context=beside(request, round, "scope"),
    )


@right("round.prepare")
@require_http_methods(["GET", "POST"])
def order(request, number):
    """How plaintiffs are numbered, with the first of them as it is saved now."""
    round = _open(request, number)

    def save(form):
        actions.change_round(round=round, actor=request.user, **form.cleaned_data)
        return reverse("desk_round_order", args=[number])

    context = beside(request, round, "order")
    context |= {
        "rule": order_rule_of(round.order),
        "first": queries.ready_claims(round).select_related("claimant")[:FIRST],
    }
    return form_page(
        request,
        form=OrderForm,
        template="desk/rounds/order.html",
        save=save,
        initial={"order": round.order},
        context=context,
    )


def _open(request, number):
    round = queries.round_by_number(request.case, number)
    refuse_unless_open(round)
    return round
