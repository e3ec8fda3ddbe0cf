"""The court cases that rounds became: their docket, the deadlines it starts, and who is reminded of them."""

import uuid
from datetime import datetime, time

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.rounds.models import Round
from litigation.cases.models import Case

LAST_MINUTE = time(23, 59)


class Proceeding(models.Model):
    """One case before one court or committee, by its number there. An appeal is a proceeding of its own."""

    class Instance(models.TextChoices):
        FIRST = "first", _("First instance")
        APPEAL = "appeal", _("Appeal")
        FINAL = "final", _("Final appeal")
        MEDIATION = "mediation", _("Mediation")

    id = models.UUIDField(
        primary_key=True, default=uuid.uuid4, editable=False, help_text="Random; safe to show in a URL."
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proceedings", help_text="The undertaking.")
    round = models.ForeignKey(
        Round,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="proceedings",
        help_text="Whose plaintiffs it is about. Empty: not about one round, such as a mediation.",
    )
    instance = models.CharField(
        max_length=9, choices=Instance, default=Instance.FIRST, help_text="Decides which deadlines an entry starts."
    )
    court = models.CharField(max_length=60, help_text="Court or committee, in Korean: 서울중앙지방법원.")
    division = models.CharField(
        max_length=60, blank=True, help_text="Division, in Korean: 제15민사부. Empty: not known."
    )
    number = models.CharField(max_length=20, help_text="Number of the case there: 2026가합12345.")
    filed_on = models.DateField(help_text="The day it was filed, Seoul date.")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text="Who entered it."
    )
    entered_at = models.DateTimeField(default=timezone.now, help_text="When.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["court", "number"], name="proceeding_number_once_per_court"),
            models.UniqueConstraint(
                fields=["round", "instance"],
                condition=Q(round__isnull=False),
                name="proceeding_instance_once_per_round",
            ),
            models.CheckConstraint(condition=~Q(number="") & ~Q(court=""), name="proceeding_has_court_and_number"),
        ]
        ordering = ["-filed_on", "number"]

    def __str__(self):
        return f"{self.court} {self.number}"


class DocketEntry(models.Model):
    """Something that happened in a proceeding. Never edited: a mistake is corrected by a newer entry that names it."""

    class Served(models.TextChoices):
        NOT = "", _("Nothing was served")
        IN_PERSON = "in_person", _("Served on paper")
        OPENED = "opened", _("Opened in the court's portal")
        NOTIFIED = "notified", _("Notice by the portal, not opened yet")

    earlier: "list[DocketEntry]"  # set by queries.docket: those it took the place of

    id = models.UUIDField(
        primary_key=True, default=uuid.uuid4, editable=False, help_text="Random; safe to show in a URL."
    )
    proceeding = models.ForeignKey(
        Proceeding, on_delete=models.PROTECT, related_name="entries", help_text="In which proceeding."
    )
    corrects = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="correction",
        help_text="The entry it takes the place of; one correction for each, the newest is what counts.",
    )
    kind = models.CharField(max_length=40, help_text="What happened: a kind of documents/proceedings/rules.py.")
    day = models.DateField(help_text="The day it happened, or of the portal's notice, Seoul date.")
    served = models.CharField(max_length=9, blank=True, choices=Served, help_text="How it reached us.")
    opened_on = models.DateField(null=True, blank=True, help_text="When it was opened in the portal, Seoul date.")
    note = models.TextField(blank=True, max_length=2000, help_text="For the team; no names of claimants.")
    void = models.BooleanField(default=False, help_text="The entry it corrects never happened.")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text="Who entered it."
    )
    entered_at = models.DateTimeField(default=timezone.now, help_text="When.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(served="opened", opened_on__isnull=False) | (~Q(served="opened") & Q(opened_on=None)),
                name="docket_opened_has_day",
            ),
            models.CheckConstraint(
                condition=Q(opened_on=None) | Q(opened_on__gte=models.F("day")), name="docket_opened_after_notice"
            ),
            models.CheckConstraint(
                condition=Q(void=False) | Q(corrects__isnull=False), name="docket_void_corrects_something"
            ),
        ]
        ordering = ["day", "entered_at"]


