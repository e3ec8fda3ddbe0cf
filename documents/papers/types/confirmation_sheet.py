"""확인서 signed by all, for several parties who file one electronic document together (Electronic Documents Rules 11②), scanned.

Needed where plaintiffs file without an attorney's certificate. Column heads also stand in English, since people sign it.
"""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from documents.papers import dictionary
from documents.papers.forms import NumbersField, PaperForm
from documents.papers.letter import Letter, Pair, shared, side_by_side
from documents.papers.names import file_name
from documents.papers.parties import Plaintiff
from documents.papers.people import chosen
from documents.papers.registry import Made, asked
from documents.rendering import html
from documents.rounds.roster import Roster
from litigation.cases.rules import filled
from litigation.web.forms import TextField


class ConfirmationSheetForm(PaperForm):
    document = TextField(label=_("Which document they file together, in Korean"), max_length=80)
    plaintiffs = NumbersField(
        label=_("Who signs, by plaintiff number"), required=False, help_text=_("Empty: everybody.")
    )

    @classmethod
    def beginning(cls, round):
        return super().beginning(round) | {"document": "소장"}


@dataclass(frozen=True, kw_only=True)
class ConfirmationSheetPaper(Letter):
    folder: ClassVar[str] = "confirmation_sheet"
    title: ClassVar[str] = "확인서"
    stem: ClassVar[str] = "확인서"

    pairs: tuple[Pair, ...]
    other_lang: str
    people: tuple[Plaintiff, ...]


@asked(
    "확인서",
    _("Confirmation signed by all"),
    form=ConfirmationSheetForm,
    place=250,
    words={"제출서류": _("The document they file together: 소장")},
)
def make(round: Roster, asked):
    values = asked.values
    words = {"제출서류": values["document"]}
    told = "en" if "en" in asked.texts else ""
    every = {**dictionary.common(round), **words}
    pairs = side_by_side(filled(asked.body("ko"), every), filled(asked.body("en"), every) if told else None)
    people = chosen(round, values["plaintiffs"])
    paper = ConfirmationSheetPaper(**shared(round, asked, **words), pairs=pairs, other_lang=told, people=people)
    made = html.render(paper)
    yield Made("confirmation_sheet", file_name(f"확인서_{asked.number}", "pdf"), made.pdf, made.pages)
