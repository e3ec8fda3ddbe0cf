"""The barcode of a boarding pass: IATA Resolution 792, "bar coded boarding pass", format M. Pure.

build() writes a pass of one flight, parse() reads one to four. The day of the flight is only its number within the
year; the year is not in the code. candidates() names the days it can be, and a person chooses.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

NAME, MANDATORY, LEG = 20, 60, 37
SECURITY = "^"


@dataclass(frozen=True)
class Leg:
    pnr: str
    origin: str
    destination: str
    carrier: str
    flight: str
    day_of_year: int
    cabin: str = "Y"
    seat: str = ""
    sequence: str = ""
    status: str = "0"


@dataclass(frozen=True)
class BoardingPass:
    """`surname` and `given` as printed, often cut and with MR or MRS glued to the end. `issued`: last digit of the
    year and day of the year when the pass was made, where the airline says so."""

    surname: str
    given: str
    legs: tuple[Leg, ...]
    issued: tuple[int, int] | None = None


def build(boarding: BoardingPass) -> str:
    """The text of a pass with one flight. Refuses (ValueError) what does not fit its field."""
    if len(boarding.legs) != 1:
        raise ValueError("One pass is built for one flight.")
    leg = boarding.legs[0]
    if not 1 <= leg.day_of_year <= 366:
        raise ValueError("A day of the year is between 1 and 366.")
    name = f"{boarding.surname}/{boarding.given}" if boarding.given else boarding.surname
    more = _issue_block(boarding.issued) if boarding.issued else ""
    return (
        "M1" + _fit(name[:NAME], NAME) + "E"
        + _fit(leg.pnr, 7) + _airport(leg.origin) + _airport(leg.destination) + _fit(leg.carrier, 3)
        + _numbered(leg.flight, 4) + f"{leg.day_of_year:03}" + _fit(leg.cabin, 1) + _numbered(leg.seat, 3, width=4)
        + _numbered(leg.sequence, 4) + _fit(leg.status, 1) + f"{len(more):02X}" + more
    )  # fmt: skip


def _issue_block(issued: tuple[int, int]) -> str:
    """Conditional items up to the issuing airline, version 6, then an empty block for the flight."""
    unique = "0WW" + f"{issued[0]}{issued[1]:03}" + "B" + "   "
    return f">6{len(unique):02X}{unique}00"


def parse(text: str) -> BoardingPass:
    """Read a pass; whatever is not one, or is cut short, is refused (ValueError)."""
    text = text.rstrip("\r\n")
    if len(text) < MANDATORY or text[0] != "M" or text[1] not in "1234":
        raise ValueError("This barcode is not a boarding pass.")
    if not text.isascii() or not text.isprintable():
        raise ValueError("A boarding pass holds plain letters and digits only.")
    surname, _, given = text[2 : 2 + NAME].strip().partition("/")
    if not surname:
        raise ValueError("The boarding pass has no name.")
    legs, issued, at = [], None, 2 + NAME + 1
    for number in range(int(text[1])):
        leg, extra, at = _leg(text, at)
        legs.append(leg)
        issued = _issued(extra) if number == 0 else issued
    if text[at : at + 1] not in ("", SECURITY) and text[at:].strip():
        raise ValueError("There is more in this barcode than a boarding pass holds.")
    return BoardingPass(surname.strip(), given.strip(), tuple(legs), issued)


def _leg(text: str, at: int) -> tuple[Leg, str, int]:
    part = text[at : at + LEG]
    if len(part) < LEG:
        raise ValueError("The boarding pass ends in the middle of a flight.")
    origin, destination, day = part[7:10], part[10:13], part[21:24].strip()
    if not re.fullmatch(r"[A-Z]{6}", origin + destination):
        raise ValueError("The boarding pass names no airports.")
    if not re.fullmatch(r"[0-9]{1,3}", day) or not 1 <= int(day) <= 366:
        raise ValueError("The boarding pass names no day of the year.")
    if not re.fullmatch(r"[0-9A-Fa-f]{2}", part[35:37]):
        raise ValueError("The boarding pass does not say how long it is.")
    end = at + LEG + int(part[35:37], 16)
    if len(text) < end:
        raise ValueError("The boarding pass is cut short.")
    leg = Leg(
        part[:7].strip(), origin, destination, part[13:16].strip(), _bare_number(part[16:21]), int(day),
        part[24].strip(), _bare_number(part[25:29]), _bare_number(part[29:34]), part[34].strip(),
    )  # fmt: skip
    return leg, text[at + LEG : end], end


def _issued(extra: str) -> tuple[int, int] | None:
    """Version, size, passenger, two sources, then the day of issue: four digits, the first the year's last digit."""
    found = re.match(r">[0-9]([0-9A-F]{2})...([0-9])([0-9]{3})", extra)
    if not found or int(found[1], 16) < 7 or not 1 <= int(found[3]) <= 366:
        return None
    return int(found[2]), int(found[3])


def candidates(day_of_year: int, *, first: date, last: date, issued: tuple[int, int] | None = None) -> tuple[date, ...]:
    """Every date between first and last that is that day of its year, oldest first. The day of issue, where the pass
    has one, leaves only flights in the year after an issue that fits."""
    days = (_date(year, day_of_year) for year in range(first.year, last.year + 1))
    return tuple(day for day in days if day and first <= day <= last and (not issued or _fits(day, issued)))


def _fits(flight: date, issued: tuple[int, int]) -> bool:
    made = (_date(year, issued[1]) for year in (flight.year, flight.year - 1) if year % 10 == issued[0])
    return any(day and timedelta(0) <= flight - day < timedelta(days=365) for day in made)


def _date(year: int, day_of_year: int) -> date | None:
    day = date(year, 1, 1) + timedelta(days=day_of_year - 1)
    return day if day.year == year else None


def _airport(code: str) -> str:
    if not re.fullmatch(r"[A-Z]{3}", code):
        raise ValueError(f"“{code}” is not an airport: three letters, like ICN.")
    return code


def _numbered(text: str, digits: int, width: int = 5) -> str:
    """Digits with leading zeros and a letter or blank behind: flight 408 is `0408 `, seat 23A is `023A`."""
    found = re.fullmatch(rf"([0-9]{{0,{digits}}})([A-Z]?)", text)
    if not found:
        raise ValueError(f"“{text}” is not a number of up to {digits} digits with at most one letter.")
    return (found[1].zfill(digits) + found[2] if text else "").ljust(width)


def _bare_number(text: str) -> str:
    return text.strip().lstrip("0")


def _fit(text: str, width: int) -> str:
    text = text.upper()
    if len(text) > width or not re.fullmatch(r"[A-Z0-9 /\-]*", text):
        raise ValueError(f"“{text}” does not fit a field of {width} letters and digits.")
    return text.ljust(width)
