"""Who reads a claim now, and what has to be looked at before it is accepted. Pure."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import ngettext

from litigation.law import eligibility

LOCK_MINUTES = 20
UNDO = timedelta(minutes=10)  # so long a decision is undone by who made it, and its mail waits


def is_locked(claim, user):
    """Whether somebody other than this user has the claim open to read it."""
    taken = claim.status == "in_review" and claim.reviewer_id != user.pk
    return bool(taken and claim.locked_until and claim.locked_until > timezone.now())


def needs_a_look(claim):
    """Whether the eligibility rule leaves it open if the claim is covered: whoever accepts it says why."""
    return claim.verdict not in (eligibility.YES, eligibility.NO)


def unseen_words(seen):
    """How many files somebody has not opened yet, of those that can be opened."""
    number = len(seen.unseen)
    sentence = ngettext(
        "%(n)s of %(all)s files was not opened by you yet. Look at it, then decide.",
        "%(n)s of %(all)s files were not opened by you yet. Look at them, then decide.",
        number,
    )
    return sentence % {"n": number, "all": len(seen.files)}
