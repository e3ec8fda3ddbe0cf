"""Requests for access to personal data after they were sent: when each was received, and what came back."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.papers.models import Filing
from documents.proceedings.models import Deadline
from documents.rounds.models import RosterEntry


class AccessRequest(models.Model):
    """One person's request that has reached the controller. Who received it on the same day shares a row of the deadlines."""

    id = models.BigAutoField(primary_key=True, help_text="Counts up.")
    filing = models.ForeignKey(
        Filing, on_delete=models.PROTECT, related_name="access_requests", help_text="The requests it is one of."
    )
    entry = models.ForeignKey(
        RosterEntry, on_delete=models.PROTECT, related_name="access_requests", help_text="Whose request."
    )
    received_on = models.DateField(help_text="The day the controller received it, Seoul date; its ten days begin then.")
    proof = models.CharField(
        max_length=200, help_text="How the team knows: the number of a registered letter, a receipt."
    )
    deadline = models.ForeignKey(
        Deadline, on_delete=models.PROTECT, related_name="access_requests", help_text="Until when an answer is due."
    )
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text="Who entered that day."
    )
    marked_at = models.DateTimeField(default=timezone.now, help_text="When it was entered.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["filing", "entry"], name="access_request_once_per_person"),
            models.CheckConstraint(condition=~Q(proof=""), name="access_request_has_proof"),
        ]
        ordering = ["entry__number"]

    @property
    def answer(self):
        """What came back last; None while nothing did."""
        return max(self.answers.all(), key=lambda answer: answer.pk, default=None)


class AccessAnswer(models.Model):
    """What the controller answered one person. Rows are only added: the newest counts, such as access after a delay."""

    class Outcome(models.TextChoices):
        GRANTED = "granted", _("Access given")
        REFUSED = "refused", _("Refused")
        DELAYED = "delayed", _("Put off")

    NEED_REASON = (Outcome.REFUSED, Outcome.DELAYED)

    id = models.BigAutoField(primary_key=True, help_text="Counts up.")
    request = models.ForeignKey(
        AccessRequest, on_delete=models.PROTECT, related_name="answers", help_text="The request it answers."
    )
    outcome = models.CharField(max_length=7, choices=Outcome, help_text="What was answered.")
    answered_on = models.DateField(help_text="The day the answer reached us, Seoul date.")
    reason = models.CharField(max_length=300, blank=True, help_text="Their reason, where it was refused or put off.")
    appeal = models.CharField(
        max_length=300, blank=True, help_text="How it can be contested, as their notice says; or that it does not say."
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text="Who entered it."
    )
    entered_at = models.DateTimeField(default=timezone.now, help_text="When.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="granted")
                | (Q(outcome__in=["refused", "delayed"]) & ~Q(reason="") & ~Q(appeal="")),
                name="access_refusal_has_reason_and_way",
            )
        ]
        ordering = ["-id"]
