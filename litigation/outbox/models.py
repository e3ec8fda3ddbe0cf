"""A mail that waits, is being sent, or came to its end. Each room keeps its own table of them."""

from django.db import models
from django.utils import timezone


class Outgoing(models.Model):
    """What every mail says of its way. Its words, and to whom it goes, the room's own table adds."""

    class State(models.TextChoices):
        QUEUED = "queued", "Waits to be sent"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Handed to the mail server"
        FAILED = "failed", "Could not be sent"

    state = models.CharField(max_length=8, choices=State, default=State.QUEUED, help_text="How far it is.")
    attempts = models.PositiveSmallIntegerField(default=0, help_text="How often sending was tried.")
    due_at = models.DateTimeField(default=timezone.now, help_text="Not before this.")
    claimed_until = models.DateTimeField(
        null=True, blank=True, help_text="A sender has it until then; after that another may try."
    )
    tried_at = models.DateTimeField(null=True, blank=True, help_text="When sending was tried last.")
    reason = models.CharField(
        max_length=12, blank=True, help_text="Why it could not be sent when it was tried last; empty: it could."
    )
    sent_at = models.DateTimeField(null=True, blank=True, help_text="When the mail server took it.")
    created_at = models.DateTimeField(default=timezone.now, help_text="When the act behind it happened.")

    class Meta:
        abstract = True
