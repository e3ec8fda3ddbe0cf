"""Bells. A message says only "there is work in this job"; losing it or getting it twice changes nothing."""

import structlog
from celery import shared_task
from kombu.exceptions import OperationalError

from litigation.jobs import engine, kinds, queues, signs
from litigation.jobs.models import Job

log = structlog.get_logger(__name__)
DRAIN_SECONDS = 60  # one bell works so long, then rings again, so that other jobs get their turn
BELL_EXPIRES = 120  # a bell nobody heard by then is dropped; the sweep rings a new one


@shared_task(name="litigation.jobs.ring")
def ring(job_id: str) -> None:
    """Work on one job for a while."""
    if engine.work(job_id, seconds=DRAIN_SECONDS) and engine.has_work(job_id):
        bell(Job.objects.get(pk=job_id), workers=1)


@shared_task(name="litigation.jobs.put_back")
def put_back() -> None:
    """What a dead worker held is taken up by another at once, however much else waits (each 5 seconds, by beat)."""
    for job in engine.put_back():
        bell(job, workers=1)


@shared_task(name="litigation.jobs.sweep")
def sweep() -> None:
    """Put back what dead workers held and ring for every job that has work (each 15 seconds, by beat)."""
    for job in engine.sweep():
        bell(job)
    signs.give(signs.SWEEP)


def bell(job: Job, workers: int | None = None) -> None:
    """Ring for as many workers as the job can use. A broker that does not answer is no error: the sweep rings again."""
    kind = kinds.find(job.kind)
    try:
        for _ in range(workers or max(1, min(kind.concurrency if kind else 1, job.left))):
            ring.apply_async([str(job.pk)], queue=queues.of(job), expires=BELL_EXPIRES, retry=False)
    except (OperationalError, OSError) as error:
        log.warning("job.bell_silent", job_id=str(job.pk), error=type(error).__name__)
