"""변론병합 신청서: the court is asked to hear the suits of several rounds together (Civil Procedure Act 141; free form)."""

from dataclasses import dataclass
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from documents.papers.forms import CourtForm, MarkedField, RowsField, case_number
from documents.papers.letter import Letter, Line, shared, typed
from documents.papers.names import file_name
from documents.papers.registry import Made, asked
from documents.rendering import html
from documents.rounds.roster import Roster


class ConsolidationForm(CourtForm):
    others = RowsField(
        label=_("The other cases"), columns=3, help_text=_("One line each: case number | division | plaintiffs.")
    )
    reasons = MarkedField(label=_("More reasons"), rows=8, required=False)

    def clean_others(self):
        rows = self.cleaned_data["others"]
        for row in rows:
            row[0] = case_number(row[0])
        if len({row[0] for row in rows}) < len(rows):
            raise ValidationError(gettext("A case stands in the list twice."))
        return rows


@dataclass(frozen=True, kw_only=True)
class OtherCase:
    number: str
    division: str
    plaintiffs: str


@dataclass(frozen=True, kw_only=True)
class ConsolidationPaper(Letter):
    folder: ClassVar[str] = "consolidation"
    title: ClassVar[str] = "변론병합 신청서"
    stem: ClassVar[str] = "변론병합신청서"

    others: tuple[OtherCase, ...]
    reasons: tuple[Line, ...]


@asked(
    "변론병합 신청서",
    _("Request to hear cases together"),
    form=ConsolidationForm,
    place=180,
)
def make(round: Roster, asked):
    others = tuple(OtherCase(number=a, division=b, plaintiffs=c) for a, b, c in asked.values["others"])
    paper = ConsolidationPaper(**shared(round, asked), others=others, reasons=typed(asked.values["reasons"]))
    made = html.render(paper)
    yield Made("consolidation", file_name(f"변론병합신청서_{asked.number}", "pdf"), made.pdf, made.pages)
