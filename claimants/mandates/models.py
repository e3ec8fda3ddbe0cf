"""The power of attorney: one person's mandate to the lawyers, at the level of proof it has reached."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from claimants.claims.models import Claim
from litigation.cases.models import CaseText
from litigation.vault.fields import EncryptedJSON


class Mandate(models.Model):
    """Signed once, never edited: a new text or a new signature is a new mandate that supersedes the old one."""

    class Level(models.TextChoices):
        E_SIGNED = "e_signed", "Signed on screen"
        WET_INK = "wet_ink", "Signed on paper"
        NOTARISED = "notarised", "Notarised"
        APOSTILLED = "apostilled", "With apostille"
        CONSULAR = "consular", "Certified by a consul"

    class State(models.TextChoices):
        SIGNED = "signed", "In force"
        SUPERSEDED = "superseded", "Replaced by a newer one"
        REVOKED = "revoked", "Revoked"

    COUNTS = Q(state="signed", lapsed="")  # by which somebody may act now

    class Method(models.TextChoices):
        DRAWN = "drawn", "Drawn by hand"
        TYPED = "typed", "Name typed"

    id = models.UUIDField(
        primary_key=True, default=uuid.uuid4, editable=False, help_text="Random; safe to show in a URL."
    )
    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, related_name="mandates", help_text="Who gives it, in which case."
    )
    level = models.CharField(
        max_length=10, choices=Level, default=Level.E_SIGNED, help_text="How it can be proved to the court."
    )
    state = models.CharField(
        max_length=10, choices=State, default=State.SIGNED, help_text="In force, replaced or revoked."
    )
    text = models.ForeignKey(
        CaseText,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The exact text and version signed (its Korean original is operative).",
    )
    language = models.CharField(max_length=12, help_text="Language the text was shown in beside the Korean.")
    method = models.CharField(max_length=5, choices=Method, help_text="Drawn or typed; both are equal.")
    snapshot = EncryptedJSON(
        help_text="Every value the document prints, as it was at signing: names, text, signature strokes, times."
    )
    content_sha256 = models.CharField(max_length=64, help_text="SHA-256 of the canonical snapshot: what was signed.")
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text="Whose sign-in signed."
    )
    signed_at = models.DateTimeField(default=timezone.now, help_text="When, by our clock.")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When it was replaced or revoked.")
    lapsed = models.CharField(
        max_length=80,
        blank=True,
        help_text="Why it counts no longer though nobody took it back: codes of lapses.py, with spaces. Empty: it counts.",
    )
    document_name = models.CharField(
        max_length=120, blank=True, help_text="The sealed PDF in the vault. Empty until the job has made it."
    )
    document_sha256 = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the sealed PDF.")
    document_pages = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Pages of the sealed PDF.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["claim"], condition=Q(state="signed"), name="mandate_one_in_force_per_claim"
            ),
            models.CheckConstraint(
                condition=Q(state="signed") | Q(ended_at__isnull=False), name="mandate_ended_has_time"
            ),
            models.CheckConstraint(
                condition=Q(document_name="") | ~Q(document_sha256=""), name="mandate_document_has_hash"
            ),
        ]
        ordering = ["signed_at"]

    @property
    def counts(self) -> bool:
        """Whether somebody may act by it now."""
        return self.state == self.State.SIGNED and not self.lapsed
