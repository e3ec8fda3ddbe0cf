"""What beat clears away here: answers kept for repeats, and what half-received uploads left behind."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from litigation.web import space
from litigation.web.models import IdempotencyKey

KEYS_KEPT = timedelta(days=2)


@shared_task(name="litigation.web.clear")
def clear():
    """Safe to run twice; deletes only what is over."""
    IdempotencyKey.objects.filter(created_at__lt=timezone.now() - KEYS_KEPT).delete()


@shared_task(name="litigation.web.sweep_uploads")
def sweep_uploads():
    """What half-received uploads left behind lies there unsealed, so it goes within hours."""
    space.sweep_uploads()
