"""What was done with a round, and what came of it: from the ledger."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from documents.packages.queries import history as events_of
from documents.rounds.queries import round_by_number
from documents.rounds.rules import refuse_unless_frozen
from documents.rounds.tabs import tabbed
from litigation.accounts.rights import right
from litigation.cases.desk_ledger import lines_of
from litigation.web import keyset

PER_PAGE = 50


@right("round.read")
@require_GET
def history(request, number):
    """What was done with a frozen round and with what came of it, newest first."""
    round = round_by_number(request.case, number)
    refuse_unless_frozen(round)
    page = keyset.page(events_of(round), order=("-seq",), size=PER_PAGE, after=request.GET.get("after", ""))
    context = {**tabbed(request, round, "history"), "page": page, "rows": lines_of(page.rows)}
    return render(request, "desk/rounds/history.html", context)
