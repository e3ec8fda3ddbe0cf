"""Years that are not of the Common Era: which ones a typed year may mean. Suggestions for a person, never a conversion."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

BUDDHIST, MINGUO, DANGI, NEPALI, ETHIOPIAN = -543, 1911, -2333, -57, 7
TYPO = 4  # a year so little ahead is a slip of the finger, not a year of Nepal
OLDEST = 1900  # nobody alive was born before, and no date that people tell us lies before

MARKS: dict[
    str, dict[int | None, tuple[str, ...]]
] = {  # how an era is written before or behind its year, and the year before its first
    "japan": {
        1867: ("明治", "meiji", "m", "메이지"),
        1911: ("大正", "taisho", "taishō", "t", "다이쇼"),
        1925: ("昭和", "showa", "shōwa", "s", "쇼와"),
        1988: ("平成", "heisei", "h", "헤이세이"),
        2018: ("令和", "reiwa", "r", "레이와"),
    },
    "minguo": {MINGUO: ("中華民國", "中华民国", "民國", "民国", "minguo", "roc", "민국")},
    "buddhist": {BUDDHIST: ("พ.ศ.", "พ.ศ", "พศ", "ព.ស.", "ព.ស", "be", "b.e.", "b.e", "불기", "佛曆", "佛历")},
    "dangi": {DANGI: ("檀紀", "단기", "dangi")},
    "islamic": {None: ("ah", "a.h.", "a.h", "هـ", "ه", "hijri", "هجري", "هجرية")},
    "persian": {None: ("sh", "s.h.", "ap", "a.p.", "هش", "ه.ش", "ه.ش.", "ش", "شمسی", "خورشیدی")},
    "nepali": {NEPALI: ("bs", "b.s.", "b.s", "वि.सं.", "वि.सं", "विसं")},
    "ethiopian": {ETHIOPIAN: ("ec", "e.c.", "e.c", "ዓ.ም.", "ዓ.ም", "ዓም")},
}
WRITTEN = {
    mark: (calendar, start) for calendar, eras in MARKS.items() for start, marks in eras.items() for mark in marks
}


@dataclass(frozen=True)
class Meaning:
    """A calendar, and the years of the Common Era that the typed year overlaps."""

    calendar: str
    first: int
    last: int


def meanings(text: str, *, latest: int | None = None) -> list[Meaning]:
    """What a typed year means in other calendars, from OLDEST to latest: [] where it is plainly one of the Common Era.

    text: in ASCII digits, perhaps with the sign of an era. A bare year counts by the range such years lie in now.
    """
    calendar, start, year = _parted(text)
    if year is None:
        return []
    found = (
        [_meaning(calendar, start, year)] if calendar else [_meaning(*each, year) for each in _fitting(year, latest)]
    )
    within = [each for each in found if each.last >= OLDEST and (latest is None or each.first <= latest)]
    return [Meaning(each.calendar, each.first, min(each.last, latest or each.last)) for each in within]


def _parted(text: str) -> tuple[str | None, int | None, int | None]:
    """(calendar, year before its first, year); calendar None for a bare number, year None for what is no year."""
    found = re.fullmatch(r"(\D*?)\s*(\d{1,4}|元)\s*(\D*)", text.strip())
    if not found:
        return None, None, None
    year = 1 if found[2] == "元" else int(found[2])
    for mark in (found[1], found[3]):
        plain = re.sub(r"[\s年년]", "", mark).casefold()
        if plain in WRITTEN:
            return *WRITTEN[plain], year
    return (None, None, year) if not found[1] and found[2] != "元" else (None, None, None)


def _fitting(year: int, latest: int | None) -> Iterator[tuple[str, int | None]]:
    """[(calendar, year before its first)] of a year without any sign of an era."""
    if 100 <= year < 200:
        yield "minguo", MINGUO
    if 1250 <= year <= 1420:
        yield "persian", None
    if 1300 <= year <= 1500:
        yield "islamic", None
    if latest and latest + TYPO < year <= latest + 57:
        yield "nepali", NEPALI
    if 2400 <= year <= 2700:
        yield "buddhist", BUDDHIST
    if 4200 <= year <= 4500:
        yield "dangi", DANGI


def _meaning(calendar: str, start: int | None, year: int) -> Meaning:
    if calendar == "islamic":  # 354.37 days from 16 July 622 on
        begins = 622.54 + (year - 1) * 0.970229
        return Meaning(calendar, int(begins), int(begins + 0.9702))
    if calendar == "persian":  # begins in March
        return Meaning(calendar, year + 621, year + 622)
    if calendar == "nepali":  # begins in April
        return Meaning(calendar, year - 57, year - 56)
    if calendar == "ethiopian":  # begins in September
        return Meaning(calendar, year + 7, year + 8)
    assert start is not None  # the calendars above are those whose years are counted otherwise
    return Meaning(calendar, start + year, start + year)
