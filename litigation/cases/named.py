"""Who is sued and who acts, as mandates and rounds keep them. Pure."""

from dataclasses import dataclass
from typing import Self

from litigation.kept import Kept


@dataclass(frozen=True, slots=True)
class Sued:
    """A defendant as the case named it. Before defendants were dated a case named fewer things of them, or others besides."""

    said: dict

    @classmethod
    def from_json(cls, data) -> Self:
        return cls(data)

    def to_json(self) -> dict:
        return self.said

    @property
    def name_ko(self) -> str:
        return self.said.get("name_ko", "대한민국")

    @property
    def representative_ko(self) -> str:
        return self.said.get("representative_ko", "")

    @property
    def service_office_ko(self) -> str:
        return self.said.get("service_office_ko", "")

    @property
    def service_address_ko(self) -> str:
        return self.said.get("service_address_ko", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lawyer(Kept):
    """An attorney of record."""

    name_ko: str
    firm: str
    bar_number: str
    phone: str
    address_ko: str

    @classmethod
    def of(cls, member) -> Self:
        return cls(
            name_ko=member.name_ko,
            firm=member.firm,
            bar_number=member.bar_number,
            phone=member.phone,
            address_ko=member.address_ko,
        )
