"""번역문, a foreign-language document in Korean with its translator's word (Civil Procedure Act 277; Rules 106②)."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from documents.papers.forms import MarkedField, PaperForm
from documents.papers.letter import Letter, Line, shared, typed
from documents.papers.names import file_name
from documents.papers.registry import Made, asked
from documents.rendering import html
from documents.rounds.roster import Roster
from litigation.web.forms import TextField


class TranslationForm(PaperForm):
    original = TextField(
        label=_("Document"),
        max_length=120,
        help_text=_("In Korean, with its mark where it has one: 갑 제7호증 고용계약서."),
    )
    source_language = TextField(label=_("Language of the original, in Korean"), max_length=40)
    text = MarkedField(label=_("Translation"), rows=18)
    translator = TextField(label=_("Translator’s name"), max_length=80)
    qualification = TextField(
        label=_("Who the translator is"),
        max_length=160,
        required=False,
        help_text=_("Address or qualification, in Korean."),
    )


@dataclass(frozen=True, kw_only=True)
class TranslationPaper(Letter):
    folder: ClassVar[str] = "translation"
    title: ClassVar[str] = "번역문"
    stem: ClassVar[str] = "번역문"

    original: str
    source_language: str
    text: tuple[Line, ...]
    translator: str
    qualification: str


@asked(
    "번역문",
    _("Translation with the translator’s word"),
    form=TranslationForm,
    place=130,
    words={"원본": _("The document that is translated"), "원본언어": _("The language it is written in")},
)
def make(round: Roster, asked):
    values = asked.values
    own = {name: values[name] for name in ("original", "source_language", "translator", "qualification")}
    words = {"원본": values["original"], "원본언어": values["source_language"]}
    made = html.render(TranslationPaper(**shared(round, asked, **words), text=typed(values["text"]), **own))
    yield Made("translation", file_name(f"번역문_{values['original']}", "pdf"), made.pdf, made.pages)
