"""What a paper says of a person. Every snapshot, list and made-up person has it from here.

The keys of what is kept are shorter than the fields: they were hashed before both had one name.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self

from claimants.people.words import address_line, country_ko, one_line
from litigation.kept import Kept, read, read_day, written, written_day

NAMES = {"hangul_name": "hangul", "passport_name": "roman", "own_name": "native"}
"""The three spellings of a name: the one in Korean letters, of the passport, in the person's own script."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed(Kept):
    """A person as one paper prints them: under one spelling in each script, with the address on one line."""

    KEYS: ClassVar = NAMES

    hangul_name: str
    passport_name: str = ""
    own_name: str = ""
    birth_date: date | None = None
    nationality: str = ""
    address: str = ""
    representative: str = ""
    """For a child: 법정대리인 친권자 부 ○○○, 모 ○○○."""

    @classmethod
    def from_json(cls, data) -> Self:
        return read(cls, data, birth_date=read_day(data["birth_date"]))

    def to_json(self) -> dict:
        return written(self, birth_date=written_day(self.birth_date))


@dataclass(frozen=True, slots=True, kw_only=True)
class Held(Kept):
    """A nationality and the days it was held; none: since birth, and still."""

    KEYS: ClassVar = {"since": "from"}

    code: str
    since: date | None = None
    until: date | None = None

    @classmethod
    def from_json(cls, data) -> Self:
        return cls(code=data["code"], since=read_day(data["from"]), until=read_day(data["until"]))

    def to_json(self) -> dict:
        return written(self, since=written_day(self.since), until=written_day(self.until))


@dataclass(frozen=True, slots=True, kw_only=True)
class Described(Kept):
    """A person with everything that any paper may need, as they told it."""

    KEYS: ClassVar = NAMES

    hangul_name: str
    passport_name: str
    own_name: str
    birth_date: date | None
    passport_number: str = ""  # rosters frozen before 2026-11-26 do not hold it
    relation: str
    nationalities: tuple[Held, ...]
    nationality: str
    """The states of today, in Korean; where none is known, those of the trips."""
    nationality_then: str
    country: str
    country_ko: str
    address: str
    address_ko: str
    postcode: str

    @classmethod
    def from_json(cls, data) -> Self:
        held = tuple(map(Held.from_json, data["nationalities"]))
        return read(cls, data, birth_date=read_day(data["birth_date"]), nationalities=held)

    def to_json(self) -> dict:
        held = [each.to_json() for each in self.nationalities]
        return written(self, birth_date=written_day(self.birth_date), nationalities=held)

    @property
    def names(self) -> dict[str, str]:
        """The spellings by the keys under which changes of a roster keep them."""
        return {key: getattr(self, name) for name, key in NAMES.items()}

    def renamed(self, names) -> Self:
        """The same person under corrected spellings, by their keys."""
        return replace(self, **{name: names[key] for name, key in NAMES.items() if key in names})

    def printed(self, representative="") -> Printed:
        """As papers print them."""
        return Printed(
            hangul_name=self.hangul_name,
            passport_name=self.passport_name,
            own_name=_own(self),
            birth_date=self.birth_date,
            nationality=self.nationality,
            address=one_line(self.address, self.postcode, self.country_ko, korean=self.address_ko),
            representative=representative,
        )


def described(claimant, trips) -> Described:
    """A claimant as of now. The trips say which nationality they had then."""
    held = tuple(
        Held(code=each.country.code, since=each.held_from, until=each.held_until)
        for each in claimant.nationalities.all()
    )
    now = [each.code for each in held if each.until is None]
    then = sorted({trip.nationality.code for trip in trips if trip.nationality})
    return Described(
        hangul_name=claimant.hangul_name,
        passport_name=claimant.passport_name,
        own_name=claimant.own_name,
        birth_date=claimant.birth_date,
        passport_number=claimant.passport_number or "",
        relation=claimant.relation,
        nationalities=held,
        nationality=" · ".join(map(country_ko, now or then)),
        nationality_then=" · ".join(map(country_ko, then)),
        country=claimant.country.code or "",
        country_ko=country_ko(claimant.country.code) if claimant.country else "",
        address=claimant.address or "",
        address_ko=claimant.address_ko or "",
        postcode=claimant.postcode,
    )


def signing(claimant, *, nationality, representative="") -> Printed:
    """As the person's own mandate prints them, who may have signed before a Korean spelling was confirmed."""
    return Printed(
        hangul_name=claimant.hangul_name or claimant.passport_name,
        passport_name=claimant.passport_name if claimant.hangul_name else "",
        own_name=_own(claimant),
        birth_date=claimant.birth_date,
        nationality=nationality,
        address=address_line(claimant),
        representative=representative,
    )


def _own(person):
    """The name in their own script, unless it is one of the other two: that is not repeated."""
    return "" if person.own_name in (person.hangul_name, person.passport_name) else person.own_name
