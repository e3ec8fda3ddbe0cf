"""Readers: which jobs somebody may see, and how far a job is, in numbers and in words."""

import math
from datetime import datetime, timedelta
from typing import TypedDict
from uuid import UUID

from django.db.models import Model, Q, QuerySet, Sum
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from litigation.accounts.models import User
from litigation.accounts.requests import DeskCall, DeskRequest
from litigation.accounts.rights import HasRole, may
from litigation.jobs import kinds, queues, signs
from litigation.jobs.models import Job, JobItem

RATE_WINDOW = timedelta(seconds=60)  # the rate is that of the last minute: a slow start or a pause is soon forgotten
SILENT = timedelta(seconds=60)  # no worker gave a sign of life for so long: it stands still, and says so


class Progress(TypedDict):
    """How far a job is, as poll.mjs and the API read it."""

    id: str
    state: str
    state_label: str
    done: int
    failed: int
    total: int
    percent: int
    rate_per_s: float
    eta_seconds: int | None
    before: int
    stalled: bool
    over: bool
    sentence: str


class Failure(TypedDict):
    """An item that was left out, and where a person looks at what it is about."""

    label: str
    url: str
    sentence: str
    item: JobItem


def visible(user: User, *, case: Model | None = None, membership: HasRole | None = None) -> QuerySet[Job]:
    """Jobs of this case (and the instance's own that this person began), of kinds whose right this person has."""
    own = Q(case=case.pk) if case is not None else Q(pk=None)
    allowed = [name for name, each in kinds.every().items() if may(user, each.right, membership=membership)]
    return Job.objects.filter(own | Q(case=None, created_by=user), kind__in=allowed).select_related("created_by")


def seen_by(request: DeskRequest | DeskCall) -> QuerySet[Job]:
    """Jobs that whoever asks may see: of their case where they work in one."""
    case, membership = getattr(request, "case", None), getattr(request, "membership", None)
    return visible(request.user, case=case, membership=membership)


def one_seen_by(request: DeskRequest | DeskCall, pk: UUID) -> Job:
    """404 for a job that they may not see."""
    return get_object_or_404(seen_by(request), pk=pk)


def steers(user: User, job: Job, *, membership: HasRole | None = None) -> bool:
    """Whether this person may pause, cancel, take up or retry the job: who may begin such work, or steers every kind."""
    kind = kinds.find(job.kind)
    names = ["job.control", *([kind.begun_by] if kind else [])]
    return any(may(user, name, membership=membership) for name in names)


def running(case: Model) -> int:
    """How many jobs of this case move now: the number beside “Jobs” in the sidebar."""
    return Job.objects.filter(case=case.pk, state__in=Job.MOVING).count()


def running_here(request: DeskRequest) -> int | None:
    """The number beside “Jobs” in the side bar; nothing while nothing moves."""
    return running(request.case) or None


def progress(job: Job) -> Progress:
    """{id, state, state_label, done, failed, total, percent, rate_per_s, eta_seconds, before, stalled, over, sentence}.

    It stands still when no worker of its queue gives a sign of life; a job that merely waits says how many are before it.
    """
    now = timezone.now()
    rate = _rate(job, now) if job.state == Job.State.RUNNING else 0.0
    eta = math.ceil(job.left / rate) if rate and job.left else None
    silent = job.state in Job.MOVING and _nobody_answers(job, now)
    before = _before(job) if job.state == Job.State.QUEUED else 0
    return {
        "id": str(job.pk),
        "state": job.state,
        "state_label": str(Job.State(job.state).label),
        "done": job.done,
        "failed": job.failed_count,
        "total": job.total,
        "percent": 100 if not job.total else (job.done + job.failed_count) * 100 // job.total,
        "rate_per_s": round(rate, 2),
        "eta_seconds": eta,
        "before": before,
        "stalled": silent,
        "over": not job.is_open,
        "sentence": _sentence(job, rate, eta, before, silent=silent),
    }


