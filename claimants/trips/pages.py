"""The claimant's trips: a list, one page to add, one to change, one to take away."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claimants.claims.queries import my_claim
from claimants.claims.rules import EDITABLE
from claimants.trips import actions
from claimants.trips.forms import TripForm
from claimants.trips.models import Trip
from claimants.trips.queries import judged_trips, trip_of
from litigation.accounts.rights import right
from litigation.cases.queries import current_rule
from litigation.law import eligibility
from litigation.web.formpage import form_page, guard, once
from litigation.web.saved import saved_at


@right("claim.own")
@require_safe
def my_trips(request):
    claim = my_claim(request)
    trips = judged_trips(claim)
    newest = max((each.trip.created_at for each in trips), default=None)
    context = {
        "page_title": _("Your trips to Korea"),
        "back_url": reverse("my_check" if request.GET.get("back") == "check" else "my"),
        "trips": trips,
        "rule": current_rule(claim.case),
        "editable": claim.status in EDITABLE,
        "covered": any(each.state == eligibility.IN_WINDOW for each in trips),
        "saved_at": saved_at(newest, request.user),
    }
    return render(request, "claimants/trips/list.html", context)


@right("claim.own")
def my_trip_add(request):
    claim = my_claim(request)
    if claim.status not in EDITABLE and request.method == "GET":
        return redirect("my_trips")
    initial = {"direction": Trip.Direction.ENTRY, "port": "ICN", "nationality": _passport_today(claim)}

    def save(form):
        trip = actions.add_trip(claim=claim, actor=request.user, **form.values())
        return _say_verdict(request, claim, trip)

    return _trip_page(request, claim, _("Add a trip"), initial, save)


@right("claim.own")
def my_trip(request, pk):
    claim = my_claim(request)
    trip = trip_of(claim, pk)
    if claim.status not in EDITABLE and request.method == "GET":
        return redirect("my_trips")

    def save(form):
        actions.change_trip(trip=trip, actor=request.user, **form.values())
        return _say_verdict(request, claim, trip)

    return _trip_page(request, claim, _("Change this trip"), TripForm.initial_of(trip), save, trip=trip)


@right("claim.own")
def my_trip_remove(request, pk):
    """A page that asks once more, then takes the trip away. A repeat finds it gone and says so by the list."""
    claim = my_claim(request)
    if request.method == "POST":

        def act():
            actions.remove_trip(trip=trip_of(claim, pk), actor=request.user)
            messages.success(request, _("The trip is removed. Its proof stays with your claim."))
            return reverse("my_trips")

        return HttpResponseRedirect(once(request, act))
    trip = trip_of(claim, pk)
    context = {
        "page_title": _("Remove this trip?"),
        "back_url": reverse("my_trip", args=[trip.pk]),
        "judged": next(each for each in judged_trips(claim) if each.trip == trip),
        "guard": guard(request),
    }
    return render(request, "claimants/trips/remove.html", context)


def _trip_page(request, claim, title, initial, save, *, trip=None):
    context = {
        "page_title": title,
        "caption": _("Your trips to Korea"),
        "back_url": reverse("my_trips"),
        "trip": trip,
        "button": _("Save this trip"),
        "keeps_draft": True,
    }
    form = partial(TripForm, born=claim.claimant.birth_date)
    return form_page(
        request, form=form, template="claimants/trips/trip.html", save=save, initial=initial, context=context
    )


def _say_verdict(request, claim, trip):
    """Saved in any case; where the rule has a doubt, the person reads it on the list at once."""
    judged = next(each for each in judged_trips(claim) if each.trip.pk == trip.pk)
    if judged.state == eligibility.IN_WINDOW:
        messages.success(request, _("The trip is saved. It is covered by this case."))
    else:
        messages.warning(request, " ".join([_("The trip is saved."), *judged.reasons]))
    return reverse("my_trips")


def _passport_today(claim):
    held = claim.claimant.nationalities.filter(held_until=None).first()
    return held.country.code if held else ""
