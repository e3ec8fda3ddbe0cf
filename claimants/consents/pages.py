"""The claimant's consents: what losing could cost comes first, then one text and one box for each purpose."""

from functools import partial

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from claimants.claims.queries import my_claim
from claimants.claims.rules import EDITABLE
from claimants.consents.actions import save_consents
from claimants.consents.forms import ConsentForm, versions_of
from claimants.consents.rules import newest_acts
from litigation.accounts.rights import right
from litigation.cases.queries import consents
from litigation.web.formpage import form_page
from litigation.web.saved import saved_at


@right("claim.own")
def my_consent(request):
    claim = my_claim(request)
    if claim.status not in EDITABLE and request.method == "GET":
        return redirect("my_check")
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


def cost_first(asked):
    """Nobody agrees to anything before they could read what it may cost them."""
    return sorted(asked, key=lambda each: each["purpose"] != "cost_risk")
