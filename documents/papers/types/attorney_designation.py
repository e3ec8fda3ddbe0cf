"""담당변호사지정서, by which a firm names the attorneys in charge (Attorneys Act 50①③⑤⑦): firm, attorneys, date, for the firm.

Every package has it where a firm is of record and counsel wrote its text; an attorney alone needs none.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from documents.papers import contents, dictionary
from documents.papers.letter import Line, lines_of, parties
from documents.papers.names import file_name
from documents.papers.parties import Agent
from documents.papers.registry import COURT, TEXTS, Made, filing
from documents.rendering import html
from documents.rounds.roster import Roster
from litigation.cases.rules import filled

TEXT = f"{TEXTS}attorney_designation"


@dataclass(frozen=True, kw_only=True)
class AttorneyDesignationPaper(html.Paper):
    folder: ClassVar[str] = "attorney_designation"
    title: ClassVar[str] = "담당변호사지정서"
    stem: ClassVar[str] = "담당변호사지정서"

    court: str
    case_name: str
    heading: str
    plaintiffs: str
    defendant: str
    agent: Agent
    opening: tuple[Line, ...]
    dated: date


def has_firm(round: Roster) -> bool:
    frame = round.shared
    return TEXT in frame.texts and bool(contents.agent(frame).firm)


def paper(round: Roster) -> AttorneyDesignationPaper:
    frame = round.shared
    authored = filled(frame.texts[TEXT].body, dictionary.common(round))
    return AttorneyDesignationPaper(
        **contents.shared(round),
        heading=authored.title,
        plaintiffs=parties(round),
        defendant=contents.defendant(frame).name,
        agent=contents.agent(frame),
        opening=tuple(lines_of(authored.full)),
        dated=contents.dated(round),
    )


@filing("담당변호사지정서", _("Attorneys in charge"), place=45, concerns=has_firm)
def make(round: Roster):
    made = html.render(paper(round))
    yield Made("attorney_designation", f"{COURT}/{file_name('담당변호사지정서', 'pdf')}", made.pdf, made.pages)
