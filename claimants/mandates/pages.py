"""The power of attorney: read it with one's own data, sign it, keep the sealed copy, take it back. And the public proof page."""

from functools import partial

import structlog
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claimants.claims.queries import my_claim
from claimants.mandates import actions, queries, rules
from claimants.mandates.forms import RevokeForm, SignForm, VerifyForm
from claimants.people.capacity import minor_until
from claimants.people.models import Claimant
from litigation.accounts.rights import right
from litigation.cases.queries import text
from litigation.ledger.actions import look
from litigation.vault.pages import send
from litigation.web.formpage import form_page
from litigation.web.refusals import answer
from litigation.web.throttles import EachMinute

log = structlog.get_logger(__name__)

COST_RISK = "disclosure.cost_risk"


class Tries(EachMinute):
    """How often one address may ask for a code."""

    name = "verify"


@right("claim.own")
@require_safe
def my_authority(request):
    """What one signs, in plain words and in full, before anything is asked; afterwards what was signed."""
    claim = my_claim(request)
    mandate = queries.in_force(claim)
    if mandate and mandate.counts and "again" not in request.GET:
        return redirect("my_authority_done")
    shown = queries.offer(claim, get_language())
    context = {
        "page_title": _("Power of attorney"),
        "caption": _("Step 1 of 2 · Read"),
        "back_url": reverse("my"),
        "claim": claim,
        "mandate": mandate,
        "missing": [(title, reverse(url_name)) for title, url_name in queries.missing(claim)],
        "helped": claim.claimant.relation == Claimant.Relation.HELPED,
        "of_age_on": minor_until(claim.claimant),
        "lapsed": queries.lapsed(claim),
        "editable": queries.may_sign(claim),
        "offer": shown,
        "translated": shown.shown.language == get_language(),
        "cost_risk": text(claim.case, COST_RISK, get_language()),
    }
    return render(request, "claimants/mandates/read.html", context)


@right("claim.own")
def my_authority_sign(request):
    claim = my_claim(request)
    language = get_language()
    shown = queries.offer(claim, language)
    minor = minor_until(claim.claimant)
    ready = queries.may_sign(claim) and shown.content.lawyers and not queries.missing(claim) and not minor
    if request.method == "GET" and not ready:
        return redirect("my_authority")
    signer = queries.signer_of(claim)
    name = signer.passport_name if signer else ""

    def save(form):
        signature = form.cleaned_data
        actions.sign(
            claim=claim,
            method=signature["method"],
            strokes=signature["strokes"],
            typed_name=signature["typed_name"],
            text_id=signature["text_id"],
            agreed_content_sha256=signature["agreed"],
            language=language,
            actor=request.user,
        )
        return reverse("my_authority_done")

    context = {
        "page_title": _("Sign your power of attorney"),
        "caption": _("Step 2 of 2 · Sign"),
        "back_url": reverse("my_authority") + ("?again=1" if queries.in_force(claim) else ""),
        "button": _("Sign and seal"),
        "claim": claim,
        "offer": shown,
        "represented": bool(signer and signer.pk != claim.claimant_id),
    }
    form = partial(SignForm, name=name)
    template = "claimants/mandates/sign.html"
    return form_page(request, form=form, template=template, save=save, context=context)


@right("claim.own")
@require_safe
def my_authority_done(request):
    claim = my_claim(request)
    mandate = queries.in_force(claim)
    if mandate is None:
        return redirect("my_authority")
    context = {
        "page_title": _("Your power of attorney is signed"),
        "back_url": reverse("my"),
        "claim": claim,
        "mandate": mandate,
        "code": rules.code_of(mandate.content_sha256),
        "lapsed": queries.lapsed(claim),
        "editable": queries.may_sign(claim),
    }
    return render(request, "claimants/mandates/done.html", context)


@right("file.own")
@require_safe
def my_authority_document(request):
    """The sealed PDF: shown in the browser, or with ?download kept as a file."""
    claim = my_claim(request)
    mandate = queries.mine_or_404(claim)
    if not mandate.document_name:
        raise Http404
    look("mandate.viewed", request=request, subject=mandate, claim=claim)
    name = _("power-of-attorney-%(reference)s.pdf") % {"reference": claim.reference}
    inline = "download" not in request.GET
    return send(mandate.document_name, filename=name, content_type="application/pdf", inline=inline)


@right("claim.own")
def my_authority_revoke(request):
    """What taking it back means, a tick, a button."""
    claim = my_claim(request)
    mandate = queries.in_force(claim)
    if mandate is None:
        return redirect("my_authority")

    def save(form):
        actions.revoke(mandate=mandate, actor=request.user)
        messages.success(request, _("You have taken your power of attorney back."))
        return reverse("my")

    context = {
        "page_title": _("Take back your power of attorney"),
        "back_url": reverse("my_authority_done"),
        "claim": claim,
    }
    template = "claimants/mandates/revoke.html"
    return form_page(request, form=RevokeForm, template=template, save=save, context=context)


@right("public")
def verify(request, code=""):
    """What anybody who holds a document may learn: its kind, its day, the signer's initials, its hash. Nothing else.

    An unknown code gives one neutral sentence, whatever is wrong with it.
    """
    typed = request.GET.get("code", "")
    if typed and not code:
        return redirect("verify_code", code=rules.tidy_code(typed)) if rules.tidy_code(typed) else redirect("verify")
    if code and not Tries().allow_request(request, verify):
        return answer(request, 429, "429.html")
    mandate = queries.by_code(code) if code else None
    context = {
        "page_title": _("Verify a document"),
        "form": VerifyForm(initial={"code": code}),
        "code": code,
        "mandate": mandate,
        "initials": _initials(mandate) if mandate else "",
    }
    return render(request, "claimants/mandates/verify.html", context, status=404 if code and mandate is None else 200)


def _initials(mandate):
    """Empty where another version wrote the snapshot otherwise: the hash and the day are proof enough."""
    try:
        person = mandate.snapshot["person"]
        return rules.initials(person["roman"] or person["hangul"])
    except (KeyError, TypeError, AttributeError):
        log.warning("mandate.snapshot_odd", mandate_id=str(mandate.pk))
        return ""
