"""Requests end when their person leaves, and go with what the person gave."""

from django.dispatch import receiver

from claimants.claims.models import Claim
from claimants.intake.actions import drop_requests, forget
from claimants.leaving.signals import forgotten
from litigation.workflow import moved


@receiver(moved, sender=Claim, dispatch_uid="requests.follow_claim")
def follow_claims(sender, objs, to_status, **_):
    if to_status == "withdrawn":
        drop_requests(claims=objs)


@receiver(forgotten, dispatch_uid="requests.forget")
def forget_requests(sender, claim, **_):
    forget(claim=claim)
