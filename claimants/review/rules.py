"""Who reads a claim now. Pure."""

from datetime import timedelta

from django.utils import timezone

LOCK_MINUTES = 20
UNDO = timedelta(minutes=10)  # so long a decision is undone by who made it, and its mail waits


def is_locked(claim, user):
    """Whether somebody other than this user has the claim open to read it."""
    taken = claim.status == "in_review" and claim.reviewer_id != user.pk
    return bool(taken and claim.locked_until and claim.locked_until > timezone.now())
