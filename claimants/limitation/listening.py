"""Clocks follow by themselves: a claim is sent, filed, leaves or comes back; counsel counts from another day."""

from django.dispatch import receiver
from django.utils import timezone

from claimants.claims.models import Claim
from claimants.leaving.signals import forgotten
from claimants.limitation import actions
from claimants.limitation.models import Clock, TollingEvent
from claimants.limitation.rules import GONE
from litigation.theories.signals import starts_changed
from litigation.workflow import moved


@receiver(moved, sender=Claim, dispatch_uid="clocks.follow_claim")
def follow_claims(sender, objs, from_status, to_status, actor, **_):
    """Inside the transaction of the move. A claim that is filed was filed today, unless a day was entered before."""
    if to_status == "filed":
        _follow_filing(objs, actor)
    elif from_status == "draft" or from_status in GONE or to_status in GONE:
        actions.count(case=objs[0].case, claims=[claim.pk for claim in objs])


def _follow_filing(claims, actor):
    suits = TollingEvent.objects.filter(claim__in=claims, kind=TollingEvent.Kind.SUIT, struck_at=None)
    entered = set(suits.values_list("claim_id", flat=True))
    actions.suit_filed(claims=[c for c in claims if c.pk not in entered], on=timezone.localdate(), actor=actor)
    late = Clock.objects.filter(
        claim__in=entered, state=Clock.State.RUNNING
    )  # their suit came too late to hold the time
    if counted_anew := list(late.values_list("claim_id", flat=True).distinct()):
        actions.count(case=claims[0].case, claims=counted_anew)


@receiver(forgotten, dispatch_uid="clocks.forget")
def forget_clocks(sender, claim, **_):
    actions.forget(claim=claim)


@receiver(starts_changed, dispatch_uid="clocks.follow_starts")
def follow_starts(sender, theory, actor, **_):
    actions.start_recount(case=theory.case, actor=actor)
