"""Requests go with what their person gave."""

from django.dispatch import receiver

from claimants.intake.actions import forget
from claimants.leaving.signals import forgotten


@receiver(forgotten, dispatch_uid="requests.forget")
def forget_requests(sender, claim, **_):
    forget(claim=claim)
