"""Staff pages of long work: the list, one job, its progress as JSON for poll.mjs, and its four buttons."""

from typing import TypedDict
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from litigation.accounts.requests import DeskRequest
from litigation.accounts.rights import right
from litigation.errors import DomainError
from litigation.jobs import actions, kinds, queries
from litigation.jobs.models import Job
from litigation.jobs.queries import Progress

CONTROLS = {"pause": actions.pause, "resume": actions.resume, "cancel": actions.cancel, "retry": actions.retry_failed}
PER_PAGE = 25


@right("job.read")
@require_GET
def jobs(request: DeskRequest) -> HttpResponse:
    """Newest first; reloads itself while something moves."""
    page = Paginator(queries.seen_by(request), PER_PAGE).get_page(request.GET.get("page"))
    cards = [card(request, each) for each in page]
    refresh = any(each.is_open for each in page)
    return render(request, "desk/jobs/list.html", {"page": page, "cards": cards, "refresh": refresh})


@right("job.read")
@require_GET
def job(request: DeskRequest, pk: UUID) -> HttpResponse:
    """One job: how far, what was left out and why, and what can be done about it."""
    job = queries.one_seen_by(request, pk)
    context = {"job": job, "card": card(request, job), "failures": queries.failures(job), "refresh": job.is_open}
    return render(request, "desk/jobs/detail.html", context)


@right("job.read")
@require_GET
def progress(request: DeskRequest, pk: UUID) -> JsonResponse:
    """What poll.mjs asks for every second or two."""
    job = queries.one_seen_by(request, pk)
    return JsonResponse(_progress(job))


@right("job.steer")
@require_POST
def control(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Pause, resume, cancel or retry; the answer is the job's page, with what became of it."""
    job = queries.one_seen_by(request, pk)
    verb = CONTROLS.get(request.POST.get("do", ""))
    if verb is None:
        raise Http404
    if not queries.steers(request.user, job, membership=request.membership):
        raise PermissionDenied
    try:
        verb(job, actor=request.user)
    except DomainError as refusal:
        messages.warning(request, str(refusal.sentence))
    return redirect("desk_job", pk=pk)


def _progress(job: Job) -> Progress:
    progress = queries.progress(job)
    if progress["stalled"]:
        actions.tell_operator(job)
    return progress


class Card(TypedDict):
    """What desk/jobs/_card.html shows of a job."""

    job: Job
    title: str
    kind_title: str | Promise
    progress: Progress
    outcome_url: str
    controls: list[tuple[str, str]]


def card(request: DeskRequest, job: Job) -> Card:
    """What desk/jobs/_card.html shows: also included by other rooms' pages."""
    kind = kinds.find(job.kind)
    steers = queries.steers(request.user, job, membership=getattr(request, "membership", None))
    return {
        "job": job,
        "title": job.title,
        "kind_title": kind.title if kind else job.kind,
        "progress": _progress(job),
        "outcome_url": kinds.ask(job.kind, "url", job) if not job.is_open else "",
        "controls": _controls(job) if steers else [],
    }


def _controls(job: Job) -> list[tuple[str, str]]:
    """(value, label) of the buttons that make sense now."""
    offered = []
    if job.state in Job.MOVING:
        offered.append(("pause", _("Pause")))
    if job.state == Job.State.PAUSED or (job.state == Job.State.CANCELLED and not job.error_sentence):
        offered.append(("resume", _("Go on")))
    if job.failed_count and job.state != Job.State.CANCELLED or job.state == Job.State.FAILED:
        offered.append(("retry", _("Retry what failed")))
    if job.is_open:
        offered.append(("cancel", _("Cancel")))
    return offered
