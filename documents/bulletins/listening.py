"""Whom we wrote to goes with what they gave."""

from django.dispatch import receiver

from claimants.leaving.signals import forgotten
from documents.bulletins.actions import forget


@receiver(forgotten, dispatch_uid="bulletins.forget")
def forget_deliveries(sender, claim, **_):
    forget(claim=claim)
