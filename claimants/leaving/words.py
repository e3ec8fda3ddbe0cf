"""What becomes of one's data after leaving, as its person reads it."""

from datetime import date

from django.utils import formats
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from claimants.claims.models import Claim
from claimants.leaving.queries import Held, kept
from litigation.law.figures import SEOUL
from litigation.law.retention import LEFT, MANDATE

DELETED = {LEFT: gettext_lazy("What people wrote and sent"), MANDATE: gettext_lazy("Powers of attorney")}


def what_is_kept(claim: Claim) -> list[str]:
    """Sentences, each with its day: of a claim that was left, or as it would be if it were left today."""
    still = kept(claim)
    said = []
    if still.held.in_papers:
        said += [_("Papers for the court were made from what you gave, so it is kept with them.")]
    said += why_held(still.held)
    if claim.erased_at:
        day = _day(claim.erased_at.astimezone(SEOUL).date())
        said += [_("On %(date)s we deleted what you wrote and sent.") % {"date": day}]
    if still.answers_until:
        said += [_("After %(date)s we delete what you wrote and sent.") % {"date": _day(still.answers_until)}]
    if still.mandate_until:
        sentence = _(
            "The power of attorney you signed stays until %(date)s, because lawyers must keep a register of them."
        )
        said += [sentence % {"date": _day(still.mandate_until)}]
    return said


def why_held(held: Held) -> list[str]:
    """A sentence for each hold. Who finds no reason in their own language reads it in English, else in Korean, else as it is."""
    sentence = _("Your data is kept longer than planned. The reason: %(reason)s")
    return [sentence % {"reason": _reason(hold.told)} for hold in held.holds]


def _reason(told):
    return next(told[each] for each in (get_language(), "en", "ko", *told) if each in told)


def _day(day: date) -> str:
    return formats.date_format(day, "DATE_FORMAT")
