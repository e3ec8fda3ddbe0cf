"""Staff pages of legal holds: which stand, setting one, looking at it again, lifting it; and those that wait for a look."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from claimants.claims.queries import sent_by_reference
from claimants.leaving import actions_holds, queries, queries_holds
from claimants.leaving.forms_holds import HoldForm, LiftForm, ReviewForm
from claimants.leaving.words import DELETED
from litigation.accounts.rights import may, right
from litigation.frame.duties import Duty
from litigation.web.formpage import form_page

PER_PAGE = 50


@right("claim.read")
@require_GET
def holds(request):
    """Those of the case, the newest first, with what became of each."""
    page = Paginator(queries_holds.holds(request.case), PER_PAGE).get_page(request.GET.get("page"))
    deletions = [(DELETED[each.key], each) for each in queries.deletions(request.case)]
    return render(request, "desk/leaving/holds.html", {"page": page, "sets": sets(request), "deletions": deletions})


@right("data.hold")
@require_http_methods(["GET", "POST"])
def hold_claim(request, ref):
    """A form to hold what is kept of one claim."""
    return _set(request, sent_by_reference(request.case, ref))


@right("data.hold")
@require_http_methods(["GET", "POST"])
def hold_case(request):
    """The same for every claim of the case."""
    return _set(request, None)


@right("data.hold")
@require_http_methods(["GET", "POST"])
def review_hold(request, pk):
    """It stays: why, and when it is looked at next."""
    hold = queries_holds.hold_of(request.case, pk)
    if hold.lifted and request.method == "GET":
        return redirect("desk_holds")

    def save(form):
        actions_holds.review(hold=hold, actor=request.user, **form.cleaned_data)
        messages.success(request, _("Written down. The hold stays."))
        return reverse("desk_holds")

    return _form(request, ReviewForm, save, hold=hold, initial=ReviewForm.beginning(), heading=_("The hold stays"))


@right("data.hold")
@require_http_methods(["GET", "POST"])
def lift_hold(request, pk):
    """Let it go, with the reason."""
    hold = queries_holds.hold_of(request.case, pk)
    if hold.lifted and request.method == "GET":
        return redirect("desk_holds")

    def save(form):
        actions_holds.lift(hold=hold, actor=request.user, **form.cleaned_data)
        messages.success(request, _("The hold is lifted. What is due is deleted with the next daily deletion."))
        return reverse("desk_holds")

    return _form(request, LiftForm, save, hold=hold, heading=_("Lift the hold"))


def to_review(request):
    """For Today: holds whose day has come."""
    for hold in queries_holds.to_review(request.case):
        what = hold.claim.reference if hold.claim else _("the whole case")
        yield Duty(
            _("Is the hold on %(what)s still needed?") % {"what": what}, reverse("desk_hold_review", args=[hold.pk])
        )


def sets(request):
    return may(request.user, "data.hold", membership=request.membership)


def _set(request, claim):
    def save(form):
        said = {name: form.cleaned_data[name] for name in ("reason", "review_on")}
        actions_holds.set_hold(case=request.case, claim=claim, told=form.told(), actor=request.user, **said)
        messages.success(request, _("The hold is set. Nothing it covers is deleted until it is lifted."))
        return reverse("desk_claim", args=[claim.reference]) if claim else reverse("desk_holds")

    heading = _("Hold the data of %(reference)s") % {"reference": claim.reference} if claim else _("Hold all data")
    press = _("Hold the data")
    return _form(request, HoldForm, save, claim=claim, initial=HoldForm.beginning(), heading=heading, press=press)


def _form(request, form, save, initial=None, **context):
    return form_page(request, form=form, template="desk/leaving/hold.html", save=save, initial=initial, context=context)
