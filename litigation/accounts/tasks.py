"""What beat asks of accounts: whose old address was not told yet, and which sessions, codes and counts are over."""

from celery import shared_task
from django.utils import timezone

from litigation.accounts import limits
from litigation.accounts.actions import tell_old_addresses
from litigation.accounts.actions_codes import sweep_codes
from litigation.accounts.models import Session


@shared_task(name="litigation.accounts.tell")
def tell():
    """Safe to run twice: who was told is told once."""
    tell_old_addresses()


@shared_task(name="litigation.accounts.clear")
def clear():
    """Safe to run twice; every part deletes only what is over."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    sweep_codes()
    limits.sweep()
