"""From when the time is counted: the theories of a case, their starts with history, choosing and confirming one."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claimants.limitation import queries
from claimants.limitation.forms import StartForm
from litigation.accounts.rights import may, right
from litigation.cases.rules import in_language
from litigation.errors import DomainError
from litigation.law.figures import read_day
from litigation.law.limitation import LIMBS
from litigation.law.rows import LawProblem
from litigation.lawbook import queries as lawbook
from litigation.lawbook.words import CONFIDENCE, said
from litigation.theories.actions import choose_start, confirm_start
from litigation.theories.models import LimitationBasis, Theory
from litigation.theories.queries import based, based_theories, one
from litigation.web.formpage import form_page, guard, once

NOT_COUNTED = "none"  # in an address: the limb is not counted any more


@right("clock.read")
@require_GET
def theories(request):
    """All theories: what each rests on, from when its time is counted, whether counsel confirmed that."""
    context = {
        "theories": [_shown(each) for each in based_theories(request.case)],
        "job": queries.counting(request.case),
    }
    return render(
        request, "desk/limitation/theories.html", context | {"confirm": _confirm(request), "guard": guard(request)}
    )


@right("clock.read")
@require_GET
def theory(request, key):
    """One theory: the days the time may be counted from, with what each would change, and every start so far."""
    found = _theory(request.case, key)
    ways = queries.ways_of(found)
    context = {
        "each": _shown(based(found)),
        "offers": [_offer(found, offer, ways) for offer in found.starts],
        "history": found.bases.select_related("chosen_by", "confirmed_by").order_by("-chosen_at", "-version"),
        "limbs": LimitationBasis.Limb.choices,
        "may_choose": may(request.user, "start.choose", membership=request.membership),
        "confirm": _confirm(request),
        "guard": guard(request),
    }
    return render(request, "desk/limitation/theory.html", context)


@right("start.choose")
@require_http_methods(["GET", "POST"])
def choose(request, key, limb, start):
    """Count one limb from another day: what would change, then the reason, then the new version and the recount."""
    found, day = _theory(request.case, key), None if start == NOT_COUNTED else _day(start)
    if limb not in LIMBS:
        raise Http404
    newest = found.bases.filter(limb=limb).order_by("-version").first()
    offered = next((each for each in found.starts if each["limb"] == limb and each["start"] == start), None)

    def save(form):
        event = offered["text"] if offered else {get_language(): form.cleaned_data["event"]}
        seen = _version(request.POST.get("seen", ""))
        note = form.cleaned_data["note"]
        choose_start(theory=found, limb=limb, start=day, event=event, note=note, actor=request.user, seen=seen)
        messages.success(request, _("The new start is saved. Every clock of this theory is being counted anew."))
        return reverse("desk_theory", args=[found.key])

    context = {
        "theory": found,
        "limb": LimitationBasis.Limb(limb).label,
        "day": day,
        "seen": newest.version if newest else 0,
        "newest": newest,
        **_preview(found, limb, day, queries.ways_of(found)),
    }
    shown = in_language(offered["text"], get_language()) if offered else "" if day else _("Not counted any more")
    initial = {"event": shown, "note": ""}
    return form_page(
        request, form=StartForm, template="desk/limitation/choose.html", save=save, initial=initial, context=context
    )


@right("start.choose")
@require_POST
def confirm(request, key, pk):
    """Confirm a start with one's name and today's date."""
    basis = get_object_or_404(LimitationBasis.objects.select_related("theory__case"), pk=pk, theory__case=request.case)
    page = reverse("desk_theory", args=[key])

    def act():
        confirm_start(basis=basis, actor=request.user)
        messages.success(request, _("Confirmed. Your name and today's date stand beside every date counted from it."))
        return page

    try:
        return HttpResponseRedirect(once(request, act))
    except DomainError as refusal:
        messages.error(request, refusal.sentence)
        return HttpResponseRedirect(page)


@right("clock.read")
@require_GET
def own_day(request, key):
    """From the small form of a day of one's own to the page that shows what it would change."""
    limb, start = request.GET.get("limb", ""), request.GET.get("start", "").strip()
    if limb in LIMBS and _parsed(start):
        return HttpResponseRedirect(reverse("desk_theory_start", args=[key, limb, start]))
    messages.error(request, _("Write the day like 2021-12-31, so that we can show what it would change."))
    return HttpResponseRedirect(reverse("desk_theory", args=[key]))


def _version(text) -> int:
    """The version a form was shown with; what no form of ours says stands for none, so it is refused where there is one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _theory(case, key) -> Theory:
    try:
        return one(case, key)
    except Theory.DoesNotExist:
        raise Http404 from None


def _confirm(request) -> bool:
    return may(request.user, "start.choose", membership=request.membership)


def _shown(each):
    """A theory with its starts and the computation of its clock, or why there is none."""
    try:
        return {"theory": each.theory, "bases": each.bases, "clock": each.clock(table=lawbook.table()), "problem": ""}
    except LawProblem as problem:
        return {"theory": each.theory, "bases": each.bases, "clock": None, "problem": said(problem)}


def _offer(theory, offer, ways):
    """A day counsel may choose, with the clocks that would move; `now` where it is what counts already."""
    day = read_day(offer["start"])
    now = based(theory).starts.get(offer["limb"]) == day
    return {
        **offer,
        "day": day,
        "confidence": CONFIDENCE[offer["confidence"]],
        "words": in_language(offer["text"], get_language()),
        "limb_label": LimitationBasis.Limb(offer["limb"]).label,
        "now": now,
        **({} if now else _preview(theory, offer["limb"], day, ways)),
    }


def _preview(theory, limb, day, ways):
    try:
        return {
            "shifts": queries.shifts(theory, limb, day, ways),
            "end": queries.end_if(theory, limb, day),
            "problem": "",
        }
    except LawProblem as problem:
        return {"shifts": [], "end": None, "problem": said(problem)}


def _day(text):
    if day := _parsed(text):
        return day
    raise Http404


def _parsed(text):
    try:
        return read_day(text)
    except LawProblem:
        return None
