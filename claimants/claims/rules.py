"""When a claim's answers may be changed."""

from django.utils.translation import gettext as _

from litigation.errors import DomainError

EDITABLE = {"draft", "needs_information"}
BEFORE_PAPERS = {"submitted", "in_review", "accepted"}  # sent, and in no paper of the court yet


def refuse_unless_editable(claim):
    """Answers can change until the claim is sent, and again while a lawyer waits for something."""
    if claim.status not in EDITABLE:
        raise DomainError(
            "claim.not_editable",
            _(
                "You have sent this claim, so its answers are fixed. If something is wrong, call the lawyers: they can open it "
                "again."
            ),
            status=409,
        )


def refuse_erased(claim):
    """Nothing is written about a person any more once what they gave was deleted."""
    if claim.erased_at:
        sentence = _("What this person gave was deleted after they left, so nothing more is kept about them.")
        raise DomainError("claim.erased", sentence, status=409)
