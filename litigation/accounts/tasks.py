"""Beat asks every five minutes: whose old address was not told yet?"""

from celery import shared_task

from litigation.accounts.actions import tell_old_addresses


@shared_task(name="litigation.accounts.tell")
def tell():
    """Safe to run twice: who was told is told once."""
    tell_old_addresses()
