"""증거목록, the list of exhibits: number, title, author, date, fact to prove (Civil Procedure Rules 105①)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from documents.filings.parties import Agent
from documents.rendering import html
from documents.rendering.rows import PART, render_rows


@dataclass(frozen=True, kw_only=True)
class ExhibitLine:
    mark: str
    """갑 제3호증의 12"""
    title: str
    author: str
    made_on: str
    """As it stands on the document: 2019. 4. 3., or 2019. 4.경, or 미상."""
    proves: str
    plaintiff: int | None = None
    """The plaintiff it belongs to, where it is one person's."""


@dataclass(frozen=True, kw_only=True)
class EvidenceListPaper(html.Paper):
    folder: ClassVar[str] = "evidence_list"
    title: ClassVar[str] = "증거목록"
    stem: ClassVar[str] = "증거목록"

    court: str
    case_name: str = "손해배상(국)"
    case_number: str = ""
    count: int
    agent: Agent
    dated: date


def render(paper: EvidenceListPaper, rows: Sequence[ExhibitLine], *, part_size=PART) -> html.Rendered:
    return render_rows(paper, rows, part_size=part_size)
