"""What a row that counsel adds must be like. Pure."""

import re
from collections.abc import Iterable
from datetime import date

from litigation.law.costs import SCOPES
from litigation.law.figures import MOST_WON, one_of
from litigation.law.foreign import BY_COUNTRY, RECORDED
from litigation.law.rows import LawProblem, LawTable, Row, check
from litigation.law.sentences import gettext_noop as _
from litigation.law.service_fee import PARTY_COUNTS
from litigation.law.stamp import ROUNDINGS
from litigation.law.suit import FILINGS

CHOICES = {
    "policy.stamp_rounding": ROUNDINGS,
    "policy.party_count": PARTY_COUNTS,
    "policy.security_scope": SCOPES,
    "policy.filing": FILINGS,
}
COUNTRY = re.compile(r"[A-Z]{2}")
YES_OR_NO = "in force"  # the unit of rows that are true or false


def group_of(key: str) -> str:
    """The table a key stands in: its first word."""
    return key.partition(".")[0]


def choices_of(key: str) -> tuple:
    """The words a key may say, where they are few; empty where any number or word may stand."""
    return RECORDED if group_of(key) == "reciprocity" else CHOICES.get(key, ())


def unit_of_new(key: str) -> str:
    """The unit of a country's first row in a table by country; empty for every other key."""
    table, _dot, country = key.partition(".")
    return BY_COUNTRY.get(table, "") if COUNTRY.fullmatch(country) else ""


def overlapping(row: Row, others: Iterable[Row]) -> list[Row]:
    """Of the other rows of its key, those that hold on a day on which this one holds too.

    A row without an end, which gives way to this one from its first day on, is none: that is how rows follow each other.
    """
    begins, ends = row.effective_from or date.min, row.effective_to or date.max
    found = []
    for other in others:
        since, until = other.effective_from or date.min, other.effective_to or date.max
        follows = since < begins and other.effective_to is None
        if other.sha256 != row.sha256 and since <= ends and begins <= until and not follows:
            found.append(other)
    return found


def refuse_unusable(row: Row, table: LawTable) -> None:
    """Refuse (LawProblem) a row no computation could use: without source or unit, of another kind or unit than the rows before
    it, a word the policy does not know, an amount beyond reason, a key of no table."""
    check(row)
    before = table.history(row.key)
    if not before and not _is_of_a_table(row.key, table):
        raise LawProblem("law.key", _("No table holds %(key)s. Take a key of the list."), key=row.key)
    if (before and type(row.value) is not type(before[-1].value)) or (
        row.unit == YES_OR_NO and not isinstance(row.value, bool)
    ):
        raise LawProblem("law.kind", _("%(key)s has another kind of value. Look at the rows before."), key=row.key)
    if before and _measure(row.unit) != _measure(before[-1].unit):
        raise LawProblem(
            "law.unit", _("%(key)s is counted in %(unit)s. Write the value in it."), key=row.key, unit=before[-1].unit
        )
    if choices := choices_of(row.key):
        one_of(row.value, choices, "law.choice")
    if isinstance(row.value, int) and not 0 <= row.value <= MOST_WON:
        raise LawProblem("law.range", _("Write a value from 0 to %(most)s."), most=f"{MOST_WON:,}")


def _is_of_a_table(key: str, table: LawTable) -> bool:
    """A new key stands in a table there is; in one by country, it names a country."""
    group = group_of(key)
    return bool(unit_of_new(key)) if group in BY_COUNTRY else group in {group_of(each.key) for each in table}


def _measure(unit: str) -> str:
    """ "per 100" and "per 10000" both count parts, and a row may change from one to the other; zero parts are none."""
    first, _space, parts = unit.partition(" ")
    return first if first == "per" and parts.isascii() and parts.isdigit() and int(parts) else unit
