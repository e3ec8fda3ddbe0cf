"""The ledger: every act and every look at private data, in one chain that shows where it was touched."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

GENESIS = "0" * 64  # what stands before the first event


class LedgerEvent(models.Model):
    """One act. Written only by litigation.ledger.actions.record; database triggers refuse UPDATE and DELETE.

    It holds ids and codes, no personal data and no foreign keys: it must outlive what it tells of.
    """

    class Source(models.TextChoices):
        WEB = "web", _("A page")
        API = "api", _("The API")
        JOB = "job", _("Background work")
        COMMAND = "command", _("A command")

    seq = models.BigIntegerField(primary_key=True, help_text="1, 2, 3 … without a gap; the order of the chain.")
    at = models.DateTimeField(default=timezone.now, help_text="When, by our clock. The order is seq, not this.")
    verb = models.CharField(max_length=80, help_text="What was done: claim.submitted, evidence.viewed.")
    actor_id = models.CharField(max_length=64, blank=True, help_text="Id of the user who acted; empty: the system.")
    actor_role = models.CharField(max_length=32, help_text="In which role: claimant, attorney …, person, or system.")
    subject_type = models.CharField(max_length=80, blank=True, help_text="Label of the row acted on: claimants.trip.")
    subject_id = models.CharField(max_length=64, blank=True, help_text="Its primary key.")
    case_id = models.CharField(max_length=64, blank=True, db_index=True, help_text="Id of the case it belongs to.")
    claim_id = models.CharField(max_length=64, blank=True, db_index=True, help_text="Id of the claim it is about.")
    data = models.JSONField(default=dict, help_text="What more there is to say, in ids, codes and counts.")
    source = models.CharField(max_length=10, choices=Source, help_text="Which door it came through.")
    request_id = models.CharField(max_length=64, blank=True, help_text="Ties it to the lines of the log.")
    prev_hash = models.CharField(max_length=64, help_text="The hash of the event before; zeros for the first.")
    hash = models.CharField(max_length=64, unique=True, help_text="SHA-256 of all other columns (chain.py).")

    class Meta:
        ordering = ["seq"]
        constraints = [models.CheckConstraint(condition=models.Q(seq__gt=0), name="ledger_seq_from_one")]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="ledger_by_subject"),
            models.Index(fields=["actor_id", "seq"], name="ledger_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.verb}"


class LedgerHead(models.Model):
    """The end of the chain: one row. Whoever holds its lock writes the next event, so the chain never forks."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, help_text="Always 1.")
    seq = models.BigIntegerField(default=0, help_text="Number of the last event.")
    hash = models.CharField(max_length=64, default=GENESIS, help_text="Hash of the last event.")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="ledger_head_is_one_row")]

    def __str__(self) -> str:
        return f"head {self.seq}"
