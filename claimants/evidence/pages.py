"""The claimant's proof: one page to see and add files, one page a file. With JavaScript each file is sent when it is chosen."""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from claimants.claims.queries import my_claim
from claimants.claims.rules import EDITABLE
from claimants.evidence import actions, kinds, queries
from claimants.evidence.forms import AddForm, DescribeForm, ReplaceForm
from claimants.evidence.intake import clean_name
from claimants.evidence.rules import state_of
from claimants.leaving.queries import held_by
from claimants.leaving.words import why_held
from litigation.accounts.rights import right
from litigation.errors import DomainError
from litigation.ledger.actions import look
from litigation.vault.pages import send
from litigation.web.bodies import takes_files
from litigation.web.formpage import form_page, guard, once
from litigation.web.refusals import wants_json
from litigation.web.saved import saved_at
from litigation.web.templatetags.parts import plain_date


@right("claim.own")
@require_safe
def my_evidence(request):
    claim = my_claim(request)
    return _list(request, claim, AddForm(initial={"kind": request.GET.get("kind") or next(iter(kinds.every()))}))


@takes_files(8)
@right("claim.own")
def my_evidence_add(request):
    """Takes one file for a script (JSON), or several at once without one. A file that is refused leaves the others alone."""
    claim = my_claim(request)
    if request.method != "POST":
        return redirect("my_evidence")
    if wants_json(request):
        return _add_one(request, claim)
    form = AddForm(request.POST, request.FILES)
    if not form.is_valid():
        return _list(request, claim, form, status=422)
    arrived, refused = 0, []
    for upload in form.cleaned_data["file"]:
        try:
            actions.receive(claim=claim, kind=form.cleaned_data["kind"], upload=upload, actor=request.user)
            arrived += 1
        except DomainError as error:
            refused.append({"name": clean_name(upload.name), "sentence": error.sentence})
    if refused:
        shown = AddForm(initial={"kind": form.cleaned_data["kind"]})
        return _list(request, claim, shown, refused=refused, arrived=arrived, status=422)
    return redirect(reverse("my_evidence") + "#files")


@right("claim.own")
def my_evidence_item(request, pk):
    """What the file is, which trip it shows, its pages; and the ways to replace or remove it."""
    claim = my_claim(request)
    evidence = queries.one_of(claim, pk)
    trips = [(str(trip.pk), _trip_words(trip)) for trip in claim.trips.all()]

    def save(form):
        trip = claim.trips.filter(pk=form.cleaned_data.get("trip") or None).first()
        actions.describe(evidence=evidence, kind=form.cleaned_data["kind"], trip=trip, actor=request.user)
        messages.success(request, _("Saved."))
        return reverse("my_evidence")

    context = {
        "page_title": evidence.display_name,
        "caption": _("Proof of a trip"),
        "back_url": reverse("my_evidence"),
        "evidence": evidence,
        "standing": state_of(evidence),
        "editable": claim.status in EDITABLE,
        "button": _("Save"),
    }
    initial = {"kind": evidence.kind, "trip": str(evidence.trip_id or "")}
    form = partial(DescribeForm, trips=trips)
    template = "claimants/evidence/item.html"
    return form_page(request, form=form, template=template, save=save, initial=initial, context=context)


@takes_files(1)
@right("claim.own")
def my_evidence_replace(request, pk):
    """A better copy. Its own page, so that a refused file is explained where it was chosen."""
    claim = my_claim(request)
    evidence = queries.one_of(claim, pk)

    def save(form):
        came = actions.replace(evidence=evidence, upload=form.cleaned_data["file"], actor=request.user)
        messages.success(request, _("The better copy is here. The old file is removed."))
        return reverse("my_evidence_item", args=[came.evidence.pk])

    context = {
        "page_title": _("Send a better copy"),
        "caption": evidence.display_name,
        "back_url": reverse("my_evidence_item", args=[evidence.pk]),
        "button": _("Send this copy"),
    }
    template = "claimants/evidence/replace.html"
    return form_page(request, form=ReplaceForm, template=template, save=save, context=context)


@right("claim.own")
@require_POST
def my_evidence_remove(request, pk):
    claim = my_claim(request)

    def act():
        evidence = queries.any_of(claim, pk)
        actions.remove(evidence=evidence, actor=request.user)
        messages.success(
            request, _("“%(name)s” is removed. You can put it back below.") % {"name": evidence.display_name}
        )
        return reverse("my_evidence")

    return HttpResponseRedirect(once(request, act))


@right("claim.own")
@require_POST
def my_evidence_restore(request, pk):
    claim = my_claim(request)

    def act():
        evidence = queries.any_of(claim, pk)
        actions.restore(evidence=evidence, actor=request.user)
        messages.success(request, _("“%(name)s” is back.") % {"name": evidence.display_name})
        return reverse("my_evidence")

    return HttpResponseRedirect(once(request, act))


@right("file.own")
@require_safe
def my_file_page(request, pk, number):
    page = queries.my_page(request.user, pk, number)
    return _picture(request, page, page.stored_name, "evidence.viewed")


@right("file.own")
@require_safe
def my_file_thumb(request, pk, number):
    page = queries.my_page(request.user, pk, number)
    return _picture(request, page, page.thumb_name, "evidence.thumbnail_shown")


def _picture(request, page, name, verb):
    evidence = page.evidence
    look(verb, request=request, subject=evidence, claim=evidence.claim, data={"page": page.number})
    return send(name, filename=f"{evidence.pk}-{page.number}.jpg", content_type="image/jpeg", inline=True)


def _add_one(request, claim):
    """The answer for upload.mjs: the finished line of the list, or (from PlainErrors) the sentence why not."""
    upload = request.FILES.get("file")
    if upload is None:
        raise DomainError("evidence.no_file", _("This file did not arrive. Add it again."))
    came = actions.receive(claim=claim, kind=request.POST.get("kind", ""), upload=upload, actor=request.user)
    line = {"line": _line(came.evidence), "again": not came.new, "editable": True}
    return JsonResponse({"html": render_to_string("claimants/evidence/_file.html", line, request)})


def _list(request, claim, form, *, refused=(), arrived=0, status=200):
    files = list(queries.files_of(claim))
    context = {
        "page_title": _("Proof of a trip"),
        "back_url": reverse("my_check" if request.GET.get("back") == "check" else "my"),
        "claim": claim,
        "form": form,
        "guard": guard(request),
        "kinds": kinds.every().values(),
        "lines": [_line(evidence) for evidence in files],
        "refused": refused,
        "arrived": arrived,
        "removed": list(queries.removed_of(claim)),
        "held": why_held(held_by(claim)),
        "editable": claim.status in EDITABLE,
        "max_bytes": settings.UPLOAD_MAX_BYTES,
        "saved_at": saved_at(max((each.created_at for each in files), default=None), request.user),
    }
    return render(request, "claimants/evidence/list.html", context, status=status)


def _line(evidence):
    """One file as the list shows it."""
    first = next(iter(evidence.pages.all()), None)
    kind = kinds.find(evidence.kind)
    return {"evidence": evidence, "kind": kind, "standing": state_of(evidence), "page": first}


def _trip_words(trip):
    way = _("into Korea") if trip.direction == "entry" else _("out of Korea")
    flight = f"{trip.carrier} {trip.number}".strip()
    return " · ".join(filter(None, [strip_tags(plain_date(trip.date, trip.precision)), way, flight]))
