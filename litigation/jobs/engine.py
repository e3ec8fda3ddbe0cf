"""Does the work that stands in the rows: take an item, run it in its kind, commit it, and see that jobs end.

Everything here may be run by any number of workers at once, on PostgreSQL and SQLite, and killed at any point:
- an item is taken by one conditional UPDATE (leases.take) and committed only by the holder of its token;
- what a dead worker held is put back when its lease runs out (`put_back_expired`), at most `max_attempts` times;
- the counts of a job change in the transaction that ends an item, so exactly one worker sees the last one fall and
  takes the lease of the last step.
"""

import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import TypeVar
from uuid import UUID

import structlog
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext as _
from django.utils.translation import override

from litigation.errors import DomainError
from litigation.jobs import actions, kinds
from litigation.jobs.kinds import JobKind, Result
from litigation.jobs.leases import Leased, LeaseLost, take
from litigation.jobs.models import Job, JobItem
from litigation.web import space

Key = UUID | str
Id = Key | None  # None: of any job
Row = TypeVar("Row", bound=Leased)
log = structlog.get_logger(__name__)
TEMPORARY = (OperationalError, InterfaceError)  # the database was away or two transactions met
NO_ROOM = 30  # seconds until what found the disk full is tried again


def work(
    job_id: Id = None,
    *,
    limit: int | None = None,
    seconds: float | None = None,
    worker: str = "",
    patient: bool = False,
) -> int:
    """Do items of one job (or of any) until none can be taken now; return how many were begun.

    limit, seconds: stop after so many items or so long. patient: for commands without a beat beside them: wait for
    items that are being retried or held elsewhere, until the job is over.
    """
    worker = worker or f"{socket.gethostname()}:{os.getpid()}"
    began, stop_at = 0, time.monotonic() + (seconds or float("inf"))
    while (limit is None or began < limit) and time.monotonic() < stop_at:
        if item := _next_item(job_id, worker):
            began += 1
            _run(item, kinds.get(item.job.kind).run_item, kinds.get(item.job.kind), item.job)
            _end_complete(item.job_id, worker)
        elif _end_complete(job_id, worker):
            continue
        elif patient and _moving(job_id).exists():
            time.sleep(0.2)
        else:
            break
    return began


def sweep() -> list[Job]:
    """What a beat does every 15 seconds: put back what dead workers held; return the jobs that need a bell."""
    put_back_expired()
    return list(_moving().filter(Exists(_waiting()) | Q(pk__in=_complete(None).values("pk"))).order_by("created_at"))


def put_back() -> list[Job]:
    """What a beat does every 5 seconds: take from dead workers what they held; return the jobs of which that was."""
    held = JobItem.objects.filter(state=JobItem.State.RUNNING, lease_until__lt=Now())
    lost = set(held.values_list("job_id", flat=True))
    put_back_expired()
    last_step = _complete(None).filter(lease_token__isnull=False)
    return list(_moving().filter(Q(pk__in=lost) | Q(pk__in=last_step.values("pk"))).order_by("created_at"))


def has_work(job_id: Id) -> bool:
    """Whether a worker that came now would find something to do in this job."""
    return _moving(job_id).filter(Exists(_waiting())).exists() or _complete(job_id).exists()


# Taking ---------------------------------------------------------------------------------------------------------------
def _moving(job_id: Id = None) -> QuerySet[Job]:
    """Open jobs that are not paused, of kinds that this version of the code knows."""
    jobs = Job.objects.filter(state__in=Job.MOVING, kind__in=kinds.every())
    return jobs.filter(pk=job_id) if job_id else jobs


def _ready() -> Q:
    return Q(run_after__isnull=True) | Q(run_after__lte=Now())


def _waiting() -> QuerySet[JobItem]:
    return JobItem.objects.filter(_ready(), job=OuterRef("pk"), state=JobItem.State.WAITING)


def _next_item(job_id: Id, worker: str) -> JobItem | None:
    return _take_item(job_id, worker) or (put_back_expired(job_id) and _take_item(job_id, worker)) or None


def _take_item(job_id: Id, worker: str) -> JobItem | None:
    """Take the next waiting item of the oldest job that has one and has not reached its kind's concurrency."""
    jobs = _moving(job_id).filter(Exists(_waiting())).select_related("created_by")
    for job in jobs.order_by("created_at")[:20]:
        if item := _take_of(job, kinds.get(job.kind), worker):
            return item
    return None


def _take_of(job: Job, kind: JobKind, worker: str) -> JobItem | None:
    """One item of this job. The job's row is locked first: pausing and the limit of concurrency are then exact."""
    with transaction.atomic():
        if not _moving(job.pk).update(state=Job.State.RUNNING, last_beat_at=Now(), started_at=_started):
            return None
        if job.items.filter(state=JobItem.State.RUNNING).count() >= kind.concurrency:
            return None
        rows = job.items.filter(_ready(), state=JobItem.State.WAITING).order_by("index")
        values = {"state": JobItem.State.RUNNING, "started_at": Now(), "run_after": None}
        item = take(rows, worker=worker, seconds=_seconds(kind), **values)
    if item:
        item.job = job
    return item


