"""What beat clears away each night: answers kept for repeats, ended sessions, accounts nobody came back to."""

from datetime import timedelta

from celery import shared_task
from django.contrib.sessions.models import Session
from django.utils import timezone

from litigation.accounts.actions import sweep_unused_accounts
from litigation.web import space
from litigation.web.models import IdempotencyKey

KEYS_KEPT = timedelta(days=2)


@shared_task(name="litigation.web.clear")
def clear():
    """Safe to run twice; every part deletes only what is over."""
    IdempotencyKey.objects.filter(created_at__lt=timezone.now() - KEYS_KEPT).delete()
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    sweep_unused_accounts()


@shared_task(name="litigation.web.sweep_uploads")
def sweep_uploads():
    """What half-received uploads left behind lies there unsealed, so it goes within hours."""
    space.sweep_uploads()
