"""준비서면, a brief (Civil Procedure Act 272–274; Rules 69-3, 69-4): at most 30 pages, 7 days before the hearing."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from documents.papers.forms import CourtForm, MarkedField, RowsField
from documents.papers.letter import Letter, Line, shared, typed
from documents.papers.names import file_name
from documents.papers.registry import Made, asked
from documents.rendering import html
from documents.rounds.roster import Roster

MOST_PAGES = 30


class BriefForm(CourtForm):
    text = MarkedField(label=_("Text of the brief"), rows=24)
    enclosures = RowsField(label=_("Enclosures"), columns=1, required=False, help_text=_("One a line."))


@dataclass(frozen=True, kw_only=True)
class BriefPaper(Letter):
    folder: ClassVar[str] = "brief"
    title: ClassVar[str] = "준비서면"
    stem: ClassVar[str] = "준비서면"

    text: tuple[Line, ...]


@asked(
    "준비서면",
    _("Brief"),
    form=BriefForm,
    place=150,
    most_pages=MOST_PAGES,
)
def make(round: Roster, asked):
    values = asked.values
    enclosures = tuple(line for (line,) in values["enclosures"])
    made = html.render(BriefPaper(**shared(round, asked), text=typed(values["text"]), enclosures=enclosures))
    yield Made("brief", file_name(f"준비서면_{asked.number}", "pdf"), made.pdf, made.pages)
