"""증거목록, the list of exhibits: number, title, author, date, fact to prove (Civil Procedure Rules 105①)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from documents.exhibits.names import exhibit_mark
from documents.papers import contents, layouts
from documents.papers.names import file_name
from documents.papers.parties import Agent
from documents.papers.registry import COURT, Made, filing
from documents.rendering import html, lists
from documents.rounds import marks
from documents.rounds.roster import Entry, Roster


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
class EvidenceListPaper(lists.ListPaper):
    folder: ClassVar[str] = "evidence_list"
    title: ClassVar[str] = "증거목록"
    stem: ClassVar[str] = "증거목록"

    court: str
    case_name: str = "손해배상(국)"
    case_number: str = ""
    count: int
    agent: Agent
    dated: date

    columns: ClassVar = layouts.EVIDENCE_COLUMNS

    def style(self, first_page):
        closing = layouts.closing(dated=self.dated, agent=self.agent, court=self.court)
        case = f"{self.case_number} {self.case_name}"
        return layouts.evidence_list(case=case, count=self.count, closing=closing, first_page=first_page)

    def cells(self, row: ExhibitLine):
        return layouts.evidence_cells(row)


def render(paper: EvidenceListPaper, rows: Iterable[ExhibitLine]) -> html.Rendered:
    return lists.render(paper, rows)


@filing("증거목록", _("Evidence list"), place=40)
def make(round: Roster):
    lines = [line for entry in round.plaintiffs() for line in exhibit_lines(entry)]
    rows = [line for _order, line in sorted(lines, key=lambda pair: pair[0])]
    made = render(paper(round, len(rows)), rows)
    yield Made("evidence_list", f"{COURT}/{file_name('증거목록', 'pdf')}", made.pdf, made.pages)


def paper(round: Roster, count) -> EvidenceListPaper:
    agent = contents.agent(round.shared)
    return EvidenceListPaper(**contents.shared(round), count=count, agent=agent, dated=contents.dated(round))


def exhibit_lines(entry: Entry) -> list[tuple[tuple[int, int], ExhibitLine]]:
    """((number, sub), line) for each exhibit of a plaintiff: sorted, they are the evidence list."""
    trips = {trip.id: trip for trip in entry.trips}
    lines = []
    for each in entry.exhibits:
        trip = trips.get(each.trip)
        line = ExhibitLine(
            mark=exhibit_mark(each.number, each.sub),
            title=each.title,
            author=_author(each, trip),
            made_on=contents.partial_day(trip) if trip else marks.UNKNOWN,
            proves=marks.PROVES,
            plaintiff=entry.number,
        )
        lines.append(((each.number, each.sub), line))
    return lines


def _author(exhibit, trip) -> str:
    """The carrier for what an airline issued, the border office for a stamp; 미상 where nobody can tell."""
    author = marks.AUTHORS.get(exhibit.kind, marks.UNKNOWN)
    return trip.carrier if trip and trip.carrier and author == "항공사" else author
