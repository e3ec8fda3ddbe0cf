"""Start, pause, resume, cancel, retry. The state of a job is written here and by the engine, nowhere else.

Like `workflow.move` (a higher room), every change is one conditional UPDATE and a ledger event in one transaction.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from itertools import islice
from typing import Any

import structlog
from django.core.mail import mail_admins
from django.db import IntegrityError, transaction
from django.db.models import F, Max, Model, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from litigation.accounts.models import User
from litigation.errors import DomainError
from litigation.jobs import kinds
from litigation.jobs.models import Job, JobItem
from litigation.ledger.actions import record, take_turn

log = structlog.get_logger(__name__)
Item = tuple[str, object]  # a key, and what the kind needs to know: ids, codes and numbers only
LeftOut = tuple[str, object, str, str]  # the same with the code and the sentence of its reason
BATCH = 2000  # rows per INSERT

_gathered: ContextVar[dict[str, list[Item]] | None] = ContextVar("gathered_items", default=None)


def start(
    kind: str,
    *,
    actor: User | None,
    case: Model | None = None,
    subject: Model | None = None,
    items: Iterable[Item] = (),
    params: Mapping[str, object] | None = None,
) -> Job | None:
    """Begin long work: write the job and its items, tell the ledger, ring the bell once all that is committed.

    items: (key, payload) pairs, in order; a key is what makes an item unique in the job. Payloads and params hold ids, codes
    and numbers only.
    Refuses an unknown kind (LookupError), a key given twice (IntegrityError), and, for an exclusive kind, a second open
    job for the same subject (409: the sentence names who started the first one and when).
    Inside together() the items of a kind that is not exclusive are only noted, and there is no job to return yet.
    """
    exclusive = kinds.get(kind).exclusive
    label, pk = (subject._meta.label, str(subject.pk)) if subject is not None else ("", "")
    if (gathered := _gathered.get()) is not None and not exclusive and not params:
        gathered.setdefault(kind, []).extend((key if pk in ("", key) else f"{pk} {key}", each) for key, each in items)
        return None
    job = Job(kind=kind, subject_type=label, subject_id=pk, params=params or {}, created_by=actor)
    job.case = case  # type: ignore[assignment]  # a row of a higher room
    job.exclusive_key = f"{kind}:{label}:{pk or (case and case.pk)}" if exclusive else None
    with transaction.atomic():
        take_turn()
        _save_exclusively(job)
        count, job.total = _add_items(job, items)
        Job.objects.filter(pk=job.pk).update(total=job.total)
        record("job.started", actor=actor, subject=job, case=case, data={"kind": kind, "items": count})
        _ring_after_commit(job)
    return job


@contextmanager
def together(*, actor: User | None) -> Iterator[None]:
    """Acts in bulk: what is started inside becomes one job of each kind with all its items, begun when the block ends.

    A thousand files received one by one would be a thousand jobs and a thousand bells. An error inside begins nothing.
    """
    gathered: dict[str, list[Item]] = {}
    token = _gathered.set(gathered)
    try:
        yield
    finally:
        _gathered.reset(token)
    for kind, items in gathered.items():
        start(kind, actor=actor, items=items)


def add_items(item: JobItem, *, waiting: Iterable[Item] = (), left_out: Iterable[LeftOut] = ()) -> None:
    """Within the commit of an item: it leaves items to its job, to be done or left out already, each with its reason.

    waiting: (key, payload) pairs; left_out: (key, payload, code, sentence). They take their weight from the item's, so
    that what is handed on is counted once; only what weighs more adds to the job. Refuses, like start(), a key given
    twice. The job's row is locked first, so that two workers do not give the same place.
    """
    rows = [_item(item.job, key, payload) for key, payload in waiting]
    for key, payload, code, sentence in left_out:
        reason = {"error_code": code, "error_sentence": sentence, "finished_at": timezone.now()}
        rows.append(_item(item.job, key, payload, state=JobItem.State.FAILED, **reason))
    if not rows:
        return
    failed = sum(row.weight for row in rows if row.state == JobItem.State.FAILED)
    more = sum(row.weight for row in rows) - item.weight
    counts = {"total": F("total") + max(more, 0), "failed_count": F("failed_count") + failed}
    Job.objects.filter(pk=item.job_id).update(**counts)
    JobItem.objects.filter(pk=item.pk).update(weight=max(-more, 0))
    last = JobItem.objects.filter(job=item.job_id).aggregate(last=Max("index"))["last"]
    for row in rows:
        row.index = last = last + 1
    JobItem.objects.bulk_create(rows)


def pause(job: Job, *, actor: User | None) -> Job:
    """Nothing new begins; what is being worked on at this moment is finished. Refuses a job that does not move."""
    return _change(job, Job.MOVING, Job.State.PAUSED, "job.paused", actor)


def resume(job: Job, *, actor: User | None) -> Job:
    """Go on where it was paused or cancelled: so a cancelled job leaves nothing without a way on.

    Refuses a job that is neither, and one whose decision was overtaken, with what came in between.
    """
    with transaction.atomic():
        take_turn()
        try:
            kinds.refuse_overtaken(job)
        except kinds.Overtaken as overtaken:
            raise DomainError("jobs.overtaken", str(overtaken.sentence), status=409) from None
        states = [Job.State.PAUSED, Job.State.CANCELLED]
        fresh: dict[str, Any] = {"finished_at": None, "error_sentence": ""}
        return _change(job, states, Job.State.QUEUED, "job.resumed", actor, ring=True, **fresh)


def cancel(job: Job, *, actor: User | None) -> Job:
    """Stop; what is done stays done, and resume() takes up the rest. Refuses a job that has ended."""
    return _change(job, Job.OPEN, Job.State.CANCELLED, "job.cancelled", actor, finished_at=timezone.now())


def end_overtaken(job: Job, *, sentence: str) -> None:
    """End a job whose decision no longer holds, with the sentence that says why. Doing it twice changes nothing."""
    ended: dict[str, Any] = {"finished_at": timezone.now(), "error_sentence": sentence}
    with suppress(DomainError):
        _change(job, Job.OPEN, Job.State.CANCELLED, "job.overtaken", None, **ended)


def retry_failed(job: Job, *, actor: User | None) -> Job:
    """Try the failed items again, and the last step if that is what failed. Items that are done are not touched.

    Order: reopen the job (that locks its row and takes the last step from whoever does it), put the failed items back,
    correct the count. Refuses a cancelled job, and one that has nothing to retry.
    """
    with transaction.atomic():
        states = [state for state in Job.State if state != Job.State.CANCELLED]
        values: dict[str, Any] = {"finished_at": None, "attempt": 0, "error_sentence": "", "told_at": None}
        job = _change(job, states, Job.State.QUEUED, "job.retried", actor, ring=True, **values)
        failed = job.items.filter(state=JobItem.State.FAILED)
        fresh = {"error_code": "", "error_sentence": "", "finished_at": None, "run_after": None, "attempt": 0}
        weight = failed.aggregate(sum=Sum("weight"))["sum"] or 0
        failed.update(state=JobItem.State.WAITING, **fresh)
        if not weight and job.left == 0 and job.was != Job.State.FAILED:
            raise DomainError(
                "jobs.nothing_to_retry", _("Nothing failed in this job, so there is nothing to retry."), status=409
            )
        Job.objects.filter(pk=job.pk).update(failed_count=job.failed_count - weight)
        job.failed_count -= weight
    return job


def tell_operator(job: Job) -> None:
    """A job stands still because no worker answers: say so in the log and to the admins, once per standstill."""
    if Job.objects.filter(pk=job.pk, told_at=None, state__in=Job.MOVING).update(told_at=timezone.now()):
        log.error("job.stalled", job_id=str(job.pk), kind=job.kind)
        mail_admins(
            "No worker answers", f"Job {job.pk} stands still. Look at the workers and at Redis.", fail_silently=True
        )


def _save_exclusively(job: Job) -> None:
    try:
        with transaction.atomic():
            job.save(force_insert=True)
    except IntegrityError:
        other = (
            Job.objects.filter(exclusive_key=job.exclusive_key, state__in=Job.OPEN).exclude(exclusive_key=None).first()
        )
        if other is None:
            raise
        raise _already_running(other) from None


def _already_running(other: Job) -> DomainError:
    when = timezone.localtime(other.created_at).strftime("%H:%M")
    sentence = _("This is already being made: %(title)s, begun at %(time)s. It goes on by itself.")
    return DomainError("jobs.already_running", sentence % {"title": other, "time": when}, status=409)


def _add_items(job: Job, items: Iterable[Item]) -> tuple[int, int]:
    """(how many there are, what they weigh together)."""
    count = weight = 0
    items = iter(items)
    while pairs := list(islice(items, BATCH)):
        rows = [_item(job, key, payload, index=index) for index, (key, payload) in enumerate(pairs, count)]
        JobItem.objects.bulk_create(rows)
        count += len(rows)
        weight += sum(row.weight for row in rows)
    return count, weight


def _item(job: Job, key: str, payload: object, **values: Any) -> JobItem:
    return JobItem(job=job, key=key, payload=payload, weight=kinds.get(job.kind).weight(payload), **values)


def _change(
    job: Job, allowed: Collection[str], to: str, verb: str, actor: User | None, *, ring: bool = False, **values: Any
) -> Job:
    """One winner: UPDATE where the state is still an allowed one; the worker of the last step loses its lease."""
    with transaction.atomic():
        take_turn()
        was = Job.objects.filter(pk=job.pk).values_list("state", flat=True).first()
        try:
            with transaction.atomic():
                rows = Job.objects.filter(pk=job.pk, state=was, state__in=allowed)
                changed = rows.update(state=to, lease_token=None, lease_until=None, **values)
        except IntegrityError:
            other = Job.objects.filter(exclusive_key=job.exclusive_key, state__in=Job.OPEN).exclude(pk=job.pk).get()
            raise _already_running(other) from None
        if not changed:
            sentence = _("The job has changed meanwhile: it is now “%(state)s”. Look at it again.")
            state = Job.State(was).label if was else ""
            raise DomainError("jobs.stale", sentence % {"state": state}, status=409)
        job.refresh_from_db()
        job.was = was
        record(verb, actor=actor, subject=job, case=job.case_id)
        if ring:
            _ring_after_commit(job)
    return job


def _ring_after_commit(job: Job) -> None:
    from litigation.jobs.tasks import bell

    transaction.on_commit(lambda: bell(job))
