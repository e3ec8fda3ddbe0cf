"""Until when each claim can be filed: one clock for each theory, and what may hold its time."""

import uuid
from datetime import date, datetime, time

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claimants.claims.models import Claim
from litigation.cases.models import Case
from litigation.law import limitation
from litigation.theories.models import LimitationBasis, Theory


class Reckoning(models.Model):
    """How one limitation date was found, step by step. Every claim of the same theory, starts and events shares it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False, help_text="Random.")
    theory = models.ForeignKey(Theory, on_delete=models.PROTECT, related_name="+", help_text="Of which theory.")
    objective = models.ForeignKey(
        LimitationBasis,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The start counted from the act. Empty: that limb is not counted.",
    )
    subjective = models.ForeignKey(
        LimitationBasis,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The start counted from knowledge. Empty: that limb is not counted.",
    )
    events = models.JSONField(default=list, help_text="What may hold the time, in order: list of [day, kind].")
    digest = models.CharField(max_length=64, help_text="SHA-256 of starts and computation: the same is stored once.")
    last_day = models.DateField(help_text="Last day on which a suit can be filed, Seoul date.")
    interrupted_on = models.DateField(null=True, help_text="Day of the suit that holds the time. Empty: it runs.")
    computation = models.JSONField(help_text="Steps and sources, as litigation/law/computation.py gives them.")
    made_at = models.DateTimeField(default=timezone.now, help_text="When it was first counted.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["theory", "digest"], name="reckoning_once"),
            models.CheckConstraint(
                condition=Q(objective__isnull=False) | Q(subjective__isnull=False), name="reckoning_has_start"
            ),
        ]

    @property
    def bases(self):
        return [basis for basis in (self.objective, self.subjective) if basis]

    def held_by(self) -> list[limitation.Event]:
        """Its events, as the law takes them."""
        return [limitation.Event(date.fromisoformat(on), kind) for on, kind in self.events]

    @property
    def is_confirmed(self) -> bool:
        """Whether counsel confirmed each start it rests on."""
        return all(basis.is_confirmed for basis in self.bases)


class Clock(models.Model):
    """The limitation date of one claim under one theory. Whether it has lapsed is a matter of today, so no row says it."""

    class State(models.TextChoices):
        RUNNING = "running", _("The time runs")
        INTERRUPTED = "interrupted", _("Held by a suit")
        LATE = "late", _("Filed after the time was over, as it is counted")
        LEFT = "left", _("Not counted: the claim left the case")

    id = models.BigAutoField(primary_key=True, help_text="Counts up; never shown.")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="clocks", help_text="Whose clock.")
    theory = models.ForeignKey(Theory, on_delete=models.PROTECT, related_name="+", help_text="Under which theory.")
    reckoning = models.ForeignKey(
        Reckoning, on_delete=models.PROTECT, related_name="clocks", help_text="How the date was found."
    )
    last_day = models.DateField(help_text="The reckoning's last day, here so that the radar is one look into an index.")
    state = models.CharField(max_length=11, choices=State, default=State.RUNNING, help_text="Whether the time runs.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "theory"], name="clock_once"),
            models.CheckConstraint(
                condition=Q(state__in=["running", "interrupted", "late", "left"]), name="clock_state_is_known"
            ),
        ]
        indexes = [models.Index(fields=["theory", "state", "last_day", "id"], name="clock_radar")]
        ordering = ["theory__position"]

    @property
    def ends_at(self) -> datetime:
        """The last minute of the last day in Seoul, for readers elsewhere."""
        return timezone.make_aware(datetime.combine(self.last_day, time(23, 59)))

    @property
    def has_lapsed(self) -> bool:
        """Over as it is counted now: nobody filed in time, or somebody filed late."""
        over = self.state == self.State.RUNNING and self.last_day < timezone.localdate()
        return over or self.state == self.State.LATE

    @property
    def days_left(self):
        return (self.last_day - timezone.localdate()).days


class TollingEvent(models.Model):
    """Something that may hold a claim's time. Entered, never edited; a wrong one is struck out and stays readable."""

    class Kind(models.TextChoices):
        SUIT = limitation.SUIT, _("Suit filed")
        SUIT_ENDED = limitation.SUIT_ENDED, _("Suit withdrawn or dismissed")
        DEMAND = limitation.DEMAND, _("Demand sent to the defendant")
        MEDIATION = limitation.MEDIATION, _("Mediation requested")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False, help_text="Random.")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="tolling_events", help_text="Whose time.")
    kind = models.CharField(max_length=10, choices=Kind, help_text="What happened.")
    on = models.DateField(help_text="When it happened, Seoul date.")
    note = models.CharField(max_length=300, blank=True, help_text="Where it can be read: a docket entry, a letter.")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who entered it. Empty: the filing of the round itself.",
    )
    entered_at = models.DateTimeField(default=timezone.now, help_text="When it was entered.")
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who struck it out as entered by mistake.",
    )
    struck_at = models.DateTimeField(null=True, help_text="When it was struck out; it holds no time any more.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "kind", "on"], condition=Q(struck_at__isnull=True), name="tolling_event_once"
            ),
            models.CheckConstraint(condition=Q(kind__in=limitation.EVENTS), name="tolling_event_kind_is_known"),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True, struck_by__isnull=True)
                | Q(struck_at__isnull=False, struck_by__isnull=False),
                name="tolling_event_struck_by_somebody",
            ),
        ]
        ordering = ["on", "entered_at"]


class ClockAlert(models.Model):
    """The team was told that clocks end soon: once for each end and threshold, however often the task runs."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False, help_text="Random.")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+", help_text="In which case.")
    last_day = models.DateField(help_text="The end that comes, Seoul date.")
    days = models.PositiveSmallIntegerField(help_text="The threshold: so many days before, or fewer.")
    claims = models.PositiveIntegerField(help_text="How many claims end that day, as the team was told.")
    told_at = models.DateTimeField(default=timezone.now, help_text="When the mails were put into the outbox.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "last_day", "days"], name="clock_alert_once")]
