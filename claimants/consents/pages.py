"""The claimant's consents: what losing could cost comes first, then one text and one box for each purpose; and each taken back
by itself, at any time."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claimants.claims.queries import my_claim
from claimants.claims.rules import EDITABLE
from claimants.consents.actions import save_consents, withdraw_consent
from claimants.consents.forms import ConsentForm, TakeBackForm, versions_of
from claimants.consents.rules import newest_acts
from claimants.people.rules import FROZEN
from litigation.accounts.rights import right
from litigation.cases.queries import consents
from litigation.web.formpage import form_page
from litigation.web.saved import saved_at


@right("claim.own")
def my_consent(request):
    claim = my_claim(request)
    if claim.status not in EDITABLE and request.method == "GET":
        return redirect("my_consent_given")
    language = get_language()
    asked = cost_first(consents(claim.case, language))
    rows = list(claim.consents.all())
    acts = newest_acts(rows)
    from_check = request.GET.get("back") == "check"

    def save(form):
        save_consents(claim=claim, given=form.given(), language=language, actor=request.user)
        return reverse("my_check" if from_check else "my")

    initial = {each["purpose"]: acts.get(each["purpose"]) == "given" for each in asked}
    context = {
        "page_title": _("What you agree to"),
        "back_url": reverse("my_check" if from_check else "my"),
        "language_shown": language,
        "keeps_draft": True,
        "saved_at": saved_at(rows[-1].at if rows else None, request.user),
    }
    return form_page(
        request,
        form=partial(ConsentForm, asked=asked),
        template="claimants/consents/consent.html",
        save=save,
        initial={**initial, "versions": versions_of(asked)},
        context=context,
    )


@right("claim.own")
@require_safe
def my_consent_given(request):
    """What one agreed to, each with the way to take it back; it stays open as long as the claim is kept."""
    claim = my_claim(request)
    acts = newest_acts(claim.consents.all())
    lines = [{**each, "act": acts.get(each["purpose"])} for each in cost_first(consents(claim.case, get_language()))]
    context = {
        "page_title": _("What you agreed to"),
        "back_url": reverse("my"),
        "lines": lines,
        "language_shown": get_language(),
    }
    return render(request, "claimants/consents/given.html", context)


@right("claim.own")
def my_consent_withdraw(request, purpose):
    """One consent: first what follows from taking it back, then the tick and the button."""
    claim = my_claim(request)
    asked = next((each for each in consents(claim.case, get_language()) if each["purpose"] == purpose), None)
    if asked is None:
        raise Http404
    if request.method == "GET" and newest_acts(claim.consents.all()).get(purpose) != "given":
        return redirect("my_consent_given")

    def save(form):
        withdraw_consent(claim=claim, purpose=purpose, language=get_language(), actor=request.user)
        messages.success(request, _("Taken back: %(what)s.") % {"what": asked["text"].authored.title})
        return reverse("my_consent_given")

    context = {
        "page_title": asked["text"].authored.title,
        "caption": _("Take one consent back"),
        "back_url": reverse("my_consent_given"),
        "claim": claim,
        "asked": asked,
        "in_papers": claim.status in FROZEN,
    }
    template = "claimants/consents/withdraw.html"
    return form_page(request, form=TakeBackForm, template=template, save=save, context=context)


def cost_first(asked):
    """Nobody agrees to anything before they could read what it may cost them."""
    return sorted(asked, key=lambda each: each["purpose"] != "cost_risk")
