"""What is still needed from the person once the claim was sent."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from claimants.claims.models import Claim


class Deficiency(models.Model):
    """A coded "we need this from you", with the date until which it can be cured, and the reply."""

    class State(models.TextChoices):
        OPEN = "open", "Waiting for the claimant"
        ANSWERED = "answered", "Answered"
        CURED = "cured", "Cured"
        DROPPED = "dropped", "No longer needed"

    id = models.UUIDField(
        primary_key=True, default=uuid.uuid4, editable=False, help_text="Random; safe to show in a URL."
    )
    claim = models.ForeignKey(
        Claim, on_delete=models.CASCADE, related_name="deficiencies", help_text="What it is missing from."
    )
    code = models.CharField(max_length=40, help_text="What is needed: a code of intake.rules.DEFICIENCIES.")
    note = models.TextField(blank=True, help_text="What the attorney adds, in the language below.")
    language = models.CharField(max_length=12, help_text="Language the claimant reads it in.")
    cure_by = models.DateField(
        help_text="Until when we can use the answer, Seoul date. A late answer is accepted and flagged."
    )
    state = models.CharField(
        max_length=8,
        choices=State,
        default=State.OPEN,
        help_text="Open until answered; cured when the attorney says so.",
    )
    reply = models.TextField(blank=True, help_text="What the claimant answered in words; files stand in Evidence.")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text="The attorney who asked."
    )
    asked_at = models.DateTimeField(default=timezone.now, help_text="When it was asked.")
    answered_at = models.DateTimeField(null=True, blank=True, help_text="When the claimant answered.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="answered") | Q(answered_at__isnull=False), name="deficiency_answered_has_time"
            ),
        ]
        ordering = ["asked_at"]
