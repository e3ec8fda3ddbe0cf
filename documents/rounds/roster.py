"""A roster in types: what is frozen of a plaintiff, what all papers of a round share, and what a paper may ask of a roster.

The JSON of both is kept and hashed (snapshot.py); its keys never move. A field with a default came later than the first frozen
rounds, which open all the same.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol, Self, runtime_checkable

from claimants.evidence.court_file import CourtFile
from claimants.mandates.signed import Signed
from claimants.people.described import Described, Printed
from litigation.cases.named import Lawyer, Sued
from litigation.kept import Kept, read, written

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundName(Kept):
    id: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Kept):
    """The claim it was taken from. Instants are ISO, UTC; empty where there was none."""

    id: str
    reference: str
    submitted_at: str
    decided_at: str
    verdict: str
    rule_version: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip(Kept):
    """One journey. precision: how much of the date is known."""

    id: str
    date: date
    nationality: str
    precision: str
    direction: str
    port: str
    other_port: str
    carrier: str
    number: str
    verdict: str

    @classmethod
    def from_json(cls, data) -> Self:
        return read(cls, data, date=date.fromisoformat(data["date"]))

    def to_json(self) -> dict:
        return written(self, date=self.date.isoformat())


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Kept):
    """The sealed PDF of a mandate; no name while it was not made."""

    stored_name: str
    sha256: str
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate(Kept):
    """The power of attorney, with its own snapshot as it was signed and hashed: no byte of that is written anew."""

    id: str
    level: str
    language: str
    method: str
    signed_at: str
    content_sha256: str
    snapshot: dict
    document: Document

    @classmethod
    def from_json(cls, data) -> Self:
        return read(cls, data, document=Document.from_json(data["document"]))

    def to_json(self) -> dict:
        return written(self, document=self.document.to_json())

    @property
    def signed(self) -> Signed:
        return Signed.from_json(self.snapshot)

    @property
    def representative(self) -> str:
        """Who signed for a child."""
        return self.snapshot["person"].get("representative", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit(Kept):
    """A file with the mark it has in court: 갑 제<number>호증의 <sub>. trip: the journey it proves; empty: none."""

    evidence: str
    kind: str
    number: int
    sub: int
    title: str
    stored_name: str
    content_type: str
    sha256: str
    size: int
    body: CourtFile | None = None  # rosters frozen before 2026-11-29 name only the original
    trip: str

    @classmethod
    def from_json(cls, data) -> Self:
        return read(cls, data, body=CourtFile.from_json(data["body"]) if data.get("body") else None)

    def to_json(self) -> dict:
        return written(self, body=self.body and self.body.to_json())


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Kept):
    """One plaintiff: everything that any paper prints of them."""

    format: int = FORMAT
    round: RoundName
    number: int
    claim: Claim
    person: Described
    trips: tuple[Trip, ...]
    mandate: Mandate
    exhibits: tuple[Exhibit, ...]

    @classmethod
    def from_json(cls, data) -> Self:
        return read(
            cls,
            data,
            round=RoundName.from_json(data["round"]),
            claim=Claim.from_json(data["claim"]),
            person=Described.from_json(data["person"]),
            trips=tuple(map(Trip.from_json, data["trips"])),
            mandate=Mandate.from_json(data["mandate"]),
            exhibits=tuple(map(Exhibit.from_json, data["exhibits"])),
        )

    def to_json(self) -> dict:
        return written(
            self,
            round=self.round.to_json(),
            claim=self.claim.to_json(),
            person=self.person.to_json(),
            trips=[each.to_json() for each in self.trips],
            mandate=self.mandate.to_json(),
            exhibits=[each.to_json() for each in self.exhibits],
        )

    @property
    def printed(self) -> Printed:
        """The person as every paper prints them; a child with whoever signed for it."""
        return self.person.printed(self.mandate.representative)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseName(Kept):
    slug: str
    name: dict[str, str]
    pack: str
    pack_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Kept):
    """A text of the case, the exact one."""

    version: int
    language: str
    sha256: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame(Kept):
    """What all papers of a round share: court, parties, lawyers, sums, and the exact texts with version and hash."""

    format: int = FORMAT
    case: CaseName
    court: str
    case_name: str
    defendants: tuple[Sued, ...]
    lawyers: tuple[Lawyer, ...]
    amount_won: int
    order: str = ""
    sums: dict[str, dict] = field(default_factory=dict)
    """Answers of the law with their steps, by name; none in a round frozen before sums were kept."""
    interest_from: date
    texts: dict[str, Text]

    @classmethod
    def from_json(cls, data) -> Self:
        return read(
            cls,
            data,
            case=CaseName.from_json(data["case"]),
            defendants=tuple(map(Sued.from_json, data["defendants"])),
            lawyers=tuple(map(Lawyer.from_json, data["lawyers"])),
            interest_from=date.fromisoformat(data["interest_from"]),
            texts={key: Text.from_json(text) for key, text in data["texts"].items()},
        )

    def to_json(self) -> dict:
        return written(
            self,
            case=self.case.to_json(),
            defendants=[each.to_json() for each in self.defendants],
            lawyers=[each.to_json() for each in self.lawyers],
            interest_from=self.interest_from.isoformat(),
            texts={key: text.to_json() for key, text in self.texts.items()},
        )

    def sum(self, name) -> int | None:
        """One sum; None where it was not kept."""
        return self.sums[name]["result"] if name in self.sums else None


@runtime_checkable
class Roster(Protocol):
    """A roster as types of papers see it, however it came to be: frozen (models.Round), as of a moment (papers/as_of.py),
    made up (papers/samples.py)."""

    pk: Any
    number: int
    status: str
    amount_won: int
    frozen_at: datetime
    """By this every paper is dated, never by the clock."""

    @property
    def roster_count(self) -> int:
        """How many are in the suit."""

    @property
    def last_number(self) -> int:
        """The highest number that was ever given: numbers of those who left stay theirs."""

    @property
    def left(self) -> frozenset[int]:
        """The numbers of those who left."""

    @property
    def shared(self) -> Frame: ...

    def plaintiffs(self, numbers: Iterable[int] = ()) -> Iterator[Entry]:
        """Everybody who is in the suit, in order; where numbers are given those who have them, whether or not they left."""
