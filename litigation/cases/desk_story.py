"""Staff pages of the case itself: who is sued and how they are served, and the public story with its sources."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from litigation.accounts.rights import may, right
from litigation.cases import actions_story, queries
from litigation.cases.actions import confirm
from litigation.cases.forms_story import DefendantForm, FactForm
from litigation.cases.models import Defendant
from litigation.lawbook.words import CONFIDENCE
from litigation.web.formpage import form_page, guard, once


@right("case.read")
@require_GET
def about(request):
    """Defendants with their dated rows, and the story in the order it is shown."""
    holding = {row.pk for row in queries.parties(request.case)}
    rows: dict[str, list] = {}
    for row in request.case.parties.select_related("entered_by", "confirmed_by").order_by(
        "position", "-effective_from", "-version"
    ):
        rows.setdefault(row.key, []).append((row, row.pk in holding))
    context = {
        "parties": list(rows.items()),
        "facts": [(fact, CONFIDENCE[fact.confidence]) for fact in queries.facts(request.case, hidden=True)],
        "changes": may(request.user, "case.change", membership=request.membership),
        "guard": guard(request),
    }
    return render(request, "desk/story/about.html", context)


@right("case.change")
@require_http_methods(["GET", "POST"])
def fact(request, key=""):
    """A new event, or a correction of one as its next version."""
    row = next((each for each in queries.facts(request.case, hidden=True) if each.key == key), None)
    if key and row is None:
        raise Http404

    def save(form):
        actions_story.save_fact(case=request.case, key=key, actor=request.user, **form.values())
        messages.success(request, _("Saved. The public page shows it in the order of its date."))
        return reverse("desk_about")

    form = partial(FactForm, correcting=bool(row))
    initial = FactForm.initial_of(row) if row else None
    context = {"fact": row}
    return form_page(request, form=form, template="desk/story/fact.html", save=save, initial=initial, context=context)


@right("case.change")
@require_http_methods(["GET", "POST"])
def defendant(request, key):
    """Who represents a defendant and where they are served, from another day on."""
    row = request.case.parties.filter(key=key).order_by("-effective_from", "-version").first()
    if row is None:
        raise Http404

    def save(form):
        actions_story.save_defendant(case=request.case, key=key, actor=request.user, **form.cleaned_data)
        messages.success(
            request, _("Saved as a new row. It stands as “not yet confirmed” until an attorney confirms it.")
        )
        return reverse("desk_about")

    kept = {name: getattr(row, name) for name in (*queries.PARTY, "citation")}
    initial = {**kept, "effective_from": timezone.localdate()}
    context = {"row": row}
    return form_page(
        request, form=DefendantForm, template="desk/story/defendant.html", save=save, initial=initial, context=context
    )


@right("case.change")
@require_POST
def confirm_defendant(request, pk):
    row = get_object_or_404(Defendant, pk=pk, case=request.case)

    def act():
        confirm(subject=row, actor=request.user)
        messages.success(request, _("Confirmed, with your name."))
        return reverse("desk_about")

    return redirect(once(request, act))
