"""What the lawyers write to many of their clients at once, and who has read it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claimants.claims.models import Claim
from claimants.notices.models import Notice
from documents.rounds.models import Round
from litigation.cases.models import Case


class Bulletin(models.Model):
    """A message to everybody in a case or a round. The mail only says that it is there; the words stand on the person's page."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SENT = "sent", _("Sent out")
        TAKEN_BACK = "taken_back", _("Taken back")
        DISCARDED = "discarded", _("Thrown away")

    TRANSITIONS = {
        ("draft", "sent"): "bulletin.sent",
        ("sent", "taken_back"): "bulletin.taken_back",
        ("draft", "discarded"): "bulletin.discarded",
        ("discarded", "draft"): "bulletin.restored",
    }

    id = models.UUIDField(
        primary_key=True, default=uuid.uuid4, editable=False, help_text="Random; safe to show in a URL."
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="bulletins", help_text="In which case.")
    round = models.ForeignKey(
        Round,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="bulletins",
        help_text="To the plaintiffs of this round. Empty: to everybody who sent a claim in the case.",
    )
    texts = models.JSONField(help_text="By language code: {subject, body}, as it was written.")
    status = models.CharField(max_length=12, choices=Status, default=Status.DRAFT, help_text="Whether it went out.")
    version = models.PositiveIntegerField(
        default=1, help_text="Counts changes, so that what is sent is what its sender looked at."
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text="Who wrote it last."
    )
    written_at = models.DateTimeField(default=timezone.now, help_text="When it was begun.")
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who sent it; only they take it back.",
    )
    leaves_at = models.DateTimeField(
        null=True, blank=True, help_text="Until then it can be taken back, and nobody sees it. Empty: not sent."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["draft", "discarded"]) | Q(leaves_at__isnull=False, sent_by__isnull=False),
                name="bulletin_sent_has_sender",
            )
        ]
        ordering = ["-written_at"]

    def __str__(self):
        return f"bulletin {self.id}"


class Delivery(models.Model):
    """That a bulletin is for this claim, and whether its person has opened it."""

    id = models.BigAutoField(primary_key=True, help_text="Counts up; never shown.")
    bulletin = models.ForeignKey(
        Bulletin, on_delete=models.CASCADE, related_name="deliveries", help_text="Which message."
    )
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="bulletins", help_text="For whom.")
    notice = models.OneToOneField(
        Notice, null=True, on_delete=models.SET_NULL, related_name="+", help_text="The mail that says it is there."
    )
    read_at = models.DateTimeField(null=True, blank=True, help_text="When it was first opened. Empty: not yet.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bulletin", "claim"], name="delivery_once_per_claim")]