def put_back_expired(job_id: Id = None, *, worker: str | None = None) -> int:
    """Items whose lease ran out (or whose worker is known to be dead) wait again; after max_attempts they have failed.

    Returns how many changed. The UPDATE names the old token: a holder that renews in this very moment keeps its item.
    """
    held = JobItem.objects.filter(state=JobItem.State.RUNNING)
    held = held.filter(worker=worker) if worker else held.filter(lease_until__lt=Now())
    changed = 0
    for item in (held.filter(job_id=job_id) if job_id else held).select_related("job"):
        kind = kinds.find(item.job.kind)
        with suppress(LeaseLost), transaction.atomic():
            still = held.filter(pk=item.pk, lease_token=item.lease_token)
            if not still.update(worker=item.worker):  # lock the row only where it is still run out
                continue
            if item.attempt >= (kind.max_attempts if kind else 1):
                item.give_up("jobs.worker_lost", _("The work on this item broke off every time. It was left out."))
            else:
                item.put_back(0)
            changed += 1
            log.warning("job.item_put_back", job_id=str(item.job_id), item_id=str(item.pk), attempt=item.attempt)
    return changed


# Doing ----------------------------------------------------------------------------------------------------------------
def _run(row: Row, step: Callable[[Row], Result], kind: JobKind, job: Job) -> None:
    """Run one step (an item, or the last step of a job) and end it in every case:
    done, failed with a sentence, free for another attempt, or left alone because somebody else holds it now.
    A job whose decision was overtaken ends with it."""
    with override(getattr(job.created_by, "language", "") or settings.LANGUAGE_CODE):
        try:
            kinds.refuse_overtaken(job)  # before the slow part; its commit asks again
            with _heartbeat(row, job, kind.limit_seconds):
                result = step(row)
                if not row.committed:
                    with row.commit() as closing:
                        closing.update(result or {})
        except LeaseLost:
            log.warning("job.lease_lost", job_id=str(job.pk), row=str(row.pk))
        except kinds.Overtaken as overtaken:
            actions.end_overtaken(job, sentence=str(overtaken.sentence))
            with suppress(LeaseLost):
                row.put_back(0)
        except Exception as error:  # noqa: BLE001  whatever one item raises must not stop the others
            _fail(row, error, kind.max_attempts)
        except BaseException:  # the process is told to stop: somebody else may go on at once
            with suppress(LeaseLost):
                row.put_back(0)
            raise


def _fail(row: Leased, error: Exception, max_attempts: int) -> None:
    """Free the row after a temporary error, give it up after any other. A full disk uses up no attempt: it says nothing of
    the row, and may last longer than all of them."""
    if row.committed:
        log.error("job.error_after_commit", row=str(row.pk), exc_info=error)
        return
    temporary = isinstance(error, (kinds.Retry, *TEMPORARY))
    if temporary and not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
    log.warning("job.error", row=str(row.pk), error=type(error).__name__, attempt=row.attempt)
    with suppress(LeaseLost):
        if space.is_full(error):
            space.warn()
            row.put_back(NO_ROOM, counted=False)
        elif temporary and row.attempt < max_attempts:
            row.put_back(getattr(error, "after", 1) * 2 ** (row.attempt - 1))
        else:
            row.give_up(*reason(error))


def reason(error: Exception) -> tuple[str, str]:
    """(code, sentence) of what is left out. What an unknown error says stays in the log: it may hold personal data."""
    if isinstance(error, DomainError):
        return error.code, str(error.sentence)
    if isinstance(error, (kinds.Retry, *TEMPORARY)):
        again = _("Something this needs did not answer, several times. Retry it later.")
        return "jobs.temporary", str(getattr(error, "sentence", "") or again)
    log.error("job.unexpected", exc_info=error)
    return "jobs.unexpected", _("Something happened that we did not foresee. It is in the log, and the rest went on.")


@contextmanager
def _heartbeat(row: Leased, job: Job, limit_seconds: float) -> Iterator[None]:
    """Renew the lease from a thread while the block runs, but not beyond the limit: what hangs must lose its lease."""
    stop = Event()
    thread = Thread(target=_beat, args=(row, job.pk, stop, time.monotonic() + limit_seconds), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _beat(row: Leased, job_id: Key, stop: Event, end: float) -> None:
    try:
        while not stop.wait((row.lease_seconds or settings.JOB_LEASE_SECONDS) / 3) and time.monotonic() < end:
            with suppress(*TEMPORARY):
                row.hold()
                Job.objects.filter(pk=job_id).update(last_beat_at=Now())
    except LeaseLost:
        return  # the main thread finds out by itself when it commits
    finally:
        connection.close()  # this thread's own


# Ending ---------------------------------------------------------------------------------------------------------------
def _complete(job_id: Id) -> QuerySet[Job]:
    """Jobs of which every item is done or given up, and whose last step nobody holds."""
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=Now())
    return _moving(job_id).filter(free, done__gte=F("total") - F("failed_count"))


def _end_complete(job_id: Id, worker: str) -> bool:
    """Do the last step of a job that is complete. Of many workers one takes its lease; True for that one."""
    for job in _complete(job_id).order_by("created_at")[:20]:
        kind = kinds.get(job.kind)
        values = {"state": Job.State.RUNNING, "started_at": _started, "last_beat_at": Now()}
        if mine := take(_complete(job.pk), worker=worker, seconds=_seconds(kind), **values):
            if mine.attempt > kind.max_attempts:
                mine.give_up(
                    "jobs.worker_lost", _("The last step broke off every time. Retry it, or tell your operator.")
                )
            else:
                _run(mine, kind.finish, kind, mine)
            return True
    return False


_started = Coalesce(F("started_at"), Now())


def _seconds(kind: JobKind) -> int:
    return kind.lease_seconds or settings.JOB_LEASE_SECONDS
