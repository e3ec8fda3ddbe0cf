"""Staff pages of checks: what was found in the papers of a round, the spot check of the few who were drawn or of everybody,
what somebody says of one plaintiff, and the sheet of all of it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from documents.packages import actions, queries, spot_checks
from documents.rounds.queries import round_by_number
from documents.rounds.rules import refuse_unless_frozen
from documents.rounds.tabs import tabbed
from litigation.accounts.rights import may, right
from litigation.errors import DomainError
from litigation.web.formpage import guard, once
from litigation.web.forms import TextField

PER_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@right("paper.read")
@require_GET
def looked_at(request, number):
    """What preflight found, which files are over the portal's limit, and the plaintiffs drawn for the spot check."""
    round = round_by_number(request.case, number)
    refuse_unless_frozen(round)
    ready = queries.newest_together(round)
    limit = queries.limit_of(round)
    context = {
        **tabbed(request, round, "checks"),
        **_saying(request, ready),
        "examined": queries.examined(round),
        "flawed": queries.to_look_at(round),
        "limit": limit,
        "large": list(queries.too_large(round, limit)),
        "drawn": spot_checks.drawn(round, ready),
        "counts": spot_checks.counts(ready, drawn=True) if ready else None,
    }
    return render(request, "desk/rounds/looked_at.html", context)


@right("paper.read")
@require_GET
def everybody(request, pk):
    """All plaintiffs of a package, to be looked at one after another."""
    package = queries.package_of(request.case, pk)
    actions.refuse_unless_put_together(package)
    rows = package.round.roster.only("pk", "round", "number", "claim").order_by("number")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = spot_checks.with_checks(page.object_list, package.round, package)
    context = {
        **tabbed(request, package.round, "checks"),
        **_saying(request, package),
        "page": page,
        "everybody": True,
        "counts": spot_checks.counts(package),
    }
    return render(request, "desk/rounds/spot.html", context)


def _saying(request, package):
    """What saying something of a plaintiff's papers needs."""
    prepares = may(request.user, "round.prepare", membership=request.membership)
    return {"ready": package, "guard": guard(request), "prepares": prepares}


@right("round.prepare")
@require_POST
def say(request, pk, number):
    """What somebody says of one plaintiff's papers in a package."""
    package = queries.package_of(request.case, pk)
    entry = queries.entry_of(package, number)

    def act():
        passed, note = request.POST.get("says") == "right", _note(request)
        actions.record_spot_check(package=package, entry=entry, actor=request.user, passed=passed, note=note)
        messages.success(request, _("Written down."))
        if request.POST.get("everybody"):
            page = (entry.number - 1) // PER_PAGE + 1
            return f"{reverse('desk_spot_checks', args=[package.pk])}?page={page}"
        return reverse("desk_round_looked_at", args=[package.round.number])

    return redirect(once(request, act))


def _note(request):
    try:
        return TextField(required=False).clean(request.POST.get("note"))
    except ValidationError as refusal:
        raise DomainError("spot_check.note", refusal.messages[0], fields={"note": refusal.messages[0]}) from None


@right("paper.read")
@require_GET
def sheet(request, pk):
    """What was said of a package so far, as a workbook. It lies beside the package, whose bytes do not change."""
    package = queries.package_of(request.case, pk)
    name = spot_checks.sheet_name(package)
    actions.look_at_package(package=package, path=name, request=request)
    disposition = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store, private"}
    return HttpResponse(spot_checks.sheet(package), content_type=XLSX, headers=disposition)
