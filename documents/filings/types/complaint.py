"""소장, the complaint (Civil Procedure Act 249, 274; Rules 2, 62; Stamp Duty Rules 8).

Parties by reference to annex 1, prayer, grounds, means of proof, attachments, date, agent, court: in this order.
The text of prayer and grounds is authored by counsel in the case pack; nothing here writes law.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from documents.filings.parties import Agent, Defendant
from documents.rendering import html

LETTERS = "가나다라마바사아자차카타파하"


@dataclass(frozen=True, kw_only=True)
class Section:
    """A titled part of the grounds; numbered 1., 가., (1) by its depth."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    sections: tuple["Section", ...] = ()


@dataclass(frozen=True, kw_only=True)
class Proof:
    mark: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Attachment:
    title: str
    copies: int = 1


@dataclass(frozen=True, kw_only=True)
class ComplaintPaper(html.Paper):
    folder: ClassVar[str] = "complaint"
    title: ClassVar[str] = "소장"
    stem: ClassVar[str] = "소장"

    court: str
    case_name: str = "손해배상(국)"
    plaintiff_count: int
    agent: Agent
    defendant: Defendant
    prayer: tuple[str, ...]
    grounds: tuple[Section, ...]
    proofs: tuple[Proof, ...]
    attachments: tuple[Attachment, ...]
    dated: date
    value_of_claim: int | None = None
    stamp_duty: int | None = None
    service_fee: int | None = None

    @property
    def blocks(self) -> Iterator[tuple[str, str]]:
        """Grounds as a flat list of (kind, text): heading-1..3 with their numbers, and paragraphs."""
        return _blocks(self.grounds, 1)

    @property
    def sums(self) -> tuple[tuple[str, int], ...]:
        """소가, 인지액, 송달료: those that are given."""
        named = (("소가", self.value_of_claim), ("첨부할 인지액", self.stamp_duty), ("송달료", self.service_fee))
        return tuple((name, value) for name, value in named if value is not None)


def render(paper: ComplaintPaper) -> html.Rendered:
    return html.render(paper)


def _blocks(sections, level):
    for index, section in enumerate(sections):
        yield f"heading-{level}", f"{_number(index, level)} {section.heading}"
        for paragraph in section.paragraphs:
            yield f"paragraph level-{level}", paragraph
        yield from _blocks(section.sections, level + 1)


def _number(index, level):
    if level == 1:
        return f"{index + 1}."
    return f"{LETTERS[index]}." if level == 2 else f"({index + 1})"
