"""Joining: from the public page of a case to a claim of one's own."""

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from claimants.claims.actions import begin_claim
from claimants.claims.queries import mine
from litigation.accounts.rights import right
from litigation.cases.queries import case_or_404
from litigation.web.formpage import guard, once


@right("signed_in")
def join(request, slug):
    """One button, because a link that mail programs open must not begin anything."""
    case = case_or_404(slug)
    existing = mine(request.user).filter(case=case, claimant__relation="self").first()
    if existing:
        request.session["claim"] = str(existing.pk)
        return redirect("my")
    if request.method == "POST":

        def act():
            claim = begin_claim(case=case, account=request.user)
            request.session["claim"] = str(claim.pk)
            return reverse("my")

        return HttpResponseRedirect(once(request, act))
    if not case.is_open:
        raise Http404
    context = {
        "page_title": _("Begin your claim"),
        "case": case,
        "back_url": reverse("case_page", args=[case.slug]),
        "guard": guard(request),
    }
    return render(request, "claimants/claims/join.html", context)
