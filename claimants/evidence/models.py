"""Files claimants send as proof. The original is never touched; what people look at are pictures made from it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claimants.claims.models import Claim
from claimants.trips.models import Trip


class Evidence(models.Model):
    class Scan(models.TextChoices):
        WAITING = "waiting", _("Being checked")
        CLEAN = "clean", _("Checked for viruses: none found")
        INFECTED = "infected", _("May be unsafe")
        NOT_SCANNED = "not_scanned", _("Not checked: no virus scanner is set up")
        UNAVAILABLE = "unavailable", _("Being checked: the scanner does not answer")
        UNEXPECTED = "unexpected", _("Being checked: the scanner gave an answer we do not know")

    class Pictures(models.TextChoices):
        WAITING = "waiting", "Pages are being made"
        READY = "ready", "Pages are ready"
        FAILED = "failed", "Pages could not be made"

    class Grade(models.TextChoices):
        NONE = "", _("Not graded")
        STRONG = "strong", _("Proves the crossing by itself")
        FAIR = "fair", _("Proves it together with something else")
        WEAK = "weak", _("Makes it likely")

    id = models.UUIDField(
        primary_key=True, default=uuid.uuid4, editable=False, help_text="Random; safe to show in a URL."
    )
    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, related_name="evidence", help_text="The claim it supports."
    )
    trip = models.ForeignKey(
        Trip,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="evidence",
        help_text="The trip it shows, where it shows one.",
    )
    kind = models.CharField(max_length=24, help_text="What it is: a kind of claimants/evidence/kinds/.")
    stored_name = models.CharField(
        max_length=120, unique=True, help_text="Random name of the encrypted original in the vault."
    )
    display_name = models.CharField(
        max_length=120, help_text="The sender's file name, cleaned; shown, never used as a path."
    )
    content_type = models.CharField(max_length=40, help_text="Type by content, not by name.")
    sha256 = models.CharField(max_length=64, db_index=True, help_text="SHA-256 of the untouched original, hex.")
    size = models.PositiveBigIntegerField(help_text="Bytes of the original.")
    scan = models.CharField(
        max_length=12, choices=Scan, default=Scan.WAITING, help_text="Virus scan. Only 'clean' is ever called clean."
    )
    pictures = models.CharField(
        max_length=8,
        choices=Pictures,
        default=Pictures.WAITING,
        help_text="Whether what the court gets and the page images of it are made, and show what the file shows.",
    )
    pictures_error = models.CharField(max_length=300, blank=True, help_text="Why they do not, as a sentence.")
    body = models.JSONField(
        default=dict,
        blank=True,
        help_text="How a PDF shows a photo (claimants/evidence/body.py); empty where the copy is a PDF.",
    )
    copy_name = models.CharField(
        max_length=120,
        blank=True,
        help_text="Encrypted file, made in the sandbox, that the court gets; empty: bytes of the original itself.",
    )
    copy_sha256 = models.CharField(max_length=64, blank=True, help_text="SHA-256 of that file, hex.")
    warnings = models.JSONField(
        default=list, blank=True, help_text="What people should look at: codes of claimants/evidence/rules.py."
    )
    grade = models.CharField(
        max_length=6, choices=Grade, default=Grade.NONE, blank=True, help_text="Strength, as an attorney judged it."
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Whose sign-in sent it.",
    )
    created_at = models.DateTimeField(default=timezone.now, help_text="When it was received whole.")
    removed_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When the claimant took it back. Undo sets it empty; a sweep deletes the file later.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "sha256"], condition=Q(removed_at=None), name="evidence_same_file_once_per_claim"
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="evidence_is_not_empty"),
        ]
        ordering = ["created_at"]
        verbose_name_plural = "evidence"


class EvidencePage(models.Model):
    """A picture of one page of what the court gets, upright, without the original's hidden data."""

    id = models.UUIDField(
        primary_key=True, default=uuid.uuid4, editable=False, help_text="Random; safe to show in a URL."
    )
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="pages", help_text="Whose page.")
    number = models.PositiveSmallIntegerField(help_text="From 1.")
    stored_name = models.CharField(
        max_length=120, help_text="Encrypted JPEG in the vault, at most 1600 px on its long side."
    )
    thumb_name = models.CharField(max_length=120, help_text="Encrypted small JPEG, at most 320 px.")
    width = models.PositiveIntegerField(help_text="Pixels of the page image.")
    height = models.PositiveIntegerField(help_text="Pixels of the page image.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["evidence", "number"], name="evidence_page_number_once")]
        ordering = ["number"]
