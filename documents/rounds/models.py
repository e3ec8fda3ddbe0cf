"""Rounds: the people who are filed together, and the roster they are frozen into."""

import uuid
from datetime import UTC, datetime
from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claimants.claims.models import Claim
from documents.rounds.roster import Entry, Frame
from litigation.cases.models import Case
from litigation.vault.fields import EncryptedJSON

TWO_PEOPLE_SINCE = datetime(2026, 11, 26, tzinfo=UTC)  # what was frozen before was frozen by one, and says so


class Round(models.Model):
    """A set of claims for one suit. Open while it is planned; frozen for ever once its roster is made."""

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        FROZEN = "frozen", _("Frozen")
        FILED = "filed", _("Filed")
        CANCELLED = "cancelled", _("Cancelled")

    TRANSITIONS = {
        ("open", "frozen"): "round.frozen",
        ("open", "cancelled"): "round.cancelled",
        ("frozen", "filed"): "round.filed",
    }

    id = models.UUIDField(
        primary_key=True, default=uuid.uuid4, editable=False, help_text="Random; safe to show in a URL."
    )
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="rounds", help_text="The undertaking it files for."
    )
    number = models.PositiveIntegerField(help_text="1, 2, 3 … within the case; never reused.")
    status = models.CharField(
        max_length=9, choices=Status, default=Status.OPEN, help_text="Moved by workflow.move only."
    )
    status_changed_at = models.DateTimeField(default=timezone.now, help_text="When it last moved.")
    version = models.PositiveIntegerField(
        default=1, help_text="Counts changes, so that a stale page cannot overwrite a newer act."
    )
    size_limit = models.PositiveIntegerField(
        null=True, blank=True, help_text="At most so many plaintiffs, longest waiting first. Empty: all that are ready."
    )
    countries = models.JSONField(
        default=list,
        blank=True,
        help_text="Only people who live in these countries (codes). Empty: wherever they live.",
    )
    sent_until = models.DateField(
        null=True, blank=True, help_text="Only claims sent by the end of this day, Seoul date. Empty: all."
    )
    order = models.CharField(max_length=12, default="sent", help_text="How plaintiffs are numbered (orders.py).")
    follows = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="followed_by",
        help_text="The round whose left-out people it was opened for.",
    )
    amount_won = models.PositiveBigIntegerField(help_text="Claimed for each plaintiff, won.")
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who made the round, or else who asked last whether it may be frozen.",
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The second person: who approved exactly what was frozen.",
    )
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who froze it.",
    )
    frozen_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was frozen; every paper is dated by this, never by the clock."
    )
    roster_sha256 = models.CharField(
        max_length=64, blank=True, help_text="SHA-256 over the hashes of all entries in order."
    )
    roster_count = models.PositiveIntegerField(null=True, blank=True, help_text="How many plaintiffs were frozen.")
    frame = models.JSONField(
        default=dict,
        blank=True,
        help_text="What the papers share, frozen with the roster: court, defendants, lawyers, text versions.",
    )
    created_at = models.DateTimeField(default=timezone.now, help_text="When it was made.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="round_number_once_per_case"),
            models.CheckConstraint(
                condition=Q(status__in=["open", "cancelled"])
                | (
                    Q(frozen_at__isnull=False)
                    & Q(frozen_by__isnull=False)
                    & ~Q(roster_sha256="")
                    & Q(roster_count__gt=0)
                ),
                name="round_frozen_has_roster",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["open", "cancelled"])
                | Q(frozen_at__lt=TWO_PEOPLE_SINCE)
                | (Q(approved_by__isnull=False) & ~Q(approved_by=F("prepared_by"))),
                name="round_frozen_by_two_people",
            ),
        ]
        ordering = ["-number"]

    def __str__(self):
        return f"round {self.number}"

    left: frozenset[int] = frozenset()  # nobody: it is the roster as it was frozen

    @property
    def last_number(self) -> int:
        return self.roster_count

    @property
    def shared(self) -> Frame:
        """What its papers share, of a round that is frozen."""
        return Frame.from_json(self.frame)

    def plaintiffs(self, numbers=()):
        """The frozen plaintiffs in order, or those of these numbers, read a few hundred at a time."""
        rows = self.roster.filter(number__in=numbers) if numbers else self.roster
        return (row.plaintiff for row in rows.order_by("number").iterator(chunk_size=500))


