"""Leaving the claim, with what it means said first, and coming back."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from claimants.claims.queries import my_claim
from claimants.leaving import actions, forms
from claimants.leaving.queries import may_come_back
from claimants.leaving.words import what_is_kept
from litigation.accounts.rights import right
from litigation.web.formpage import form_page

WAYS_OUT = {"in_round": "in_round", "filed": "filed"}  # status → which consequences the page of leaving tells


@right("claim.own")
def my_withdraw(request):
    """First what leaving means, then the tick and the button."""
    claim = my_claim(request)
    can_leave = (claim.status, "withdrawn") in claim.TRANSITIONS
    if not can_leave and request.method == "GET":
        return redirect("my")

    def save(form):
        actions.withdraw(claim=claim, actor=request.user)
        messages.success(request, _("You have left the claim."))
        return reverse("my")

    second = request.method == "POST" or "sure" in request.GET
    context = {
        "page_title": _("Leave this claim?") if second else _("What leaving means"),
        "caption": _("Step %(number)d of 2") % {"number": 2 if second else 1},
        "back_url": reverse("my_withdraw") if second else reverse("my_settings"),
        "claim": claim,
        "second": second,
        "keeps_draft": second,
        "stage": WAYS_OUT.get(claim.status, "before"),
        "kept": what_is_kept(claim),
        "can_return": claim.case.is_open,
    }
    template = "claimants/leaving/withdraw.html"
    return form_page(request, form=forms.WithdrawForm, template=template, save=save, context=context)


@right("claim.own")
def my_come_back(request):
    """Taking up again what one left."""
    claim = my_claim(request)
    if not may_come_back(claim) and request.method == "GET":
        return redirect("my")

    def save(form):
        actions.come_back(claim=claim, actor=request.user)
        messages.success(request, _("Your claim is open again. Sign the power of attorney and send it."))
        return reverse("my")

    context = {
        "page_title": _("Come back to your claim?"),
        "back_url": reverse("my"),
        "claim": claim,
        "button": _("Take up my claim again"),
    }
    template = "claimants/leaving/come_back.html"
    return form_page(request, form=forms.ComeBackForm, template=template, save=save, context=context)
