"""What beat clears away each night: answers kept for repeats, ended sessions, old codes, counts that are over."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from litigation.accounts import limits
from litigation.accounts.code_actions import sweep_codes
from litigation.accounts.models import Session
from litigation.web import space
from litigation.web.models import IdempotencyKey

KEYS_KEPT = timedelta(days=2)


@shared_task(name="litigation.web.clear")
def clear():
    """Safe to run twice; every part deletes only what is over."""
    IdempotencyKey.objects.filter(created_at__lt=timezone.now() - KEYS_KEPT).delete()
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    sweep_codes()
    limits.sweep()


@shared_task(name="litigation.web.sweep_uploads")
def sweep_uploads():
    """What half-received uploads left behind lies there unsealed, so it goes within hours."""
    space.sweep_uploads()
