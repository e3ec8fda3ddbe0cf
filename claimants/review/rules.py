"""Who reads a claim now, and what has to be looked at before it is accepted. Pure."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext_lazy

from litigation.law import eligibility

LOCK_MINUTES = 20
UNDO = timedelta(minutes=10)  # so long a decision is undone by who made it, and its mail waits


# What keeps a claim from being accepted, in the order it is asked.
NOT_ACCEPTED = {
    "claim.no_mandate": gettext_lazy(
        "There is no signed power of attorney in force, so nobody can act for this person."
    ),
    "claim.hangul_open": gettext_lazy("Confirm the Korean spelling of the name first; it stands in every paper."),
    "claim.rule_says_no": gettext_lazy(
        "The eligibility rule finds no trip in the window. Ask for more, or close the claim as not eligible."
    ),
    "claim.files_unseen": ngettext_lazy(
        "You have not opened %(n)s of %(all)s files yet. Look at it, then decide.",
        "You have not opened %(n)s of %(all)s files yet. Look at them, then decide.",
        "n",
    ),
    "claim.look_unanswered": gettext_lazy(
        "The eligibility rule leaves it open. Say in one line why this claim can be accepted."
    ),
}


def is_locked(claim, user):
    """Whether somebody other than this user has the claim open to read it."""
    taken = claim.status == "in_review" and claim.reviewer_id != user.pk
    return bool(taken and claim.locked_until and claim.locked_until > timezone.now())


def needs_a_look(claim):
    """Whether the eligibility rule leaves it open if the claim is covered: whoever accepts it says why."""
    return claim.verdict not in (eligibility.YES, eligibility.NO)
