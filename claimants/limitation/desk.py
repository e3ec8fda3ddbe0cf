"""The desk's pages about time: the radar of a case, and the time of one claim."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claimants.claims.queries import sent_by_reference
from claimants.limitation import actions, queries, words
from claimants.limitation.forms import EventForm, PlanForm
from litigation.accounts.rights import may, right
from litigation.cases.actions import plan_next_filing
from litigation.errors import DomainError
from litigation.ledger.actions import look
from litigation.theories.queries import based
from litigation.web import keyset
from litigation.web.formpage import form_page, guard, once

PER_PAGE = 50
SOON_DAYS = 90  # the first page of the desk warns so long before
WIDEST = 200  # of the bars: units of the drawing


@right("clock.read")
@require_GET
def radar(request):
    """Who can be filed until when: the months of one theory, and the claims behind one of them."""
    theories = list(request.case.theories.select_related("case"))
    theory = next(
        (each for each in theories if each.key == request.GET.get("theory")), theories[0] if theories else None
    )
    context = {"theories": theories, "theory": theory, "job": queries.counting(request.case)}
    if theory:
        ends = queries.ends(theory)
        months = queries.by_month(ends)
        month = next((each for each in months if each.key == request.GET.get("month")), months[0] if months else None)
        context |= {
            "months": _bars(months),
            "month": month,
            "late": queries.late(theory),
            "ahead": queries.before_filing(ends, request.case.next_filing_on),
            "page": (page := _behind(theory, month, request.GET.get("after", ""))),
            "rows": [(clock, words.state(clock), clock.claim.get_status_display()) for clock in page.rows],
            "may_plan": may(request.user, "round.prepare", membership=request.membership),
        }
    return render(request, "desk/limitation/radar.html", context)


def soon(request):
    """What lapses within three months and from when that is counted, for the first page of the desk."""
    theory = request.case.theories.order_by("position").first()
    days = queries.ends(theory) if theory else []
    ahead = [(day, number) for day, number in days if 0 <= (day - timezone.localdate()).days <= SOON_DAYS]
    if not ahead:
        return ""
    context = {
        "number": sum(number for _day, number in ahead),
        "first": ahead[0][0],
        "left": (ahead[0][0] - timezone.localdate()).days,
        "bases": based(theory).bases,
        "theory": theory,
    }
    return render_to_string("desk/limitation/_soon.html", context, request)


def _behind(theory, month, after):
    rows = queries.ending(theory, month and month.first)
    return keyset.page(rows, order=queries.SOONEST_FIRST, size=PER_PAGE, after=after)


def _bars(months):
    """[(month, length of its bar)]: the longest as long as the drawing, none invisible."""
    most = max((month.number for month in months), default=1)
    return [(month, max(2, round(WIDEST * month.number / most))) for month in months]


@right("round.prepare")
@require_http_methods(["GET", "POST"])
def plan(request):
    """Say when the next suit is planned, so that the radar can warn of what ends before."""

    def save(form):
        plan_next_filing(case=request.case, day=form.cleaned_data["day"], actor=request.user)
        messages.success(request, _("The next filing is noted. The radar compares every clock with it."))
        return reverse("desk_radar")

    initial = {"day": request.case.next_filing_on}
    return form_page(request, form=PlanForm, template="desk/limitation/plan.html", save=save, initial=initial)


@right({"GET": "claim.read", "POST": "claim.review"})
@require_http_methods(["GET", "POST"])
def claim_time(request, ref):
    """Every clock of a claim with its derivation, what holds its time, and a form to enter more."""
    claim = sent_by_reference(request.case, ref)

    def save(form):
        actions.enter_event(claim=claim, actor=request.user, **form.cleaned_data)
        messages.success(request, _("It is entered, and the time of this claim is counted anew."))
        return reverse("desk_claim_time", args=[claim.reference])

    if request.method == "GET":
        look("claim.viewed", request=request, subject=claim, claim=claim)
    clocks = queries.of_claim(claim)
    context = {
        "claim": claim,
        "derived": [(each, words.state(each)) for each in clocks],
        "events": claim.tolling_events.select_related("entered_by", "struck_by"),
        "may_enter": may(request.user, "claim.review", membership=request.membership),
        "strike_guard": guard(request),
    }
    return form_page(request, form=EventForm, template="desk/limitation/claim.html", save=save, context=context)


@right("claim.review")
@require_POST
def strike(request, ref, pk):
    """Strike out an entry made by mistake."""
    claim = sent_by_reference(request.case, ref)
    event = get_object_or_404(claim.tolling_events.select_related("claim__case"), pk=pk)
    page = reverse("desk_claim_time", args=[claim.reference])

    def act():
        actions.strike_event(event=event, actor=request.user)
        messages.success(request, _("The entry is struck out, and the time of this claim is counted anew."))
        return page

    try:
        return HttpResponseRedirect(once(request, act))
    except DomainError as refusal:
        messages.error(request, refusal.sentence)
        return HttpResponseRedirect(page)
