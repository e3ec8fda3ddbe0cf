"""The court book on the page of a frozen round: begin it, watch it, download it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from documents.packages import actions_book, queries
from documents.packages.downloads import send_volume
from documents.packages.models import Package
from litigation.accounts.rights import right
from litigation.jobs.desk import card
from litigation.jobs.models import Job
from litigation.web.formpage import once
from litigation.web.fresh import fresh


def book(request, package) -> dict:
    """What the page shows of the book: its volumes, the work on it, whether it can be made; nothing before a package is whole."""
    if package is None or package.state != Package.State.READY:
        return {}
    volumes = list(package.book.all())
    job = queries.book_job(package)
    is_shown = job and job.state != Job.State.FINISHED
    return {
        "book_package": package,
        "book": volumes,
        "book_card": {**card(request, job), "outcome_url": ""} if is_shown else None,  # the outcome is this page
        "book_open": bool(job and job.is_open),
        "book_offered": job.state == Job.State.CANCELLED if job else not volumes,  # what failed is retried on its card
    }


@right("round.prepare")
@require_POST
def make(request, pk):
    """Begin to make the court book of a package."""
    package = queries.package_of(request.case, pk)

    def act():
        actions_book.make_book(package=package, actor=request.user)
        messages.success(request, _("The court book is being made. You can leave this page."))
        return reverse("desk_round", args=[package.round.number])

    return redirect(once(request, act))


@right("package.read")
@require_GET
@fresh
def volume(request, pk, number):
    """One volume, or the rest of it where a download broke off."""
    package = queries.package_of(request.case, pk)
    return send_volume(request, queries.volume_of(package, number))
