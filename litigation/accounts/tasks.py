"""What beat asks of accounts: mails that wait, and which sessions, codes, mails and counts are over."""

from celery import shared_task
from django.utils import timezone

from litigation.accounts import actions_mails, limits
from litigation.accounts.actions_codes import sweep_codes
from litigation.accounts.models import Session

SECONDS = 20  # of one bell


@shared_task(name="litigation.accounts.send_mails")
def send_mails():
    """Send what could not be sent at once. Safe to run twice: each mail has one sender at a time."""
    actions_mails.send_due(seconds=SECONDS)


@shared_task(name="litigation.accounts.clear")
def clear():
    """Safe to run twice; every part deletes only what is over."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    sweep_codes()
    actions_mails.sweep_mails()
    limits.sweep()
