"""A copy of one's data: what is in it, asking for it, taking it."""

from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from claimants.claims.queries import my_claim
from documents.portability import actions, queries
from documents.portability.downloads import send_copy
from documents.portability.rules import KEPT
from litigation.accounts.rights import right
from litigation.errors import DomainError
from litigation.jobs.queries import progress
from litigation.web.formpage import guard, once
from litigation.web.fresh import fresh


@right("claim.own")
@require_safe
def my_data(request):
    """What a copy holds; the one that is being made or can be taken."""
    return _page(request)


@right("claim.own")
@require_POST
def my_data_make(request):
    """Begin to make it. While one is being made, that one is shown."""

    def act():
        actions.ask_for(claim=my_claim(request), actor=request.user)
        return reverse("my_data")

    try:
        return HttpResponseRedirect(once(request, act))
    except DomainError as error:
        return _page(request, refusal=error)


@right("claim.own")
@require_GET
def my_data_progress(request):
    """How far it is, for the page that waits for it; where nothing is made any more, that the page is to be read anew."""
    copy = queries.copy_of(my_claim(request))
    job = queries.job_of(copy) if copy else None
    return JsonResponse(progress(job) if job else {"over": True})


@right("file.own")
@require_GET
@fresh
def my_data_file(request):
    """The ZIP, for who is there for certain; each taking is written down."""
    return send_copy(request, queries.to_take(my_claim(request)))


def _page(request, refusal=None):
    claim = my_claim(request)
    copy = queries.copy_of(claim)
    context = {
        "page_title": _("Your data"),
        "back_url": reverse("my_settings"),
        "claim": claim,
        "copy": copy,
        "job": queries.job_of(copy) if copy and queries.is_being_made(copy) else None,
        "days": KEPT.days,
        "guard": guard(request),
        "refusal": refusal,
    }
    return render(request, "claimants/portability/data.html", context, status=refusal.status if refusal else 200)
