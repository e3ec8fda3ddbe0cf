"""What a person agreed to, purpose by purpose, and when they took it back. Rows are only ever added."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from claimants.claims.models import Claim
from litigation.cases.models import CaseText


class Consent(models.Model):
    """One act of saying yes, no, or no longer. The newest row of a purpose is what counts."""

    class Act(models.TextChoices):
        GIVEN = "given", "Given"
        DECLINED = "declined", "Declined (the purpose is optional)"
        WITHDRAWN = "withdrawn", "Withdrawn"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False, help_text="Random.")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="consents", help_text="For which claim.")
    purpose = models.CharField(
        max_length=40,
        help_text="collection, unique_id, court, cross_border, contact, cost_risk … as the case pack names them.",
    )
    act = models.CharField(max_length=9, choices=Act, help_text="Yes, no, or no longer.")
    text = models.ForeignKey(
        CaseText,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The exact words, version and language the person saw.",
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text="Whose sign-in did it."
    )
    at = models.DateTimeField(default=timezone.now, help_text="When.")

    class Meta:
        ordering = ["at"]
        indexes = [models.Index(fields=["claim", "purpose", "at"], name="consent_latest")]
