"""별지 2 청구금액표: what each plaintiff claims, plaintiff by plaintiff; together the value of the claim (Stamp Duty Rules 12).

Its heads of claim are the items of the case's text. The sum is added up row by row and must equal the one of the complaint.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from documents.papers import contents, dictionary, layouts
from documents.papers.names import file_name
from documents.papers.registry import COURT, TEXTS, Made, filing
from documents.rendering import html, lists
from documents.rendering.errors import RenderError
from documents.rounds.roster import Roster
from litigation.cases.rules import ITEMS, filled

TEXT = f"{TEXTS}amounts_table"


@dataclass(frozen=True, kw_only=True)
class AmountLine:
    number: int
    hangul_name: str
    passport_name: str = ""
    head: str
    amount: int
    interest_from: date


@dataclass(frozen=True, kw_only=True)
class AmountsTablePaper(lists.ListPaper):
    folder: ClassVar[str] = "amounts_table"
    title: ClassVar[str] = "별지 2 청구금액표"
    stem: ClassVar[str] = "별지2_청구금액표"

    court: str
    case_name: str
    heading: str
    notes: tuple[str, ...]
    count: int
    total: int

    columns = layouts.AMOUNT_COLUMNS

    def style(self, first_page):
        return layouts.amounts(self, first_page=first_page)

    def cells(self, row):
        return layouts.amount_cells(row)


def has_text(round: Roster) -> bool:
    return TEXT in round.shared.texts


def paper(round: Roster, total) -> AmountsTablePaper:
    authored = _authored(round)
    notes = tuple(line for block in authored.full if block.kind != ITEMS for line in block.lines)
    shared = contents.shared(round)
    return AmountsTablePaper(**shared, heading=authored.title, notes=notes, count=round.roster_count, total=total)


def amounts(round: Roster) -> list[AmountLine]:
    """One line for each plaintiff. Refuses a text that names no head of claim."""
    head = " · ".join(line for block in _authored(round).full if block.kind == ITEMS for line in block.lines)
    if not head:
        raise RenderError(
            "paper.no_head",
            gettext("The text of the amounts table names no head of claim. Counsel adds it as an item."),
        )
    frame = round.shared
    return [_line(entry, head, frame) for entry in round.plaintiffs()]


def _authored(round):
    return filled(round.shared.texts[TEXT].body, dictionary.common(round))


def _line(entry, head, frame):
    return AmountLine(
        number=entry.number,
        hangul_name=entry.person.hangul_name,
        passport_name=entry.person.passport_name,
        head=head,
        amount=frame.amount_won,
        interest_from=frame.interest_from,
    )


def render(paper: AmountsTablePaper, rows: Iterable[AmountLine]) -> html.Rendered:
    return lists.render(paper, rows)


@filing("별지 2 청구금액표", _("Amounts claimed"), place=30, concerns=has_text, annex=2)
def make(round: Roster):
    rows = amounts(round)
    total = sum(row.amount for row in rows)
    if total != round.shared.amount_won * round.roster_count:
        raise RenderError("paper.sums_differ", gettext("The amounts do not add up to the value of the claim."))
    made = render(paper(round, total), rows)
    yield Made("amounts_table", f"{COURT}/{file_name('별지2_청구금액표', 'pdf')}", made.pdf, made.pages)
