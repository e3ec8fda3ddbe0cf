"""Korea's public holidays: the library's, corrected by dated rows. Saturdays and Sundays are tested apart. Pure.

Sources: Act on Public Holidays; Decree on Holidays of Public Offices 2-4 (rows holiday.table and holiday.day).
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import holidays

from litigation.law.rows import LawTable, Row, shipped

TABLE, DAY = "holiday.table", "holiday.day"
WORKING_DAY = "working day"


@dataclass(frozen=True)
class Holiday:
    day: date
    name: str
    """As written in Korea; followed by English in brackets where the library knows it."""
    row: Row


def holiday(day: date, *, table: LawTable | None = None) -> Holiday | None:
    """The public holiday of that day, or None. A row of the table wins over the library.

    Refuses (LawProblem "law.outside") a day outside the years the calendar is good for.
    """
    table = table or shipped()
    source = table.row(TABLE, day)
    named = [row for row in table.history(DAY) if row.effective_from == day]  # one day each, whatever its end says
    if named:
        row = named[-1]
        return None if row.value == WORKING_DAY else Holiday(day, row.word, row)
    name = _of_year(day.year).get(day)
    return Holiday(day, name, source) if name else None


@lru_cache(maxsize=128)
def _of_year(year: int) -> dict[date, str]:
    korean, english = (holidays.country_holidays("KR", years=year, language=language) for language in ("ko", "en_US"))
    return {day: f"{name} ({english[day]})" for day, name in korean.items()}
