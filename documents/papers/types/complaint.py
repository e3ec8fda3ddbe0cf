"""소장, the complaint (Civil Procedure Act 249, 274; Rules 2, 62; Stamp Duty Rules 8).

Parties by reference to annex 1, prayer, grounds, means of proof, attachments, date, agent, court: in this order.
The text of prayer and grounds is authored by counsel in the case pack; nothing here writes law.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from documents.exhibits.names import exhibit_mark
from documents.exhibits.queries import ranges_by_number
from documents.papers import contents, dictionary
from documents.papers.names import file_name
from documents.papers.parties import Agent, Defendant
from documents.papers.registry import COURT, Made, filing
from documents.papers.types import amounts_table, attorney_designation
from documents.rendering import html
from documents.rounds import marks
from documents.rounds.roster import Frame, Roster
from litigation.cases.rules import HEADING, filled

LETTERS = "가나다라마바사아자차카타파하"
PRAYER = "complaint.prayer"
_NUMBER = re.compile(r"^\d+\.\s*")


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


@filing("소장", _("Complaint"), place=10)
def make(round: Roster):
    made = render(paper(round, ranges_by_number(round)))
    yield Made("complaint", f"{COURT}/{file_name('소장', 'pdf')}", made.pdf, made.pages)


def paper(round: Roster, used: dict[int, list[tuple[int, int]]]) -> ComplaintPaper:
    """The complaint of a round. used: the exhibits as ranges_by_number gives them, for the list of proofs."""
    frame = round.shared
    words = dictionary.common(round)
    return ComplaintPaper(
        **contents.shared(round),
        plaintiff_count=round.roster_count,
        agent=contents.agent(frame),
        defendant=contents.defendant(frame),
        prayer=tuple(_prayer(frame, words)),
        grounds=tuple(_section(text, words) for text in grounds_of(frame)),
        proofs=tuple(_proofs(used)),
        attachments=_attachments(round),
        dated=contents.dated(round),
        value_of_claim=frame.amount_won * round.roster_count,
        stamp_duty=frame.sum("stamp_duty"),
        service_fee=frame.sum("service_fee"),
    )


def grounds_of(frame: Frame) -> list[str]:
    """Bodies of the texts that make the grounds, in the order of their keys: complaint.1_parties, complaint.2_facts …"""
    keys = sorted(key for key in frame.texts if key.startswith("complaint.") and key != PRAYER)
    return [frame.texts[key].body for key in keys]


def _proofs(used):
    """The exhibits in ranges: 갑 제1호증의 1 내지 340, 342 탑승권."""
    for number, ranges in used.items():
        told = [f"{first:,} 내지 {last:,}" if last > first else f"{first:,}" for first, last in ranges]
        first = exhibit_mark(number, ranges[0][0])
        rest = f" 내지 {ranges[0][1]:,}" if ranges[0][1] > ranges[0][0] else ""
        yield Proof(mark=", ".join([first + rest, *told[1:]]), title=marks.title_of(number))


def _attachments(round):
    """What goes with it: the papers of every package that this round has."""
    amounts = (Attachment(title="별지 2 청구금액표"),) if amounts_table.has_text(round) else ()
    designation = (Attachment(title="담당변호사지정서"),) if attorney_designation.has_firm(round) else ()
    mandates = Attachment(title="소송위임장", copies=round.roster_count)
    return (Attachment(title="별지 1 원고 명단"), *amounts, mandates, *designation, Attachment(title="증거목록"))


def _prayer(frame, words):
    """The claims of the prayer without their numbers and closing words: the paper sets both."""
    for block in filled(frame.texts[PRAYER].body, words).full:
        for line in block.lines:
            if not line.endswith("판결을 구합니다."):
                yield _NUMBER.sub("", line)


def _section(body, words) -> Section:
    """One text of the grounds: its title, paragraphs, and under its headings the sections below."""
    authored = filled(body, words)
    paragraphs, below = [], []
    for block in authored.full:
        if block.kind == HEADING:
            below.append((block.text, []))
        else:
            (below[-1][1] if below else paragraphs).extend(block.lines)
    sections = tuple(Section(heading=heading, paragraphs=tuple(lines)) for heading, lines in below)
    return Section(heading=authored.title, paragraphs=tuple(paragraphs), sections=sections)
