"""Notes go with what their person gave."""

from django.dispatch import receiver

from claimants.leaving.signals import forgotten
from claimants.review.actions import forget


@receiver(forgotten, dispatch_uid="notes.forget")
def forget_notes(sender, claim, **_):
    forget(claim=claim)
