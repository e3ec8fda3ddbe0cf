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
    if to_status == "filed":
        suits = TollingEvent.objects.filter(claim__in=objs, kind=TollingEvent.Kind.SUIT, struck_at=None)
        entered = set(suits.values_list("claim_id", flat=True))
        today = [claim for claim in objs if claim.pk not in entered]
        actions.suit_filed(claims=today, on=timezone.localdate(), actor=actor)
        late = Clock.objects.filter(
            claim__in=entered, state=Clock.State.RUNNING
        )  # its suit came too late to hold the time
        objs = [claim for claim in objs if claim.pk in set(late.values_list("claim_id", flat=True))]
    elif not (from_status == "draft" or from_status in GONE or to_status in GONE):
        return
    if objs:
        actions.count(case=objs[0].case, claims=[claim.pk for claim in objs])


@receiver(starts_changed, dispatch_uid="clocks.follow_starts")
def follow_starts(sender, theory, actor, **_):
    actions.start_recount(case=theory.case, actor=actor)
