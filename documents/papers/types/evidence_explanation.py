"""증거설명서: how each exhibit bears on a fact (Civil Procedure Rules 106①), when the court orders it or the exhibits are many.

The exhibits of all plaintiffs stand in ranges as in the complaint; what counsel filed for everybody is typed line by line.
"""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from documents.exhibits.names import exhibit_mark
from documents.papers.forms import CourtForm, RowsField
from documents.papers.letter import Letter, shared
from documents.papers.names import file_name
from documents.papers.registry import Made, asked
from documents.rendering import html
from documents.rounds import marks
from documents.rounds.roster import Roster


class EvidenceExplanationForm(CourtForm):
    lines = RowsField(
        label=_("Exhibits counsel filed for everybody"),
        columns=5,
        rows=8,
        required=False,
        help_text=_("One line each: mark | title | author | date | what it proves."),
    )


@dataclass(frozen=True, kw_only=True)
class Explained:
    mark: str
    title: str
    author: str
    made_on: str
    proves: str


@dataclass(frozen=True, kw_only=True)
class EvidenceExplanationPaper(Letter):
    folder: ClassVar[str] = "evidence_explanation"
    title: ClassVar[str] = "증거설명서"
    stem: ClassVar[str] = "증거설명서"

    lines: tuple[Explained, ...]


def of_plaintiffs(round: Roster) -> list[Explained]:
    """One line for each exhibit number of the roster: 갑 제3호증의 1 내지 340."""
    found = {}
    for entry in round.plaintiffs():
        for each in entry.exhibits:
            kind, last = found.get(each.number, (each.kind, 0))
            found[each.number] = (kind, max(last, each.sub))
    return [_range(number, *found[number]) for number in sorted(found)]


def _range(number, kind, last):
    return Explained(
        mark=exhibit_mark(number, 1) + (f" 내지 {last:,}" if last > 1 else ""),
        title=marks.title_of(number),
        author=marks.AUTHORS.get(kind, marks.UNKNOWN),
        made_on="각 기재와 같음",
        proves=marks.PROVES,
    )


@asked(
    "증거설명서",
    _("Explanation of the evidence"),
    form=EvidenceExplanationForm,
    place=120,
)
def make(round: Roster, asked):
    typed = [
        Explained(**dict(zip(Explained.__dataclass_fields__, line, strict=True))) for line in asked.values["lines"]
    ]
    made = html.render(EvidenceExplanationPaper(**shared(round, asked), lines=(*typed, *of_plaintiffs(round))))
    yield Made("evidence_explanation", file_name(f"증거설명서_{asked.number}", "pdf"), made.pdf, made.pages)
