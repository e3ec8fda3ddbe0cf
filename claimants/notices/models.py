"""Messages to people: one row each, from the act that caused it to the mail server's answer."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from claimants.claims.models import Claim
from litigation.outbox.models import Outgoing


class Notice(Outgoing):
    """A message. Its words are made when it is sent, in the person's language; the row keeps no text and no address."""

    class State(models.TextChoices):
        QUEUED = "queued", "Waits to be sent"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Handed to the mail server"
        FAILED = "failed", "Could not be sent"
        READ = "read", "Seen on the person's pages"

    id = models.UUIDField(
        primary_key=True,
        default=uuid.uuid4,
        editable=False,
        help_text="Random; also in the Message-ID, so a repeat is seen as one.",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices", help_text="To whom."
    )
    claim = models.ForeignKey(
        Claim, null=True, blank=True, on_delete=models.CASCADE, related_name="notices", help_text="About which claim."
    )
    kind = models.CharField(max_length=40, help_text="Which message: a folder of templates/emails/.")
    language = models.CharField(max_length=12, help_text="Language it is written in.")
    params = models.JSONField(default=dict, blank=True, help_text="Ids and dates the template needs; no personal data.")
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED, help_text="How far it is.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(state="sent") | Q(sent_at__isnull=False), name="notice_sent_has_time")
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(state__in=["queued", "sending"]), name="notice_outbox")]
        ordering = ["-created_at"]
