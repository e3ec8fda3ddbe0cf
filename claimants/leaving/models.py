"""Why the data of a claim, or of a whole case, is not deleted when its time is over: holds, and what became of each."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claimants.claims.models import Claim
from litigation.cases.models import Case


class LegalHold(models.Model):
    """Nothing of the claim, or of any claim of the case, is deleted until it is lifted. Rows are only added."""

    id = models.UUIDField(
        primary_key=True, default=uuid.uuid4, editable=False, help_text="Random; safe to show in a URL."
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="holds", help_text="In which case.")
    claim = models.ForeignKey(
        Claim,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="holds",
        help_text="Of which claim. Empty: of every claim of the case.",
    )
    reason = models.CharField(max_length=300, help_text="Why, in the team's words; about no person by name.")
    told = models.JSONField(help_text="Why, as its person reads it, by language code.")
    review_on = models.DateField(help_text="When the team looks whether it is still needed, Seoul date.")
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text="Who set it."
    )
    set_at = models.DateTimeField(default=timezone.now, help_text="When.")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="legal_hold_has_reason")]
        ordering = ["set_at"]

    def __str__(self):
        return f"hold {self.id}"


class HoldAct(models.Model):
    """That a hold was looked at again and stays, or was lifted. Rows are only added."""

    class Kind(models.TextChoices):
        REVIEWED = "reviewed", _("Looked at again: it stays")
        LIFTED = "lifted", _("Lifted")

    id = models.BigAutoField(primary_key=True, help_text="Counts up.")
    hold = models.ForeignKey(LegalHold, on_delete=models.PROTECT, related_name="acts", help_text="Which hold.")
    kind = models.CharField(max_length=8, choices=Kind, help_text="Whether it stays.")
    reason = models.CharField(max_length=300, help_text="Why, in the team's words; about no person by name.")
    review_on = models.DateField(null=True, blank=True, help_text="When it is looked at next. Empty: it was lifted.")
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text="Who decided it."
    )
    done_at = models.DateTimeField(default=timezone.now, help_text="When.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hold"], condition=Q(kind="lifted"), name="legal_hold_lifted_once"),
            models.CheckConstraint(
                condition=Q(kind="lifted", review_on=None) | Q(kind="reviewed", review_on__isnull=False),
                name="legal_hold_reviewed_has_next_day",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="legal_hold_act_has_reason"),
        ]
        ordering = ["id"]
