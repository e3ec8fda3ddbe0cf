"""Where every claim stood at every moment: one span for each state it was in, closed and opened by the move itself.

The ledger says the same, act by act; spans answer "how many, at that instant" in one query. They are written in the
transaction of the move, so they cannot differ from it, and the database allows one open span for each claim.
"""

from django.db.models import Q
from django.dispatch import receiver

from claimants.claims.models import Claim, StatusSpan
from litigation.workflow import moved


@receiver(moved, sender=Claim, dispatch_uid="claims.history")
def keep(sender, objs, from_status, to_status, **kwargs):
    """Close the span each claim leaves and open the one it enters, at the moment of the move."""
    at = objs[0].status_changed_at  # one moment for all that move together
    spans = StatusSpan.objects.filter(claim__in=objs)
    missing = []
    if spans.filter(until_at=None).update(until_at=at) != len(objs):
        known = set(spans.filter(until_at=at).values_list("claim", flat=True))
        missing = [claim for claim in objs if claim.pk not in known]
    left = {"status": from_status, "until_at": at}
    rows = [StatusSpan(claim=claim, from_at=min(claim.created_at, at), **left) for claim in missing]
    rows += [StatusSpan(claim=claim, status=to_status, from_at=at) for claim in objs]
    StatusSpan.objects.bulk_create(rows)


def begin(claim):
    """The first span of a claim that was just begun."""
    StatusSpan.objects.create(claim=claim, status=claim.status, from_at=claim.created_at)


def spans_at(case, at):
    """The span of each claim of the case that held at this moment. A span holds from its beginning until before its end."""
    spans = StatusSpan.objects.filter(claim__case=case, from_at__lte=at)
    return spans.filter(Q(until_at=None) | Q(until_at__gt=at))
