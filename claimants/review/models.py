"""What review adds to a claim: the notes of those who read it."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from claimants.claims.models import Claim


class Note(models.Model):
    """What a colleague wrote for the file. The claimant does not see it, except in an export of their data."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False, help_text="Random.")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="notes", help_text="The claim it is about.")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text="Who wrote it."
    )
    text = models.TextField(max_length=4000, help_text="Plain text.")
    created_at = models.DateTimeField(default=timezone.now, help_text="When.")

    class Meta:
        ordering = ["-created_at"]
