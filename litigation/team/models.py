"""What two people decide about the account of a colleague."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from litigation.cases.models import Case


class FactorRemoval(models.Model):
    """A case lead asks to take a colleague's second factors away; a second person of the case answers, within a day."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked for")
        AGREED = "agreed", _("Taken away")
        DECLINED = "declined", _("Left as they are")
        TAKEN_BACK = "taken_back", _("Taken back")
        OVER = "over", _("Not answered in time")

    id = models.UUIDField(
        primary_key=True, default=uuid.uuid4, editable=False, help_text="Random; safe to show in a URL."
    )
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="factor_removals", help_text="In whose team it was asked."
    )
    colleague = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text="Who lost the second factor."
    )
    how = models.CharField(max_length=300, help_text="How who asked made sure that it is the colleague.")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text="The case lead who asked."
    )
    asked_at = models.DateTimeField(default=timezone.now, help_text="When.")
    ends_at = models.DateTimeField(help_text="From then on nobody can answer any more.")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED, help_text="What became of it.")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The second person, who agreed or did not.",
    )
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When it was answered, taken back or over.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["colleague"], condition=Q(state="asked"), name="factor_removal_one_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(how=""), name="factor_removal_says_how"),
            models.CheckConstraint(condition=~Q(asked_by=F("colleague")), name="factor_removal_asked_by_another"),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True, state__in=["asked", "taken_back", "over"])
                | Q(
                    ~Q(answered_by=F("asked_by")),
                    ~Q(answered_by=F("colleague")),
                    answered_by__isnull=False,
                    state__in=["agreed", "declined"],
                ),
                name="factor_removal_answered_by_a_second",
            ),
            models.CheckConstraint(
                condition=Q(state="asked", ended_at__isnull=True) | Q(~Q(state="asked"), ended_at__isnull=False),
                name="factor_removal_ended_has_a_time",
            ),
        ]
        ordering = ["-asked_at"]

    def __str__(self):
        return f"{self.colleague}: {self.get_state_display()}"
