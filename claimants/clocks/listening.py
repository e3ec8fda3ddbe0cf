"""Clocks follow by themselves: a claim is sent, filed, leaves or comes back; counsel counts from another day."""

from django.dispatch import receiver
from django.utils import timezone

from claimants.claims.models import Claim
from claimants.clocks import actions
from claimants.clocks.models import Clock, TollingEvent
from claimants.clocks.rules import GONE
from litigation.theories.signals import starts_changed
from litigation.workflow import moved


@receiver(moved, sender=Claim, dispatch_uid="clocks.follow_claim")
def follow_claims(sender, objs, from_status, to_status, actor, **_):
    """Inside the transaction of the move. A claim that is filed was filed today, unless a day was entered before."""
    for claim in objs:
        _follow(claim, from_status, to_status, actor)


def _follow(claim, from_status, to_status, actor):
    if to_status == "filed":
        if not claim.tolling_events.filter(kind=TollingEvent.Kind.SUIT, struck_at=None).exists():
            actions.suit_filed(claims=[claim], on=timezone.localdate(), actor=actor)
        elif claim.clocks.filter(state=Clock.State.RUNNING).exists():  # its suit came too late to hold the time
            actions.count(case=claim.case, claims=[claim.pk])
    elif from_status == "draft" or from_status in GONE or to_status in GONE:
        actions.count(case=claim.case, claims=[claim.pk])


@receiver(starts_changed, dispatch_uid="clocks.follow_starts")
def follow_starts(sender, theory, actor, **_):
    actions.start_recount(case=theory.case, actor=actor)
