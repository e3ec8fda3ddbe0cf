"""Three queues, so that nobody who waits stands behind work that takes an hour, and nothing stands behind the beat.

Each has workers of its own (`manage.py up`); one Celery worker that is told no queue serves all three.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from litigation.jobs import kinds

if TYPE_CHECKING:  # celery.py reads the names before there are models
    from litigation.jobs.models import Job

SHORT = "short"  # somebody waits for it: one file, one paper, a mail
BULK = "bulk"  # bells of everything else that stands in rows, and what reads for long by night
HOUSEKEEPING = "housekeeping"  # the sweep, and what beat asks for in seconds
QUEUES = (SHORT, BULK, HOUSEKEEPING)


def of(job: Job) -> str:
    """The queue its bells go into. The same kind is short for one file and bulk for a thousand."""
    kind = kinds.find(job.kind)
    return SHORT if kind and job.total <= kind.short else BULK


def jobs_in(queue: str) -> Q:
    """The jobs whose bells go into this queue."""
    short = Q(pk=None)
    for name, kind in kinds.every().items():
        if kind.short:
            short |= Q(kind=name, total__lte=kind.short)
    return short if queue == SHORT else ~short