def failures(job: Job) -> list[Failure]:
    """The items that were left out, with label, sentence and where to look."""
    return [
        {
            "label": kinds.ask(job.kind, "item_label", item),
            "url": kinds.ask(job.kind, "item_url", item),
            "sentence": item.error_sentence,
            "item": item,
        }
        for item in job.items.filter(state=JobItem.State.FAILED).order_by("index")
    ]


def _nobody_answers(job: Job, now: datetime) -> bool:
    """Whether neither the workers of its queue nor whoever works on it gave a sign of life lately."""
    silent = signs.silent_for(queues.of(job))
    if silent is not None and timedelta(seconds=silent) <= SILENT:
        return False
    return now - (job.last_beat_at or job.created_at) > SILENT


def _before(job: Job) -> int:
    """How many open jobs of its queue were begun earlier."""
    earlier = Job.objects.filter(state__in=Job.MOVING, created_at__lt=job.created_at)
    return earlier.filter(queues.jobs_in(queues.of(job))).count()


def _rate(job: Job, now: datetime) -> float:
    """Weight ended per second, over the last minute or since the start, whichever is shorter."""
    since = max(job.started_at or now, now - RATE_WINDOW)
    ended = job.items.filter(finished_at__gte=since).aggregate(sum=Sum("weight"))["sum"] or 0
    return ended / max((now - since).total_seconds(), 1.0)


def _sentence(job: Job, rate: float, eta: int | None, before: int, *, silent: bool) -> str:
    """“1,214 of 2,003 documents · 41 a second · about 20 seconds left”, or why there is nothing to wait for."""
    parts = [_counted(job)]
    if job.failed_count:
        text = ngettext("%(number)s left out", "%(number)s left out", job.failed_count)
        parts.append(text % {"number": number_format(job.failed_count, force_grouping=True)})
    if silent:
        parts.append(_("paused: no worker has answered for a minute. We were told; it goes on by itself."))
    elif job.state == Job.State.QUEUED:
        parts.append(_turn(before))
    elif job.state == Job.State.RUNNING and not job.left:
        parts.append(_("last step"))
    elif job.state == Job.State.RUNNING:
        parts += [_pace(rate), _time_left(eta)] if eta is not None else [_("working")]
    else:
        parts.append(str(Job.State(job.state).label).lower())
    return " · ".join(parts)


def _counted(job: Job) -> str:
    numbers = {
        "done": number_format(job.done, force_grouping=True),
        "total": number_format(job.total, force_grouping=True),
    }
    return _("%(done)s of %(total)s %(unit)s") % (numbers | {"unit": kinds.ask(job.kind, "unit", job.total)})


def _turn(before: int) -> str:
    if not before:
        return _("waiting for its turn")
    text = ngettext(
        "waiting for its turn: %(number)s job is before it",
        "waiting for its turn: %(number)s jobs are before it",
        before,
    )
    return text % {"number": number_format(before, force_grouping=True)}


def _pace(rate: float) -> str:
    if rate >= 1:
        return _("%(number)s a second") % {"number": number_format(round(rate), force_grouping=True)}
    return _("%(number)s a minute") % {"number": number_format(max(1, round(rate * 60)))}


def _time_left(seconds: int) -> str:
    """Rounded so that it does not jitter: to 5 seconds below a minute, then minutes, then hours."""
    if seconds <= 5:
        return _("a few seconds left")
    if seconds < 55:
        return _("about %(number)s seconds left") % {"number": math.ceil(seconds / 5) * 5}
    if seconds < 55 * 60:
        minutes = math.ceil(seconds / 60)
        return ngettext("about %(number)s minute left", "about %(number)s minutes left", minutes) % {"number": minutes}
    hours = math.ceil(seconds / 3600)
    return ngettext("about %(number)s hour left", "about %(number)s hours left", hours) % {"number": hours}
