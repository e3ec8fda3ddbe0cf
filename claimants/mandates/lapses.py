"""Why a power of attorney that was signed counts no longer: it dies with what it was made from. Pure but for its words.

What its text does not print, and how Korean letters spell the name, does not touch it.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claimants.mandates.signed import Content

AGE = "age"
WORDS = {  # code → what changed since it was signed, for its signer and for the desk
    "name": gettext_lazy("the name"),
    "birth": gettext_lazy("the birth date"),
    "nationality": gettext_lazy("the nationality"),
    "address": gettext_lazy("the address"),
    "representative": gettext_lazy("who acts for the person"),
    "lawyers": gettext_lazy("the lawyers, of whom none acts any more"),
}


def lapses(signed: Content, now: Content) -> tuple[str, ...]:
    """The codes of what it printed when it was signed and would print otherwise now."""
    before, today = signed.person, now.person
    changed = {
        "name": _is_named_otherwise(before, today),
        "birth": before.birth_date != today.birth_date,
        "nationality": before.nationality != today.nationality,
        "address": before.address != today.address,
        "representative": before.representative != today.representative,
        "lawyers": bool(now.lawyers) and not _numbers(signed) & _numbers(now),
    }
    return tuple(code for code, differs in changed.items() if differs)


def sentence(codes: Iterable[str]) -> str:
    """In the reader's language: Changed since it was signed: the name, the address."""
    codes = list(codes)
    if AGE in codes:
        return _("Signed by a minor: under Korean law the parents act.")
    return _("Changed since it was signed: %(what)s.") % {"what": ", ".join(str(WORDS[code]) for code in codes)}


def _is_named_otherwise(before, today):
    """By the name of the passport, and in the person's own script; a Korean spelling is only a reading of them."""
    latin = (before.passport_name or before.hangul_name) != (today.passport_name or today.hangul_name)
    return latin or _lost(before.own_name, today) or _lost(today.own_name, before)


def _lost(own_name, person):
    return bool(own_name) and own_name not in (person.own_name, person.hangul_name, person.passport_name)


def _numbers(content):
    return {lawyer.bar_number for lawyer in content.lawyers}
