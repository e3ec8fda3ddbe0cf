"""Dates of which only the year, or the year and month, are known. Pure: no Django here."""

import calendar
from dataclasses import dataclass
from datetime import date

DAY, MONTH, YEAR = "day", "month", "year"


@dataclass(frozen=True, order=True)
class PartialDate:
    """A day, a month or a year, as somebody remembers it. `first` and `last` are the days it may have been."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("A day needs its month.")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read "2018-05-11", "2018-05" or "2018"; refuse anything else with ValueError."""
        parts = text.split("-")
        if not 1 <= len(parts) <= 3 or not all(p.isascii() and p.isdigit() for p in parts) or len(parts[0]) != 4:
            raise ValueError("A date is written like 2018-05-11, 2018-05 or 2018.")
        return cls(*map(int, parts))

    @classmethod
    def of(cls, day: date, precision: str = DAY) -> "PartialDate":
        """As a row holds it: the first day of what is known, and how much of it is known."""
        return cls(day.year, None if precision == YEAR else day.month, day.day if precision == DAY else None)

    @property
    def precision(self) -> str:
        return DAY if self.day else MONTH if self.month else YEAR

    @property
    def first(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts)
