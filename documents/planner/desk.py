"""Staff pages of an open round: what a suit of this or any size costs and weighs, and what would stop a freeze."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from documents.planner import queries
from documents.planner.forms import SizeForm
from documents.planner.rules import proposals, suit_of
from documents.rounds.desk_wizard import beside
from documents.rounds.queries import round_by_number
from documents.rounds.rules import refuse_unless_open
from litigation.accounts.rights import right


@right("round.read")
@require_GET
def plan(request, number):
    """Track, stamp duty, service fee, files and megabytes for any size; and the same people in several suits."""
    round = round_by_number(request.case, number)
    refuse_unless_open(round)
    context = beside(request, round, "documents")
    form = SizeForm(request.GET if "plaintiffs" in request.GET else None, initial={"plaintiffs": context["gate"].taken})
    size = context["gate"].taken if not form.is_bound else form.cleaned_data["plaintiffs"] if form.is_valid() else 0
    context |= {"form": form, "size": size}
    if size:
        ground = queries.ground(round)
        context |= {"suit": suit_of(size, ground), "proposals": proposals(size, ground)}
    return render(request, "desk/rounds/plan.html", context)


@right("round.read")
@require_GET
def checks(request, number):
    """What a freeze would trip over, each with what puts it right."""
    round = round_by_number(request.case, number)
    refuse_unless_open(round)
    context = beside(request, round, "checks")
    context["checks"] = queries.checks(round, context["gate"])
    return render(request, "desk/rounds/checks.html", context)
