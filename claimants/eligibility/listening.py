"""What was counted about a claim goes with what its person gave."""

from django.dispatch import receiver

from claimants.eligibility.actions import forget
from claimants.leaving.signals import forgotten


@receiver(forgotten, dispatch_uid="rules.forget")
def forget_changes(sender, claim, **_):
    forget(claim=claim)
