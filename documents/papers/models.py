"""The court documents of a round. A correction is a new filing that names the old one."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from documents.changes.models import AskedChange
from documents.rounds.models import RosterEntry, Round
from litigation.vault.fields import EncryptedJSON


class Filing(models.Model):
    """One document of one round: its type, and whether its files are made.

    Number 0 is the paper of that type in every package of the round. 1, 2, 3 … are papers somebody asked for: the first
    brief, the second brief. A correction keeps the number, counts the version up and names what it replaces.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        MADE = "made", "Made"
        FAILED = "failed", "Could not be made"

    id = models.UUIDField(
        primary_key=True, default=uuid.uuid4, editable=False, help_text="Random; safe to show in a URL."
    )
    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="filings", help_text="The round it belongs to."
    )
    type = models.CharField(max_length=32, help_text="A filing type of documents/papers/types/.")
    number = models.PositiveIntegerField(
        default=0, help_text="0: the paper of every package. 1, 2, 3 …: asked for, counted within its type."
    )
    version = models.PositiveIntegerField(default=1, help_text="Counts corrections.")
    corrects = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="corrections",
        help_text="The filing it replaces.",
    )
    change = models.ForeignKey(
        AskedChange,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="filings",
        help_text="The change of a filed roster that it asks the court for, and its corrections too.",
    )
    state = models.CharField(
        max_length=8, choices=State, default=State.WAITING, help_text="Whether all its files are made."
    )
    asked = EncryptedJSON(
        null=True, blank=True, help_text="What it is made from: the values typed, and the texts with version and hash."
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who asked for it. Empty: it belongs to every package.",
    )
    created_at = models.DateTimeField(default=timezone.now, help_text="When it was planned.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "type", "number", "version"], name="filing_version_once"),
            models.CheckConstraint(
                condition=Q(number=0, asked_by__isnull=True, asked__isnull=True)
                | Q(number__gt=0, asked_by__isnull=False, asked__isnull=False),
                name="filing_asked_for_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(version=1, corrects__isnull=True) | Q(version__gt=1, corrects__isnull=False),
                name="filing_correction_names_the_old",
            ),
            models.UniqueConstraint(fields=["change"], condition=Q(version=1), name="filing_once_per_change"),
        ]
        ordering = ["created_at"]


class PaperFile(models.Model):
    """One rendered file of a filing. Same roster, same code, same bytes."""

    id = models.UUIDField(
        primary_key=True, default=uuid.uuid4, editable=False, help_text="Random; safe to show in a URL."
    )
    filing = models.ForeignKey(
        Filing, on_delete=models.PROTECT, related_name="files", help_text="The document it is part of."
    )
    entry = models.ForeignKey(
        RosterEntry,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="papers",
        help_text="Whose, where it is one person's.",
    )
    key = models.CharField(max_length=80, help_text="What it is within the filing: the job item's key.")
    path = models.CharField(max_length=160, help_text="Folder and file name in the package.")
    stored_name = models.CharField(max_length=120, help_text="Encrypted file in the vault.")
    sha256 = models.CharField(max_length=64, help_text="SHA-256 of the file, hex.")
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    pages = models.PositiveIntegerField(help_text="Pages; 0 for a table.")
    crc32 = models.PositiveBigIntegerField(default=0, help_text="CRC-32 of the file, as a ZIP names it.")
    made_of = models.CharField(
        max_length=64,
        blank=True,
        help_text="SHA-256 over everything one person's paper is made from: while it stays, the file is not made again.",
    )
    flaws = models.CharField(
        max_length=200,
        blank=True,
        help_text="What preflight found, as codes with their page: blank:2 glyph. Empty: nothing, or not looked at.",
    )
    created_at = models.DateTimeField(default=timezone.now, help_text="When it was made.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["filing", "key"], name="paper_key_once_per_filing"),
            models.CheckConstraint(condition=Q(size__gt=0), name="paper_is_not_empty"),
        ]
        indexes = [models.Index(fields=["filing"], condition=~Q(flaws=""), name="paper_with_flaws")]
        ordering = ["path"]
