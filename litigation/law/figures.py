"""Whole won, counts and days as people hand them in, checked; and how figures are written in a derivation. Pure.

Every computation of the law asks here first, so that a wrong question is refused in one voice: LawProblem, with a sentence.
"""

import re
from collections.abc import Collection
from datetime import date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from litigation.law.rows import LawProblem, LawTable, Row
from litigation.law.sentences import gettext_noop as _

DIGITS = re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+|-?[0-9]+")
SEOUL = ZoneInfo("Asia/Seoul")  # the court's clock
MOST_WON = 10**15  # 120 million travellers at 3,000,000 won each would be 3.6 × 10^14
MOST_PARTIES = 10**9
YEARS = range(1900, 2200)


def today() -> date:
    """The day it is at the court."""
    return datetime.now(SEOUL).date()


def day(on: object) -> date:
    """The day asked about; today where none was named."""
    if on is None:
        return today()
    if isinstance(on, datetime) or not isinstance(on, date):
        raise LawProblem("law.day", _("%(given)s is not a day. Write it as 2026-11-26."), given=on)
    if on.year not in YEARS:
        raise LawProblem("law.day_far", _("%(given)s is too far away. Name a day of this time."), given=on.isoformat())
    return on


def won(value: object) -> int:
    """An amount of money. Refuses what is not a whole number, is negative, or is more than any suit was ever about."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise LawProblem("law.not_whole", _("%(given)s is not a whole number of won. Write digits only."), given=value)
    if value < 0:
        raise LawProblem("law.negative", _("%(given)s is negative. Write an amount of 0 won or more."), given=value)
    if value > MOST_WON:
        raise LawProblem(
            "law.too_large",
            _("The amount is above %(most)s won. Look at the digits once more."),
            most=written(MOST_WON),
        )
    return value


def plaintiffs(number: object) -> int:
    """How many plaintiffs: a whole number from 1."""
    return _count(number, "law.plaintiffs", _("%(given)s is not a number of plaintiffs. Write 1 or more."))


def defendants(number: object) -> int:
    """How many defendants: a whole number from 1."""
    return _count(number, "law.defendants", _("%(given)s is not a number of defendants. Write 1 or more."))


def _count(number: object, code: str, sentence: str) -> int:
    if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= MOST_PARTIES:
        raise LawProblem(code, sentence, given=number)
    return number


def one_of(word: object, choices: Collection[str], code: str) -> str:
    """A word that must be one of those the law knows."""
    if not isinstance(word, str) or word not in choices:
        raise LawProblem(
            code, _("%(given)s is not known here. It is one of %(choices)s."), given=word, choices=", ".join(choices)
        )
    return word


def policy(asked: str | None, key: str, on: date, table: LawTable) -> tuple[int | str | bool, tuple[Row, ...]]:
    """What was asked for, or what the table's policy says, with the row it stands in."""
    if asked:
        return asked, ()
    row = table.row(key, on)
    return row.value, (row,)


def share(row: Row) -> Fraction:
    """The fraction a row means: 50 "per 10000" is 50/10000."""
    return Fraction(row.number, int(row.unit.removeprefix("per ")))


def written(value: int | Fraction) -> str:
    """A figure as one writes it by hand: 3,000,000; 493,827.156; 1/3 where no decimals end."""
    value = Fraction(value)
    if value.denominator == 1:
        return f"{value.numerator:,}"
    for digits in range(1, 7):
        scaled = value * 10**digits
        if scaled.denominator == 1:
            return f"{int(value):,}.{int(abs(scaled)) % 10**digits:0{digits}}"
    return f"{int(value):,}.{int(abs(value) * 100) % 100:02}…"


def part(row: Row) -> str:
    """A rate as the Act writes it: 50/10,000."""
    return f"{row.number:,}/{int(row.unit.removeprefix('per ')):,}"


def read_whole(text: str) -> int | str:
    """The whole number a person typed, with or without commas; the text itself where it is none, to be refused by name."""
    text = text.strip()
    return int(text.replace(",", "")) if DIGITS.fullmatch(text) and len(text) < 40 else text


def read_day(text: str | None) -> date | None:
    """The day a person typed as 2026-11-26; None where they named none."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return day(text)
