"""Statutory interest on what is claimed. Pure; rates are rows of data/interest.toml."""

from calendar import isleap
from datetime import date, timedelta
from fractions import Fraction

from litigation.law.computation import Computation, Step
from litigation.law.figures import day, part, share, won, written
from litigation.law.rows import LawProblem, LawTable, Row, shipped
from litigation.law.sentences import gettext_noop as _

DAY = timedelta(days=1)


def interest(
    principal: int, *, since: date, until: date, served_on: date | None = None, table: LawTable | None = None
) -> Computation[int]:
    """Interest from `since` to `until`, both days counted, in whole won.

    민법 379: 5 % a year; from the day after the complaint was served (`served_on`) the rate of 소송촉진 등에 관한 특례법 3①, 12 %
    since 2019-06-01, and before that what its decrees said. Whole years count as years, days beyond them as parts of 365.
    Exact fractions are added; only the sum loses its fraction of a won.
    """
    principal, since, until, table = won(principal), day(since), day(until), table or shipped()
    served_on = min(day(served_on), until) if served_on else until
    if until < since:
        raise LawProblem("interest.backwards", _("The last day lies before the first. Exchange them."))
    low = _stretches("interest.civil", since, served_on, table)
    high = _stretches("interest.litigation", max(since, served_on + DAY), until, table)
    steps = [_step(principal, *stretch, table) for stretch in (*low, *high)]
    total = sum((step.value for step in steps), Fraction(0))
    whole = int(total)
    shown = f"{' + '.join(written(step.value) for step in steps)} → {written(whole)}"
    return Computation(whole, (*steps, Step("interest.sum", whole, shown, rows=(table.row("interest.from", since),))))


def _stretches(key: str, first: date, last: date, table: LawTable) -> list[tuple[Row, date, date]]:
    """(row, first day, last day) of each stretch of days with one rate."""
    begins = {
        row.effective_from for row in table.history(key) if row.effective_from and first < row.effective_from <= last
    }
    ends = {
        row.effective_to + DAY for row in table.history(key) if row.effective_to and first <= row.effective_to < last
    }
    starts = sorted({first} | begins | ends) if first <= last else []
    closes = [start - DAY for start in starts[1:]] + [last]
    return [(table.row(key, start), start, close) for start, close in zip(starts, closes, strict=False)]


def _step(principal: int, rate: Row, first: date, last: date, table: LawTable) -> Step[Fraction]:
    year = table.row("interest.year_days", first)
    years, days = _years_and_days(first, last)
    amount = principal * share(rate) * (years + Fraction(days, year.number))
    time = " + ".join(term for term in (str(years) if years else "", f"{days}/{year.value}" if days else "") if term)
    return Step(
        "interest.years",
        amount,
        f"{written(principal)} × {part(rate)} × ({time}) = {written(amount)}",
        {"rate": part(rate), "first": first, "last": last},
        (rate, year),
    )


def _years_and_days(first: date, last: date) -> tuple[int, int]:
    """Whole calendar years from the first day on, and the days beyond them."""
    end = last + DAY
    years = end.year - first.year
    if _later(first, years) > end:
        years -= 1
    return years, (end - _later(first, years)).days


def _later(first: date, years: int) -> date:
    """The day after so many years that began on `first`; years from 29 February end with February (민법 160③)."""
    year = first.year + years
    if (first.month, first.day) == (2, 29) and not isleap(year):
        return date(year, 3, 1)
    return first.replace(year=year)
