"""A copy of one's data goes with what its person gave."""

from django.dispatch import receiver

from claimants.leaving.signals import forgotten
from documents.portability.actions import forget


@receiver(forgotten, dispatch_uid="portability.forget")
def forget_copy(sender, claim, **_):
    forget(claim=claim)
