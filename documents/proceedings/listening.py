"""What a change of somebody's account does to their calendar: its secret address may be known to whoever had the old one."""

from django.dispatch import receiver

from documents.proceedings.actions_feed import revoke
from litigation.accounts.actions import address_changed


@receiver(address_changed)
def revoke_calendar(user, **_kwargs):
    revoke(user=user)
