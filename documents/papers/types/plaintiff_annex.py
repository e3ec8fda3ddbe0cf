"""별지 1 원고 명단, the annex that names every plaintiff (Rules 2: name and address; the other columns by policy of counsel).

The order and the numbers are those of the frozen roster and the same in every annex of the round.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from documents.papers import contents, layouts
from documents.papers.names import file_name
from documents.papers.parties import Plaintiff
from documents.papers.registry import COURT, Made, filing
from documents.rendering import html, lists
from documents.rounds.roster import Roster


@dataclass(frozen=True, kw_only=True)
class PlaintiffAnnexPaper(lists.ListPaper):
    folder: ClassVar[str] = "plaintiff_annex"
    title: ClassVar[str] = "별지 1 원고 명단"
    stem: ClassVar[str] = "별지1_원고명단"

    court: str
    case_name: str = "손해배상(국)"
    count: int
    with_birth_date: bool = False
    with_nationality: bool = True
    with_native_name: bool = False

    @property
    def columns(self):
        return layouts.annex_columns(
            self.count, with_birth_date=self.with_birth_date, with_nationality=self.with_nationality
        )

    def style(self, first_page):
        return layouts.annex(self.columns, case_name=self.case_name, count=self.count, first_page=first_page)

    def cells(self, row: Plaintiff):
        return layouts.annex_cells(
            row,
            with_birth_date=self.with_birth_date,
            with_nationality=self.with_nationality,
            with_native_name=self.with_native_name,
        )


def render(paper: PlaintiffAnnexPaper, rows: Iterable[Plaintiff], *, first_page=1) -> html.Rendered:
    """The annex with all rows; `first_page` continues the numbering of a body it is bound to."""
    return lists.render(paper, rows, first_page=first_page)


@filing("별지 1 원고 명단", _("Plaintiffs"), place=20, annex=1)
def make(round: Roster):
    made = render(paper(round), map(contents.plaintiff, round.plaintiffs()))
    yield Made("plaintiff_annex", f"{COURT}/{file_name('별지1_원고명단', 'pdf')}", made.pdf, made.pages)


def paper(round: Roster) -> PlaintiffAnnexPaper:
    return PlaintiffAnnexPaper(**contents.shared(round), count=round.roster_count, with_birth_date=True)
