"""별지 1 원고 명단, the annex that names every plaintiff (Rules 2: name and address; the other columns by policy of counsel).

The order and the numbers are those of the frozen roster and the same in every annex of the round.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from documents.filings import papers
from documents.filings.names import file_name
from documents.filings.parties import Plaintiff
from documents.filings.plan import COURT, Made, filing
from documents.rendering import html
from documents.rendering.rows import PART, render_rows
from documents.rounds.queries import entries

WIDTH = 170  # mm between the margins


@dataclass(frozen=True, kw_only=True)
class PlaintiffAnnexPaper(html.Paper):
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
    def columns(self) -> tuple[tuple[str, int], ...]:
        """(heading, width in mm); the number column grows with the count so that 10000 stays on one line."""
        named = [("번호", max(13, 6 + 3 * len(str(self.count)))), ("성명", 57)]
        if self.with_birth_date:
            named.append(("생년월일", 28))
        if self.with_nationality:
            named.append(("국적", 23))
        named.append(("주소", WIDTH - sum(width for _name, width in named)))
        return tuple(named)


def render(paper: PlaintiffAnnexPaper, rows: Sequence[Plaintiff], *, first_page=1, part_size=PART) -> html.Rendered:
    """The annex with all rows; `first_page` continues the numbering of a body it is bound to."""
    return render_rows(paper, rows, first_page=first_page, part_size=part_size)


@filing("별지 1 원고 명단", _("Plaintiffs"), place=20)
def make(round):
    rows = [papers.plaintiff(entry) for entry in entries(round)]
    made = render(paper(round), rows)
    yield Made("plaintiff_annex", f"{COURT}/{file_name('별지1_원고명단', 'pdf')}", made.pdf, made.pages)


def paper(round) -> PlaintiffAnnexPaper:
    return PlaintiffAnnexPaper(**papers.shared(round), count=round.roster_count, with_birth_date=True)
