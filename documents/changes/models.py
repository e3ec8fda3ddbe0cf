"""What happens to a roster after it was frozen: what is asked for, its versions, who appeals. The frozen entries never change."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.proceedings.models import Proceeding
from documents.rounds.models import RosterEntry, Round
from litigation.vault.fields import EncryptedJSON


class RosterChange(models.Model):
    """One change of one plaintiff: it makes the next version of the roster. Version 1 is the frozen roster.

    Never changed, nor are answers and closed lists: triggers refuse it (triggers.py).
    """

    class Kind(models.TextChoices):
        DROP = "drop", _("Left the suit")
        CORRECT = "correct", _("Name corrected")
        SUBSTITUTE = "substitute", _("Another person acts in their place")

    id = models.UUIDField(
        primary_key=True, default=uuid.uuid4, editable=False, help_text="Random; safe to show in a URL."
    )
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="changes", help_text="Whose roster.")
    version = models.PositiveIntegerField(help_text="The version of the roster it makes: 2, 3 …")
    entry = models.ForeignKey(
        RosterEntry,
        on_delete=models.PROTECT,
        related_name="changes",
        help_text="The plaintiff; the number stays theirs.",
    )
    kind = models.CharField(max_length=10, choices=Kind, help_text="What changed.")
    person = EncryptedJSON(help_text="What stands for the plaintiff from now on: names, or who acts in their place.")
    reason = models.CharField(max_length=300, help_text="Why, in the team's words; about no person by name.")
    paper = models.CharField(
        max_length=32,
        blank=True,
        help_text="The filing type the court has it by. Empty before the round is filed: the papers are made again.",
    )
    sha256 = models.CharField(
        max_length=64,
        help_text="SHA-256 over the version before, the plaintiff's number and the change: the roster as of now.",
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text="Who made it."
    )
    made_at = models.DateTimeField(default=timezone.now, help_text="When.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "version"], name="roster_version_once_per_round"),
            models.UniqueConstraint(fields=["entry"], condition=Q(kind="drop"), name="roster_plaintiff_leaves_once"),
            models.CheckConstraint(condition=Q(version__gt=1), name="roster_version_after_the_frozen_one"),
            models.CheckConstraint(condition=~Q(reason=""), name="roster_change_has_reason"),
        ]
        ordering = ["version"]

    def __str__(self):
        return f"version {self.version}: {self.kind}"


class AskedChange(models.Model):
    """A change of one plaintiff of a filed round, until the court has its paper: the roster stays as it is so long.

    A second person confirms it with its paper; handed in, it makes the next version of the roster. Until then it can be
    taken back. What is asked for never changes (triggers.py); the status moves only through litigation.workflow.move.
    """

    class Status(models.TextChoices):
        ASKED = "asked", _("Asked for")
        CONFIRMED = "confirmed", _("Confirmed by a second person")
        HANDED_IN = "handed_in", _("Handed in at the court")
        TAKEN_BACK = "taken_back", _("Taken back")

    TRANSITIONS = {
        ("asked", "confirmed"): "change.confirmed",
        ("confirmed", "asked"): "change.paper_changed",
        ("confirmed", "handed_in"): "change.handed_in",
        ("asked", "taken_back"): "change.taken_back",
        ("confirmed", "taken_back"): "change.taken_back",
    }
    OPEN = (Status.ASKED, Status.CONFIRMED)

    class Kind(models.TextChoices):
        DROP = RosterChange.Kind.DROP.value, _("Take out of the suit")
        CORRECT = RosterChange.Kind.CORRECT.value, _("Correct the name")
        SUBSTITUTE = RosterChange.Kind.SUBSTITUTE.value, _("Put others in their place")

    PAPERS = {Kind.DROP: "withdrawal", Kind.CORRECT: "correction", Kind.SUBSTITUTE: "party_change"}

    id = models.UUIDField(
        primary_key=True, default=uuid.uuid4, editable=False, help_text="Random; safe to show in a URL."
    )
    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="asked_changes", help_text="Whose roster; it is filed."
    )
    number = models.PositiveIntegerField(help_text="1, 2, 3 … within the round.")
    entry = models.ForeignKey(
        RosterEntry, on_delete=models.PROTECT, related_name="asked_changes", help_text="The plaintiff."
    )
    kind = models.CharField(max_length=10, choices=Kind, help_text="What is to change.")
    person = EncryptedJSON(help_text="What is to stand for the plaintiff: names, or who acts in their place.")
    reason = models.CharField(max_length=300, help_text="Why, in the team's words; about no person by name.")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text="Who asked for it."
    )
    asked_at = models.DateTimeField(default=timezone.now, help_text="When.")
    status = models.CharField(
        max_length=10, choices=Status, default=Status.ASKED, help_text="Moved by workflow.move only."
    )
    status_changed_at = models.DateTimeField(default=timezone.now, help_text="When it last moved.")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The second person, who opened its paper. Empty again where the paper was corrected since.",
    )
    handed_in_on = models.DateField(null=True, blank=True, help_text="The day the court got the paper, Seoul date.")
    change = models.OneToOneField(
        RosterChange,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="asked",
        help_text="The version of the roster it made; empty until the paper was handed in.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="asked_change_number_once_per_round"),
            models.UniqueConstraint(
                fields=["entry"],
                condition=Q(status__in=("asked", "confirmed")),
                name="asked_change_one_open_per_plaintiff",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="asked_change_has_reason"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=models.F("asked_by")),
                name="asked_change_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(status="handed_in") | Q(handed_in_on__isnull=False, change__isnull=False),
                name="asked_change_handed_in_made_a_version",
            ),
        ]
        ordering = ["number"]

    def __str__(self):
        return f"change {self.number}: {self.kind}"

    @property
    def case_id(self):
        return self.round.case_id

    @property
    def claim_id(self):
        return self.entry.claim_id

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN

    @property
    def paper(self) -> str:
        """The filing type the court needs for it."""
        return self.PAPERS[self.kind]

    @property
    def filing(self):
        """The paper made for it, in its newest version; None while nobody has asked for one."""
        return max(self.filings.all(), key=lambda filing: filing.version, default=None)


class AppealAnswer(models.Model):
    """Whether one plaintiff appeals a judgment, and who of the team has it from them. Rows are only added: the newest counts."""

    id = models.BigAutoField(primary_key=True, help_text="Counts up.")
    proceeding = models.ForeignKey(
        Proceeding, on_delete=models.PROTECT, related_name="appeal_answers", help_text="Whose judgment it is about."
    )
    entry = models.ForeignKey(
        RosterEntry, on_delete=models.PROTECT, related_name="appeal_answers", help_text="The plaintiff."
    )
    appeals = models.BooleanField(help_text="Yes: is on the notice of appeal. No: said so, or their mandate did.")
    source = models.CharField(max_length=200, help_text="Where the team has it from: a letter, a call, the mandate.")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text="Who wrote it down."
    )
    confirmed_at = models.DateTimeField(default=timezone.now, help_text="When.")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(source=""), name="appeal_answer_has_source")]
        indexes = [models.Index(fields=["proceeding", "entry", "-id"], name="appeal_answer_newest")]

    def __str__(self):
        return "appeals" if self.appeals else "does not appeal"


class AppealClosing(models.Model):
    """The list of who appeals a judgment as it was closed: everybody who was a plaintiff then is accounted for.

    What it was closed with never changes. Two people may reopen it with a reason; then it holds no more and is closed anew.
    """

    id = models.UUIDField(
        primary_key=True, default=uuid.uuid4, editable=False, help_text="Random; safe to show in a URL."
    )
    proceeding = models.ForeignKey(
        Proceeding, on_delete=models.PROTECT, related_name="appeal_closings", help_text="Whose judgment is appealed."
    )
    number = models.PositiveIntegerField(default=1, help_text="1, 2 … for one judgment.")
    roster_version = models.PositiveIntegerField(help_text="The version of the roster in force at that judgment.")
    appeals = models.PositiveIntegerField(help_text="Plaintiffs who appeal.")
    stays = models.PositiveIntegerField(help_text="Plaintiffs who do not, each with who confirmed it.")
    left = models.PositiveIntegerField(help_text="Plaintiffs who had left the suit before the judgment.")
    left_since = models.PositiveIntegerField(help_text="Plaintiffs who left it after the judgment.")
    sha256 = models.CharField(max_length=64, help_text="SHA-256 over number and answer of every plaintiff in order.")
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text="Who closed it."
    )
    closed_at = models.DateTimeField(default=timezone.now, help_text="When.")
    reason = models.CharField(max_length=300, blank=True, help_text="Why it is to be reopened; empty: nobody asks.")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who asks to reopen it.",
    )
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The second person, who agreed.",
    )
    reopened_at = models.DateTimeField(null=True, blank=True, help_text="When; empty: it holds.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proceeding", "number"], name="appeal_closing_number_once"),
            models.CheckConstraint(
                condition=Q(reopened_at__isnull=True, reopened_by__isnull=True)
                | (
                    Q(reopened_at__isnull=False, asked_by__isnull=False)
                    & ~Q(reason="")
                    & ~Q(reopened_by=models.F("asked_by"))
                ),
                name="appeal_closing_reopened_by_two",
            ),
        ]
        ordering = ["number"]

    def __str__(self):
        return f"{self.appeals} appeal"
