"""What is uploaded to the court: files, index, party list, manifest with hashes, seal."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from documents.papers.as_of import Filed
from documents.rounds.models import RosterEntry, Round


class Package(models.Model):
    """One making of a round's papers. Making it again from the same roster gives the same bytes, save the seal."""

    class State(models.TextChoices):
        MAKING = "making", "Being made"
        READY = "ready", "Ready"
        INCOMPLETE = "incomplete", "Some papers are missing or not right"

    id = models.UUIDField(
        primary_key=True, default=uuid.uuid4, editable=False, help_text="Random; safe to show in a URL."
    )
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="packages", help_text="The round it files.")
    version = models.PositiveIntegerField(help_text="1, 2, 3 … within the round.")
    roster_version = models.PositiveIntegerField(
        default=1, help_text="The version of the roster it is made from; 1: as it was frozen."
    )
    state = models.CharField(
        max_length=10, choices=State, default=State.MAKING, help_text="Whether every file is there."
    )
    job = models.ForeignKey(
        "litigation.Job",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The work that makes it.",
    )
    manifest_sha256 = models.CharField(
        max_length=64, blank=True, help_text="SHA-256 of manifest.json: stands for every byte of the package."
    )
    files = models.PositiveIntegerField(default=0, help_text="Files in it.")
    pages = models.PositiveIntegerField(default=0, help_text="PDF pages in it.")
    size = models.PositiveBigIntegerField(default=0, help_text="Bytes of all files.")
    gaps = models.PositiveIntegerField(default=0, help_text="Papers that are missing in it; a list in it names them.")
    flaws = models.PositiveIntegerField(
        default=0, help_text="Papers we wrote in which preflight found something; the index names them."
    )
    zip_size = models.PositiveBigIntegerField(
        default=0, help_text="Bytes of its ZIP, which is computed when it is read."
    )
    ready_at = models.DateTimeField(null=True, blank=True, help_text="When it was complete and sealed.")
    verified_at = models.DateTimeField(
        null=True, blank=True, help_text="When every byte of it was last read and compared."
    )
    problems = models.PositiveIntegerField(default=0, help_text="What was found changed or missing then.")
    created_at = models.DateTimeField(default=timezone.now, help_text="When it was begun.")

    @property
    def roster(self) -> Filed:
        """The roster it is made from."""
        return Filed(self.round, self.roster_version)

    @property
    def is_put_together(self) -> bool:
        """Whether there is something to download: whole, or with a list of what is missing."""
        return bool(self.manifest_sha256) and self.state != self.State.MAKING

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "version"], name="package_version_once_per_round"),
            models.CheckConstraint(
                condition=~Q(state="ready") | ~Q(manifest_sha256="") & Q(gaps=0, flaws=0), name="package_ready_is_whole"
            ),
        ]
        ordering = ["-version"]


class PackageFile(models.Model):
    """One file of a package, by its path in the folder."""

    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="contents", help_text="The package.")
    path = models.CharField(max_length=160, help_text="Folder and file name; no characters a court system refuses.")
    stored_name = models.CharField(max_length=120, help_text="Encrypted file in the vault.")
    sha256 = models.CharField(max_length=64, help_text="SHA-256 of the file, hex.")
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    pages = models.PositiveIntegerField(default=0, help_text="PDF pages; 0 for other files.")
    crc32 = models.PositiveBigIntegerField(help_text="CRC-32 of the file, as the ZIP names it.")
    zip_at = models.PositiveBigIntegerField(help_text="Where it begins in the package's ZIP.")
    submission = models.PositiveSmallIntegerField(
        default=0, help_text="Which submission to the portal it goes into, from 1; 0: it is not submitted."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["package", "path"], name="package_path_once"),
            models.UniqueConstraint(fields=["package", "zip_at"], name="package_zip_place_once"),
        ]
        ordering = ["path"]


class BookVolume(models.Model):
    """A volume of the court book: the papers of a whole package as one PDF for reading. Never part of the package."""

    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="book", help_text="The package.")
    number = models.PositiveSmallIntegerField(help_text="1, 2, 3 … within the book.")
    first = models.PositiveIntegerField(help_text="Number of its first page, counted through all volumes.")
    pages = models.PositiveIntegerField(help_text="Pages of papers in it; its cover is not counted.")
    files = models.PositiveIntegerField(help_text="Files of the package in it.")
    stored_name = models.CharField(max_length=120, help_text="Encrypted file in the vault.")
    sha256 = models.CharField(max_length=64, help_text="SHA-256 of the file, hex.")
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    made_at = models.DateTimeField(default=timezone.now, help_text="When it was made.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["package", "number"], name="book_volume_once_per_package"),
            models.CheckConstraint(condition=Q(pages__gt=0, first__gt=0), name="book_volume_has_pages"),
        ]
        ordering = ["number"]

    @property
    def last(self) -> int:
        """Number of its last page."""
        return self.first + self.pages - 1


class SpotCheck(models.Model):
    """A person looked at one plaintiff's papers in a package, by eye, and said whether they are right. Rows are only added."""

    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="spot_checks", help_text="The package.")
    entry = models.ForeignKey(RosterEntry, on_delete=models.PROTECT, related_name="+", help_text="Whose papers.")
    passed = models.BooleanField(help_text="Whether they are right.")
    note = models.CharField(max_length=300, blank=True, help_text="What is wrong, where something is.")
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text="Who looked."
    )
    at = models.DateTimeField(default=timezone.now, help_text="When.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(passed=True) | ~Q(note=""), name="spot_check_failed_says_what"),
        ]
        ordering = ["at"]
