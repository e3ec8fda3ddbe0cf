"""The copy of one's data that waits to be taken."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from claimants.claims.models import Claim


class DataCopy(models.Model):
    """A ZIP with everything kept of one claim, from the asking until it is deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False, help_text="Random.")
    claim = models.OneToOneField(
        Claim, on_delete=models.CASCADE, related_name="data_copy", help_text="Of which claim; one at a time."
    )
    language = models.CharField(max_length=12, help_text="Language its page for reading is written in.")
    asked_at = models.DateTimeField(default=timezone.now, help_text="When its person asked for it.")
    stored_name = models.CharField(
        max_length=120, blank=True, help_text="Random name of the encrypted ZIP in the vault. Empty: not made yet."
    )
    sha256 = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the ZIP, hex.")
    size = models.PositiveBigIntegerField(default=0, help_text="Bytes of the ZIP.")
    left_out = models.PositiveIntegerField(default=0, help_text="How many files could not be read and are not in it.")
    made_at = models.DateTimeField(null=True, blank=True, help_text="When it was made. Empty: not yet.")
    ends_at = models.DateTimeField(
        null=True, blank=True, help_text="Until then it can be taken; afterwards it is deleted."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(made_at=None) | (Q(ends_at__isnull=False) & ~Q(stored_name="") & ~Q(sha256="")),
                name="data_copy_made_has_file",
            )
        ]
        verbose_name_plural = "data copies"

    def __str__(self):
        return f"data copy {self.id}"
