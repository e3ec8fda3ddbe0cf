"""Sentences for the codes of law/eligibility.py and law/reference.py, in the reader's language."""

from datetime import date

from django.utils import formats
from django.utils.translation import gettext_lazy as _

from litigation.law.eligibility import Reason
from litigation.law.partial import DAY, MONTH, PartialDate

REASONS = {
    "in_window": _("The journey lies between %(first)s and %(last)s, the days the Ministry of Justice disclosed."),
    "before_window": _("The journey was before %(first)s. Nothing shows that records from then were used."),
    "after_window": _("The journey was after %(last)s. Nothing shows that records from then were used."),
    "date_straddles": _(
        "“%(when)s” reaches beyond the days from %(first)s to %(last)s. The exact day would settle it: "
        "look for a ticket, a stamp or an old message."
    ),
    "window_has_gaps": _(
        "Not every day between %(first)s and %(last)s is covered. Register with the dates of your journeys, and we can say."
    ),
    "date_unknown": _("We need at least the year of the journey. A ticket, a stamp or an old message can help."),
    "direction_not_covered": _("For this passport only journeys into Korea are covered, not journeys out of it."),
    "direction_unknown": _(
        "It matters whether this was a journey into Korea or out of it. Tell us if you can find out."
    ),
    "nationality_both": _(
        "It matters which passport was used on that journey. Tell us if you know; otherwise a lawyer looks at it."
    ),
    "nationality_unknown": _(
        "It matters which nationality you had on that journey. A lawyer will look at it with you."
    ),
    "needs_a_person": _(
        "Foreign children under %(age)s were not usually photographed on arrival. A lawyer will look at this claim."
    ),
    "age_straddles": _("You turned %(age)s around that time. The exact day of the journey would settle it."),
    "birth_date_unknown": _(
        "Foreign children under %(age)s were not usually photographed on arrival, so we need the date of birth."
    ),
    "other_port": _("Journeys through %(port)s are not part of this case."),
    "no_trips": _("Add a journey to or from Korea, and we can say whether it is covered."),
    "proof_can_be_found": _(
        "You will need something that shows the journey. A ticket mail, a stamp, a boarding pass or a bank statement "
        "will do, and you can ask the Korean immigration office for your entry and exit record."
    ),
}

RESULTS = {
    "yes": _("You are affected, as far as your answers show."),
    "maybe": _("You may be affected. Register, and a lawyer will look at it."),
    "no": _("This case does not cover your journey."),
}

TRIP_STATES = {
    "in_window": _("Covered"),
    "before": _("Before the days covered"),
    "after": _("After the days covered"),
    "uncertain": _("Needs one more detail"),
    "exempt_age": _("A lawyer looks at it"),
    "not_covered": _("Not a journey into Korea"),
    "other_port": _("Another port"),
}


def sentence(reason: Reason | dict) -> str:
    """The sentence for a reason, or for one as a claim stores it ({"code": …, "params": …})."""
    code, params = (reason.code, reason.params) if isinstance(reason, Reason) else (reason["code"], reason["params"])
    return str(REASONS[code]) % {name: _shown(value) for name, value in params.items()}


def _shown(value):
    """ISO dates as the reader writes them, other values as they are."""
    try:
        when = PartialDate.parse(value)
    except (ValueError, AttributeError):
        return value
    known = {DAY: "DATE_FORMAT", MONTH: "YEAR_MONTH_FORMAT"}.get(when.precision)
    return formats.date_format(date(when.year, when.month or 1, when.day or 1), known) if known else str(when.year)
