"""The people and offices a court paper names, as plain frozen values."""

from dataclasses import dataclass

from claimants.people.described import Printed
from documents.rendering import wording
from litigation.fonts import unprintable


@dataclass(frozen=True, kw_only=True)
class Agent:
    """소송대리인: a firm with its attorneys in charge, or one attorney (firm empty)."""

    firm: str = ""
    attorneys: tuple[str, ...]
    address: str
    phone: str = ""
    fax: str = ""
    email: str = ""

    @property
    def attorney_title(self) -> str:
        """담당변호사 within a firm, 변호사 alone."""
        return "담당변호사" if self.firm else "변호사"

    @property
    def contact(self) -> tuple[str, ...]:
        """전화 …, 팩스 …, 전자우편 …: only what there is."""
        pairs = (("전화", self.phone), ("팩스", self.fax), ("전자우편", self.email))
        return tuple(f"{name} {value}" for name, value in pairs if value)


@dataclass(frozen=True, kw_only=True)
class Defendant:
    """피고. For the State: its legal representative and the office that is served (State Litigation Act 9)."""

    name: str = "대한민국"
    representative: str = ""
    service: str = ""
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Person(Printed):
    """A plaintiff by the one confirmed spelling that every paper uses. Of own_name, papers print printed_own_name."""

    own_name_lang: str = ""

    @property
    def printed_own_name(self) -> str:
        """The name in the person's own script where the fonts of the papers have all of it, else nothing."""
        return "" if unprintable(self.own_name) else self.own_name

    @property
    def is_own_name_left_out(self) -> bool:
        """Whether there is such a name and papers cannot print it: where a reader would miss it, the paper says so."""
        return bool(self.own_name) and not self.printed_own_name

    @property
    def about(self) -> tuple[str, ...]:
        """1991. 4. 7.생, 국적 베트남: only what is known."""
        birth = (f"{wording.day(self.birth_date)}생",) if self.birth_date else ()
        return birth + ((f"국적 {self.nationality}",) if self.nationality else ())


@dataclass(frozen=True, kw_only=True)
class Plaintiff(Person):
    """A row of the annex; the number is given once and stays."""

    number: int
