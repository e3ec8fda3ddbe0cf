"""What was found not to be as it was written: one row for each thing, until it is found well again or an operator accepts it."""

from django.db import models
from django.db.models import Q


class Alarm(models.Model):
    """Open while it is neither settled nor accepted; `/healthz/` counts those. It holds ids and codes, no personal data."""

    key = models.CharField(max_length=200, unique=True, help_text="What it is about; found again, it is the same row.")
    code = models.CharField(
        max_length=40, help_text="What is wrong with it: file.missing, file.changed, ledger.broken."
    )
    detail = models.CharField(max_length=300, blank=True, help_text="The name of the file, or a sentence.")
    found_at = models.DateTimeField(help_text="When it was found first, since it was last well.")
    last_at = models.DateTimeField(help_text="When it was found last.")
    settled_at = models.DateTimeField(null=True, blank=True, help_text="When it was found to be well again.")
    accepted_at = models.DateTimeField(null=True, blank=True, help_text="When an operator took it as it is.")
    why = models.CharField(max_length=300, blank=True, help_text="What the operator said to that.")

    class Meta:
        ordering = ["found_at"]
        constraints = [
            models.CheckConstraint(condition=Q(accepted_at=None) | ~Q(why=""), name="alarm_accepted_has_reason")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.key}"
