"""Plaintiffs from abroad, country by country."""

from django.shortcuts import render
from django.views.decorators.http import require_GET
from django_countries import countries

from claimants.foreign import queries, words
from litigation.accounts.rights import right


@right("claimant.search")
@require_GET
def foreign(request):
    """How many claims from which country, whether reciprocity is known, and how their power of attorney is made to count."""
    rows = [
        {
            "row": row,
            "name": countries.name(row.code),
            "reciprocity": words.RECIPROCITY[row.reciprocity.result],
            "route": words.ROUTES[row.route.result],
        }
        for row in queries.countries(request.case)
    ]
    counted = queries.by_status(request.case)
    context = {
        "act": queries.act_of(request.case),
        "rows": rows,
        "statuses": [(status, *words.RECIPROCITY[status], number) for status, number in counted.items()],
        "abroad": queries.abroad(request.case),
    }
    return render(request, "desk/foreign.html", context)


def panel(claim):
    """What desk/claims/_foreign.html shows of one claim; None for a Korean who lives in Korea."""
    found = queries.status_of(claim)
    if not found.is_foreign:
        return None
    return {
        "standing": found,
        "then": [countries.name(code) for code in found.then],
        "now": [countries.name(code) for code in found.now],
        "reciprocity": words.RECIPROCITY[found.reciprocity.result],
        "route": words.ROUTES[found.route.result] if found.route else None,
        "security": words.SECURITY[found.security.result],
    }
