"""Long work as rows. The database is the truth; the broker only rings a bell (tasks.py)."""

from typing import Any
from uuid import uuid4

import structlog
from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q, Subquery
from django.db.models.functions import Now
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from litigation.jobs import kinds
from litigation.jobs.leases import Leased, until
from litigation.ledger.actions import record, take_turn

log = structlog.get_logger(__name__)
job_ended = Signal()  # job=Job, sent after the commit in which it ended, whatever the outcome


class Job(Leased):
    """One piece of long work: what it is, for whom, how far it is. Its lease is that of the last step, `finish`."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting to begin")
        RUNNING = "running", _("Running")
        PAUSED = "paused", _("Paused")
        CANCELLED = "cancelled", _("Cancelled")
        FINISHED = "finished", _("Finished")
        FINISHED_WITH_ERRORS = "finished_with_errors", _("Finished, with some left out")
        FAILED = "failed", _("Stopped")

    was: str | None = None  # set on the instance by an action: the state before

    OPEN = (State.QUEUED, State.RUNNING, State.PAUSED)
    MOVING = (State.QUEUED, State.RUNNING)

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False, help_text="Random id, also in the address.")
    kind = models.CharField(max_length=80, help_text="Registered kind of work, for example round.papers.")
    case = models.ForeignKey(
        "litigation.Case",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="jobs",
        help_text="The case whose team may see it; empty: work of the instance itself.",
    )
    subject_type = models.CharField(max_length=100, blank=True, help_text="Label of the model it works on.")
    subject_id = models.CharField(max_length=64, blank=True, help_text="Key of the row it works on.")
    state = models.CharField(max_length=24, choices=State, default=State.QUEUED, help_text="Where it stands.")
    total = models.PositiveIntegerField(default=0, help_text="How much there is to do: the weight of all items.")
    done = models.PositiveIntegerField(default=0, help_text="Weight done; counted in the transaction that did it.")
    failed_count = models.PositiveIntegerField(default=0, help_text="Weight given up; each item says why.")
    exclusive_key = models.CharField(
        max_length=200, null=True, blank=True, help_text="Of jobs with the same key only one may be open."
    )
    params = models.JSONField(default=dict, blank=True, help_text="What the kind needs to know: ids and choices only.")
    result = models.JSONField(default=dict, blank=True, help_text="What came out: ids and numbers only.")
    error_sentence = models.TextField(blank=True, help_text="Why the job as a whole stopped, in plain words.")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who started it; empty: the system.",
    )
    created_at = models.DateTimeField(auto_now_add=True, help_text="When it was asked for.")
    started_at = models.DateTimeField(null=True, blank=True, help_text="When the first worker began.")
    finished_at = models.DateTimeField(null=True, blank=True, help_text="When it ended, whatever the outcome.")
    last_beat_at = models.DateTimeField(null=True, blank=True, help_text="Last sign of life of any of its workers.")
    told_at = models.DateTimeField(null=True, blank=True, help_text="When the operator was told that it stands still.")

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["case", "-created_at"], name="job_case_newest")]
        constraints = [
            models.CheckConstraint(condition=Q(total__gte=F("done") + F("failed_count")), name="job_counts_fit"),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True, state__in=["queued", "running", "paused"])
                | Q(finished_at__isnull=False, state__in=["cancelled", "finished", "finished_with_errors", "failed"]),
                name="job_ended_has_time",
            ),
            models.UniqueConstraint(
                fields=["exclusive_key"],
                condition=Q(state__in=["queued", "running", "paused"]),
                name="job_exclusive_while_open",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """In the language of who reads it now, whoever began it."""
        return kinds.named(self)

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def left(self) -> int:
        return self.total - self.done - self.failed_count

    def wait_turn(self) -> None:
        take_turn()  # ending a job is told to the ledger; whoever steers a job takes the ledger first as well

    def refuse_overtaken(self) -> None:
        kinds.refuse_overtaken(self)

    def close(self, result: dict[str, object]) -> None:
        state = self.State.FINISHED_WITH_ERRORS if self.failed_count else self.State.FINISHED
        self._end(state, result=self.result | result)

    def give_up(self, code: str, sentence: str) -> None:
        with transaction.atomic():
            self.wait_turn()
            self.hold()
            log.error("job.failed", job_id=str(self.pk), code=code)
            self._end(self.State.FAILED, error_sentence=sentence)

    def put_back(self, delay: float, *, counted: bool = True) -> None:
        with transaction.atomic():
            self.hold()
            values = {"lease_token": None, "lease_until": until(delay), "attempt": F("attempt") - (0 if counted else 1)}
            Job.objects.filter(pk=self.pk).update(**values)

    def _end(self, state: str, **values: Any) -> None:
        """Close the job for now, tell the ledger, and send `job_ended` once that is written."""
        now = timezone.now()
        Job.objects.filter(pk=self.pk).update(
            state=state, finished_at=now, last_beat_at=now, lease_token=None, lease_until=None, **values
        )
        self.refresh_from_db()
        data = {"state": self.state, "done": self.done, "failed": self.failed_count}
        record("job.ended", actor=None, subject=self, case=self.case_id, data=data)
        transaction.on_commit(lambda: job_ended.send(Job, job=self), robust=True)


class JobItem(Leased):
    """One unit of a job: one paper, one file, one person. Done, or failed with a sentence; never forgotten."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Left out")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False, help_text="Random id.")
    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="items", help_text="The job it belongs to.")
    key = models.CharField(max_length=200, help_text="What it is, unique in its job; asked for twice, done once.")
    index = models.PositiveIntegerField(help_text="Its place in the job, from 0.")
    payload = models.JSONField(default=dict, blank=True, help_text="Ids of what is to be worked on.")
    weight = models.PositiveIntegerField(
        default=1, help_text="How much of the job it is, in what its kind counts: a batch weighs its documents."
    )
    state = models.CharField(max_length=8, choices=State, default=State.WAITING, help_text="Where it stands.")
    run_after = models.DateTimeField(null=True, blank=True, help_text="After a temporary error: not again before this.")
    started_at = models.DateTimeField(null=True, blank=True, help_text="When the last attempt began.")
    finished_at = models.DateTimeField(null=True, blank=True, help_text="When it was done or given up.")
    result = models.JSONField(default=dict, blank=True, help_text="What came out: ids and numbers only.")
    error_code = models.CharField(max_length=80, blank=True, help_text="Machine name of the reason it failed.")
    error_sentence = models.TextField(blank=True, help_text="Why it failed and what to do, in plain words.")

    class Meta:
        ordering = ["job", "index"]
        indexes = [
            models.Index(fields=["job", "index"], condition=Q(state="waiting"), name="item_waiting"),
            models.Index(fields=["lease_until"], condition=Q(state="running"), name="item_running"),
            models.Index(fields=["job", "finished_at"], name="item_recent"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["job", "key"], name="item_key_once"),
            models.UniqueConstraint(fields=["job", "index"], name="item_index_once"),
            models.CheckConstraint(
                condition=Q(state="running", lease_token__isnull=False, lease_until__isnull=False)
                | (~Q(state="running") & Q(lease_token__isnull=True)),
                name="item_running_is_leased",
            ),
            models.CheckConstraint(
                condition=Q(weight__gt=0) | Q(state__in=["running", "done"]), name="item_left_weighs"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    def guard(self) -> None:
        """For a long item, between its steps: goes on only while the lease is ours. Raises LeaseLost otherwise."""
        self.hold()

    def wait_turn(self) -> None:
        if kinds.decides(kinds.find(self.job.kind)):  # nothing overtakes the job between its check and its writes
            take_turn()

    def refuse_overtaken(self) -> None:
        kinds.refuse_overtaken(self.job)

    def close(self, result: dict[str, object]) -> None:
        self._end(self.State.DONE, result=result, error_code="", error_sentence="")
        self._add_to("done")

    def give_up(self, code: str, sentence: str) -> None:
        with transaction.atomic():
            self.hold()
            self._end(self.State.FAILED, error_code=code, error_sentence=sentence)
            self._add_to("failed_count")

    def put_back(self, delay: float, *, counted: bool = True) -> None:
        with transaction.atomic():
            self.hold()
            values = {"lease_token": None, "run_after": until(delay) if delay else None}
            values["attempt"] = F("attempt") - (0 if counted else 1)
            JobItem.objects.filter(pk=self.pk).update(state=self.State.WAITING, **values)

    def _add_to(self, name: str) -> None:
        weight = JobItem.objects.filter(pk=self.pk).values("weight")
        Job.objects.filter(pk=self.job_id).update(last_beat_at=Now(), **{name: F(name) + Subquery(weight)})

    def _end(self, state: str, **values: Any) -> None:
        JobItem.objects.filter(pk=self.pk).update(state=state, lease_token=None, finished_at=Now(), **values)