class Approval(models.Model):
    """One person's question whether a round may be frozen as it stands, and another person's answer."""

    class State(models.TextChoices):
        ASKED = "asked", _("Waits for a second person")
        GIVEN = "given", _("Approved")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Taken back")
        OUTDATED = "outdated", _("Overtaken by changes")

    IN_FORCE = (State.ASKED, State.GIVEN)

    id = models.UUIDField(
        primary_key=True, default=uuid.uuid4, editable=False, help_text="Random; safe to show in a URL."
    )
    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="approvals", help_text="What is to be frozen."
    )
    digest = models.CharField(
        max_length=64,
        help_text="Stands for exactly these people, sums and texts (queries.selection). Only that is approved.",
    )
    count = models.PositiveIntegerField(help_text="How many plaintiffs that were.")
    state = models.CharField(
        max_length=9, choices=State, default=State.ASKED, help_text="Asked, answered, or overtaken."
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text="Who prepared it and asked."
    )
    asked_at = models.DateTimeField(default=timezone.now, help_text="When they asked.")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who approved or declined: never the person who asked.",
    )
    answered_at = models.DateTimeField(null=True, blank=True, help_text="When they did.")
    reason = models.CharField(
        max_length=300, blank=True, help_text="Why it was declined or taken back, in the team's words; about no person."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round"], condition=Q(state__in=["asked", "given"]), name="approval_one_in_force_per_round"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["given", "declined"])
                | (Q(answered_by__isnull=False) & Q(answered_at__isnull=False)),
                name="approval_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("asked_by")),
                name="approval_is_by_another_person",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["declined", "withdrawn"]) | ~Q(reason=""), name="approval_refused_has_reason"
            ),
        ]
        ordering = ["-asked_at"]

    def __str__(self):
        return f"{self.state} for {self.count}"


class RosterEntry(models.Model):
    """One plaintiff of one round, as they were when it was frozen. Never changed: triggers refuse it."""

    id = models.UUIDField(
        primary_key=True, default=uuid.uuid4, editable=False, help_text="Random; safe to show in a URL."
    )
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="roster", help_text="The round.")
    number = models.PositiveIntegerField(help_text="Plaintiff number, from 1, for ever.")
    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, related_name="roster_entries", help_text="The claim it was taken from."
    )
    snapshot = EncryptedJSON(help_text="Every value a paper prints of this plaintiff (documents/rounds/snapshot.py).")
    sha256 = models.CharField(max_length=64, help_text="SHA-256 of the canonical snapshot with round and number.")
    created_at = models.DateTimeField(default=timezone.now, help_text="When it was frozen.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="roster_number_once_per_round"),
            models.UniqueConstraint(fields=["round", "claim"], name="roster_claim_once_per_round"),
            models.CheckConstraint(condition=Q(number__gt=0), name="roster_number_from_one"),
        ]
        ordering = ["number"]
        verbose_name_plural = "roster entries"

    @cached_property
    def plaintiff(self) -> Entry:
        """What is kept of them; it cannot change."""
        return Entry.from_json(self.snapshot)


class LeftOut(models.Model):
    """One claim that could have been in a round and was not, with the reason as it was when the roster was frozen."""

    id = models.BigAutoField(primary_key=True, help_text="Counts up.")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="left_out", help_text="The round.")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="left_out_of", help_text="Whose claim.")
    code = models.CharField(max_length=24, help_text="The first rule of the gate that stopped it, or scope or limit.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "claim"], name="left_out_once_per_round")]
        indexes = [models.Index(fields=["round", "code"], name="left_out_by_reason")]
        verbose_name_plural = "left out"

    def __str__(self):
        return self.code
