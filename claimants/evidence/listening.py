"""Proof goes with what its person gave."""

from django.dispatch import receiver

from claimants.evidence.actions import forget
from claimants.leaving.signals import forgotten


@receiver(forgotten, dispatch_uid="evidence.forget")
def forget_proof(sender, claim, **_):
    forget(claim=claim)
