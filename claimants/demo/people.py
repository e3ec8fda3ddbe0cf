"""person(n, seed): the n-th made-up person, always the same one. Pure: no database, no clock.

Names come from the tables in countries/*.toml, where every Hangul spelling was written by hand; phone numbers, streets
("Sample Street") and addresses at example.org cannot belong to anybody.
"""

import random
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from litigation.law.partial import DAY, MONTH, YEAR, PartialDate

TODAY = date(2026, 11, 1)  # the day the made-up world stands still
FOREIGN_WINDOW = (date(2010, 8, 23), date(2021, 10, 20))
HOME_WINDOW = (date(2005, 2, 3), date(2021, 10, 20))
WEIGHTS = {  # how many of the made-up people come from where
    "kr": 8, "jp": 22, "cn": 18, "tw": 10, "vn": 14, "th": 8, "id": 5, "mn": 5, "ru": 5, "eg": 3, "us": 8, "ph": 6,
}  # fmt: skip
PNR = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True)
class DemoTrip:
    """`day` is when it happened; `remembered` is what the person remembers of it."""

    day: date
    precision: str
    direction: str
    port: str
    other_port: str
    carrier: str
    number: str
    nationality: str
    pnr: str
    seat: str
    sequence: str

    @property
    def remembered(self) -> PartialDate:
        return PartialDate.of(self.day, self.precision)

    @property
    def origin(self) -> str:
        return self.other_port if self.direction == "entry" else self.port

    @property
    def destination(self) -> str:
        return self.port if self.direction == "entry" else self.other_port


@dataclass(frozen=True)
class DemoPerson:
    """Fields are named as on claimants.people.Claimant. `nationalities`: (country, held from, held until)."""

    n: int
    family_name: str
    given_name: str
    one_name: bool
    own_name: str
    hangul_name: str
    birth_date: date
    nationality: str
    nationalities: tuple[tuple[str, date | None, date | None], ...]
    passport_number: str
    passport_issued: date
    passport_expiry: date
    phone: str
    email: str
    language: str
    country: str
    address: str
    postcode: str
    address_ko: str
    trips: tuple[DemoTrip, ...]

    @property
    def passport_name(self) -> str:
        return f"{self.family_name} {self.given_name}".strip()


@cache
def country_data(code: str) -> dict:
    """The table of one country by its two-letter code in lower case."""
    return tomllib.loads((Path(__file__).parent / "countries" / f"{code}.toml").read_text("utf-8"))


def person(n: int, seed: int = 1) -> DemoPerson:
    """The n-th person of the world named by the seed. Always the same for the same two numbers."""
    dice = random.Random(f"hamkke:{seed}:{n}")  # noqa: S311 repeatable on purpose; nothing here is a secret
    code = dice.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
    data = country_data(code)
    names = _names(dice, data)
    birth = date(1946, 1, 1) + timedelta(days=dice.randrange(60 * 365))
    issued = TODAY - timedelta(days=dice.randrange(30, 9 * 365))
    nationalities = _nationalities(dice, code.upper(), data)
    return DemoPerson(
        n=n,
        **names,
        birth_date=birth,
        nationality=code.upper(),
        nationalities=nationalities,
        passport_number=f"{dice.choice('EGKMX')}{dice.randrange(10**7):07}{dice.randrange(10)}",
        passport_issued=issued,
        passport_expiry=date(issued.year + 10, issued.month, min(issued.day, 28)),
        phone=f"{data['dial']} {n % 10000:04}",
        email=f"person{n:06}.{seed}@example.org",
        language=data["language"],
        **_home(dice, code, data),
        trips=_trips(dice, data, birth, nationalities),
    )


def _names(dice: random.Random, data: dict) -> dict:
    family, given = (dice.choice(data[part]).split("|") for part in ("family", "given"))
    if data.get("one_name_each") and dice.randrange(data["one_name_each"]) == 0:
        own, latin, hangul = given
        return {"family_name": latin, "given_name": "", "one_name": True, "own_name": own, "hangul_name": hangul}
    gap = "" if data.get("joined") else " "
    order = (given, family) if data.get("given_first") else (family, given)
    return {
        "family_name": family[1],
        "given_name": given[1],
        "one_name": False,
        "own_name": gap.join(part[0] for part in order),
        "hangul_name": gap.join((family[2], given[2])),  # in the passport's order, as court papers print it
    }


def _nationalities(dice: random.Random, country: str, data: dict):
    if data.get("former_each") and dice.randrange(data["former_each"]) == 0:
        change = date(2008, 1, 1) + timedelta(days=dice.randrange(12 * 365))
        return (("KR", None, change), (country, change + timedelta(days=1), None))
    return ((country, None, None),)


def _home(dice: random.Random, code: str, data: dict) -> dict:
    """An address at home; every twelfth foreigner lives in Korea."""
    if code != "kr" and dice.randrange(12) == 0:
        code, data = "kr", country_data("kr")
    street, postcode, korean = dice.choice(data["addresses"]).split("|")
    number = dice.randrange(1, 300)
    korean = korean.format(n=number)
    return {
        "country": code.upper(),
        "address": street.format(n=number),
        "postcode": postcode,
        "address_ko": korean if code == "kr" else f"{data['name_ko']} {korean}",
    }


def _trips(dice: random.Random, data: dict, birth: date, nationalities) -> tuple[DemoTrip, ...]:
    count = dice.choices([1, 2, 3], [60, 30, 10])[0]
    return tuple(sorted((_trip(dice, data, birth, nationalities) for _ in range(count)), key=lambda trip: trip.day))


def _trip(dice: random.Random, data: dict, birth: date, nationalities) -> DemoTrip:
    """Mostly inside the window; one in ten before or after it, one in twelve remembered by month or year only."""
    home = data["iso3"] == "KOR"
    first, last = HOME_WINDOW if home else FOREIGN_WINDOW
    place = dice.choices(["in", "before", "after"], [90, 4, 6])[0]
    if place == "before":
        first, last = date(first.year - 4, 1, 1), first - timedelta(days=1)
    elif place == "after":
        first, last = last + timedelta(days=1), date(2025, 12, 31)
    first = min(max(first, birth + timedelta(days=90)), last)
    day = first + timedelta(days=dice.randrange((last - first).days + 1))
    carrier, number, abroad, port = dice.choice(data["routes"]).split("|")
    held = next(country for country, _since, until in nationalities if until is None or day <= until)
    return DemoTrip(
        day=day,
        precision=dice.choices([DAY, MONTH, YEAR], [110, 8, 2])[0],
        direction=dice.choice(["entry", "departure"]) if home else "entry",
        port=port,
        other_port=abroad,
        carrier=carrier,
        number=number,
        nationality=held,
        pnr="".join(dice.choices(PNR, k=6)),
        seat=f"{dice.randrange(7, 58)}{dice.choice('ABCDEFHJK')}",
        sequence=str(dice.randrange(1, 320)),
    )
