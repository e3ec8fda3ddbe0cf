"""What the web needs to remember: the answers given to idempotent writes."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone


class IdempotencyKey(models.Model):
    """One write somebody asked for under a key of their choice, and the answer it got. Swept after two days."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", help_text="Whose key it is."
    )
    key = models.CharField(max_length=200, help_text="As sent in the Idempotency-Key header.")
    digest = models.CharField(
        max_length=64, help_text="SHA-256 of method, path and body: the same key must mean the same act."
    )
    status = models.PositiveSmallIntegerField(
        null=True, help_text="HTTP status of the answer. Empty while it is running."
    )
    body = models.JSONField(null=True, encoder=DjangoJSONEncoder, help_text="The answer, as given the first time.")
    created_at = models.DateTimeField(default=timezone.now, help_text="When the key was first seen.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="idempotency_key_once_per_user")]