class Deadline(models.Model):
    """The last day of something, with the way it was counted. A recount makes a new row, and the old one stays."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Not needed")
        RECOUNTED = "recounted", _("Counted anew")

    id = models.UUIDField(
        primary_key=True, default=uuid.uuid4, editable=False, help_text="Random; safe to show in a URL."
    )
    proceeding = models.ForeignKey(
        Proceeding,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="deadlines",
        help_text="In which proceeding. Empty: it is of a paper that no court has.",
    )
    entry = models.ForeignKey(
        DocketEntry,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="deadlines",
        help_text="What started it on the docket of that proceeding.",
    )
    filing = models.ForeignKey(
        "documents.Filing",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="deadlines",
        help_text="The paper it is the answer to, such as a request for access.",
    )
    about = models.CharField(
        max_length=80, blank=True, help_text="What that paper is called, in Korean, with its number."
    )
    key = models.CharField(max_length=40, help_text="Which deadline: law/data/deadlines.toml, or one set by the court.")
    title = models.CharField(max_length=120, blank=True, help_text="What a court set it for, in its words.")
    due_on = models.DateField(help_text="The last day, Seoul date; it ends there at midnight.")
    computation = models.JSONField(help_text="How it was counted: result, steps, sources.")
    extended = models.BooleanField(default=False, help_text="With the extension the law allows once, by order.")
    added_days = models.PositiveSmallIntegerField(default=0, help_text="Days a court added for distance.")
    outages = models.JSONField(
        default=list, blank=True, help_text="Days the court's portal was down, which are not counted: ISO dates."
    )
    why = models.CharField(
        max_length=300, blank=True, help_text="Why it ends later than the law says: the order, the court's notice."
    )
    critical = models.BooleanField(
        default=False, help_text="Missing it cannot be made good, or silence counts as consent."
    )
    state = models.CharField(
        max_length=9, choices=State, default=State.OPEN, help_text="Open until somebody settles it."
    )
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who said that it is done or not needed.",
    )
    settled_at = models.DateTimeField(null=True, blank=True, help_text="When.")
    note = models.CharField(max_length=300, blank=True, help_text="Why it is not needed, or what was filed.")
    replaces = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replacement",
        help_text="The row it was counted anew from.",
    )
    counted_at = models.DateTimeField(default=timezone.now, help_text="When it was counted.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "key"], condition=~Q(state="recounted"), name="deadline_once_per_entry"
            ),
            models.CheckConstraint(
                condition=Q(extended=False, added_days=0) | ~Q(why=""), name="deadline_extended_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(state="open", settled_at=None) | (~Q(state="open") & Q(settled_at__isnull=False)),
                name="deadline_settled_has_time",
            ),
            models.CheckConstraint(condition=~Q(state="dropped") | ~Q(note=""), name="deadline_dropped_has_reason"),
            models.CheckConstraint(
                condition=Q(proceeding__isnull=False, entry__isnull=False, filing=None, about="")
                | (Q(proceeding=None, entry=None, filing__isnull=False) & ~Q(about="")),
                name="deadline_of_proceeding_or_paper",
            ),
        ]
        indexes = [models.Index(fields=["due_on"], condition=Q(state="open"), name="deadline_open_by_day")]
        ordering = ["due_on", "counted_at"]

    @property
    def case(self):
        return self.proceeding.case if self.proceeding else self.filing.round.case

    @property
    def case_id(self):
        return self.proceeding.case_id if self.proceeding else self.filing.round.case_id

    @property
    def number(self) -> str:
        """What it belongs to, as lists name it: the number of the proceeding, or the paper."""
        return self.proceeding.number if self.proceeding else self.about

    @property
    def earlier(self):
        """The rows it was counted anew from, the newest first."""
        found, row = [], self.replaces
        while row:
            found.append(row)
            row = row.replaces
        return found

    @property
    def ends_at(self):
        """The last minute of it, by the court's clock."""
        return timezone.make_aware(datetime.combine(self.due_on, LAST_MINUTE))


class Reminder(models.Model):
    """That the team was reminded of a deadline so many days before it, once."""

    deadline = models.ForeignKey(
        Deadline, on_delete=models.CASCADE, related_name="reminders", help_text="Of which deadline."
    )
    threshold = models.SmallIntegerField(help_text="Days before the last day: 14, 7, 3, 1; -1 once it is over.")
    sent_at = models.DateTimeField(default=timezone.now, help_text="When the messages were queued.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["deadline", "threshold"], name="reminder_once_per_threshold")]


class CalendarFeed(models.Model):
    """One person's private address of a calendar with their deadlines. The address itself is kept nowhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False, help_text="Random.")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feeds", help_text="Whose calendar."
    )
    token_sha256 = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the secret in the address.")
    made_at = models.DateTimeField(default=timezone.now, help_text="When it was made.")
    revoked_at = models.DateTimeField(null=True, blank=True, help_text="When it stopped working.")
    last_read_on = models.DateField(null=True, blank=True, help_text="Last day a program read it, Seoul date.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(revoked_at=None), name="calendar_feed_one_per_user")
        ]
