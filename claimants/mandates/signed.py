"""What is signed, as it is kept and hashed: every value the power of attorney prints, as it was at signing. Pure."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Self

from claimants.people.described import Printed
from litigation.cases.named import Lawyer, Sued
from litigation.kept import Kept, read, written

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording(Kept):
    """The text: in Korean, which counts, and in the signer's language, where that is another."""

    version: int
    sha256: str
    ko: str
    other: str
    other_sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address(Kept):
    """The e-mail address of who signed, shortened, and when a code that was sent there came back; "" where none did."""

    shown: str
    verified_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content(Kept):
    """What is put before the signer: all but the signature."""

    format: int = FORMAT
    reference: str
    case_name: str
    court: str
    defendants: tuple[Sued, ...]
    lawyers: tuple[Lawyer, ...]
    person: Printed
    language: str
    text: Wording

    @classmethod
    def from_json(cls, data) -> Self:
        return read(cls, data, **_parts(data))

    def to_json(self) -> dict:
        return written(self, **_told(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed(Content):
    """The content with its signature: a typed name, or pen strokes [[[x, y], …], …]."""

    offer_sha256: str = ""
    method: str
    typed_name: str
    strokes: list
    signed_at: str
    """ISO, UTC."""
    signed_at_seoul: str = ""
    email: Address

    @classmethod
    def of(cls, content, **signature) -> Self:
        return cls(**{each.name: getattr(content, each.name) for each in fields(content)}, **signature)

    @classmethod
    def from_json(cls, data) -> Self:
        return read(cls, data, email=Address.from_json(data["email"]), **_parts(data))

    def to_json(self) -> dict:
        return written(self, email=self.email.to_json(), **_told(self))

    @property
    def at(self) -> datetime:
        return datetime.fromisoformat(self.signed_at)


def _parts(data) -> dict:
    return {
        "defendants": tuple(map(Sued.from_json, data["defendants"])),
        "lawyers": tuple(map(Lawyer.from_json, data["lawyers"])),
        "person": Printed.from_json(data["person"]),
        "text": Wording.from_json(data["text"]),
    }


def _told(content) -> dict:
    return {
        "defendants": [each.to_json() for each in content.defendants],
        "lawyers": [each.to_json() for each in content.lawyers],
        "person": content.person.to_json(),
        "text": content.text.to_json(),
    }
