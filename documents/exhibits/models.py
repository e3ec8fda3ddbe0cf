"""Evidence with its mark for the court, 갑 제3호증의 12. A number once used is never used again."""

import uuid

from django.db import models
from django.utils import timezone

from claimants.evidence.models import Evidence
from documents.rounds.models import RosterEntry, Round


class Exhibit(models.Model):
    id = models.UUIDField(
        primary_key=True, default=uuid.uuid4, editable=False, help_text="Random; safe to show in a URL."
    )
    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="exhibits", help_text="The suit it is filed in."
    )
    entry = models.ForeignKey(RosterEntry, on_delete=models.PROTECT, related_name="exhibits", help_text="Whose it is.")
    evidence = models.ForeignKey(
        Evidence, on_delete=models.PROTECT, related_name="exhibits", help_text="The file it was made from."
    )
    number = models.PositiveIntegerField(help_text="갑 제N호증: one N for each kind of evidence.")
    sub = models.PositiveIntegerField(help_text="의 M: running number within N.")
    title = models.CharField(max_length=120, help_text="Korean title in the evidence list.")
    source_sha256 = models.CharField(max_length=64, help_text="SHA-256 of the untouched original at freezing.")
    created_at = models.DateTimeField(default=timezone.now, help_text="When it was marked.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "number", "sub"], name="exhibit_mark_once_per_round"),
            models.UniqueConstraint(fields=["round", "evidence"], name="exhibit_evidence_once_per_round"),
        ]
        ordering = ["number", "sub"]
