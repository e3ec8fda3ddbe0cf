"""The lease: how exactly one worker holds a row, and how a worker that lost it can no longer write.

A holder has a random token in the row. Whatever it writes, it writes in one transaction that first touches the row
`WHERE lease_token = mine`. Stopped too long (swapped out, SIGSTOP, network gone), it finds its token replaced, gets
LeaseLost, and its transaction is rolled back. Leases are counted by the database's clock, so worker clocks may differ.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, TypeVar
from uuid import uuid4

from django.conf import settings
from django.db import models, transaction
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Now


class LeaseLost(Exception):
    """Another worker holds the row now (or the job was taken back); what this one did must not be written."""


def until(seconds: float) -> CombinedExpression:
    """The database's now, plus seconds, as an expression that works on PostgreSQL and SQLite."""
    return Now() + timedelta(seconds=seconds)


class Leased(models.Model):
    """A row that one worker at a time may work on."""

    lease_token = models.UUIDField(
        null=True, blank=True, editable=False, help_text="Token of the worker that holds this row; empty: nobody does."
    )
    lease_until = models.DateTimeField(
        null=True, blank=True, help_text="When the hold ends unless its holder renews it, by the database's clock."
    )
    attempt = models.PositiveSmallIntegerField(default=0, help_text="How often a worker has begun this.")
    worker = models.CharField(max_length=120, blank=True, help_text="Machine and process that began it last.")

    lease_seconds: int | None = None  # set on the instance by `take`
    committed = False  # set on the instance once its commit went through

    class Meta:
        abstract = True

    def hold(self) -> None:
        """Renew the lease, and inside a transaction lock the row. Raises LeaseLost where the token is not ours."""
        mine = type(self)._default_manager.filter(pk=self.pk, lease_token=self.lease_token, lease_token__isnull=False)
        if not mine.update(lease_until=until(self.lease_seconds or settings.JOB_LEASE_SECONDS)):
            raise LeaseLost(f"{self._meta.label} {self.pk}")

    def wait_turn(self) -> None:
        """What to lock before the row, so that nobody waits in a circle; most rows need nothing."""

    def refuse_overtaken(self) -> None:
        """Whether what is to be written may still be; raises where it may not. Asked with the row locked."""

    @contextmanager
    def commit(self) -> Iterator[dict[str, object]]:
        """`with item.commit() as result:` runs the block's writes and marks the row done, all or nothing.

        Order: check the token and lock the row, refuse_overtaken, the block, close the row with what the block put into `result`.
        The row being locked, nobody can take it away during the block; LeaseLost comes before the block or never.
        """
        with transaction.atomic():
            self.wait_turn()
            self.hold()
            self.refuse_overtaken()
            result: dict[str, object] = {}
            yield result
            self.close(result)
        self.committed = True

    def close(self, result: dict[str, object]) -> None:
        """Mark the row done; inside the transaction of `commit`."""
        raise NotImplementedError

    def give_up(self, code: str, sentence: str) -> None:
        """Mark the row failed for good, with its reason. Raises LeaseLost where it is not ours."""
        raise NotImplementedError

    def put_back(self, delay: float, *, counted: bool = True) -> None:
        """Free the row for another attempt after `delay` seconds. Raises LeaseLost where it is not ours.

        counted: False, where this attempt is to be as if it had not been.
        """
        raise NotImplementedError


Row = TypeVar("Row", bound=Leased)


def take(rows: models.QuerySet[Row], *, worker: str, seconds: int, **values: Any) -> Row | None:
    """Give one of the rows (a queryset that still says what makes them free) to the worker; None where all are gone.

    The conditional UPDATE is the guard: of many workers with the same candidate exactly one changes a row.
    """
    for pk in rows.values_list("pk", flat=True)[:CANDIDATES]:
        token = uuid4()
        values |= {"worker": worker, "attempt": models.F("attempt") + 1}
        if rows.filter(pk=pk).order_by().update(lease_token=token, lease_until=until(seconds), **values):
            row: Row = rows.model._default_manager.get(pk=pk)
            if row.lease_token != token:  # ran out and was taken again before it was read: not ours any more
                continue
            row.lease_seconds = seconds
            return row
    return None


CANDIDATES = 16  # rows looked at in one claim; workers that lose a race move on to the next one
