"""개인정보 열람요구서 (Personal Information Protection Act 35; Decree 41①), one for each person, signed, to the controller.

What can be asked: the items and their content, the purpose, how long it is kept, to whom it was given, whether consent was
given. The controller answers within ten days (Decree 41④). The number of the Commission's form is not verified.
"""

from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.papers.forms import MarkedField, NumbersField, PaperForm
from documents.papers.letter import Line, SignedLetter, signed_by, typed
from documents.papers.names import file_name, numbered
from documents.papers.registry import ENTRY, Made, asked
from documents.rendering import html
from documents.rounds.roster import Entry, Roster
from litigation.web.forms import TextField

ITEMS = {
    "content": ("개인정보의 항목 및 내용", _("The items and their content")),
    "purpose": ("개인정보 수집·이용의 목적", _("Why it was collected and used")),
    "retention": ("개인정보 보유 및 이용 기간", _("How long it is kept and used")),
    "provision": ("개인정보의 제3자 제공 현황", _("To whom it was given")),
    "consent": ("개인정보 처리에 동의한 사실 및 내용", _("Whether and to what consent was given")),
}


class AccessRequestForm(PaperForm):
    controller = TextField(label=_("To whom"), max_length=80)
    items = forms.MultipleChoiceField(
        label=_("What is asked"),
        choices=[(name, label) for name, (_korean, label) in ITEMS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    details = MarkedField(label=_("More exactly"), rows=5, required=False)
    plaintiffs = NumbersField(
        label=_("For whom, by plaintiff number"), required=False, help_text=_("Empty: for everybody.")
    )

    @classmethod
    def beginning(cls, round):
        return super().beginning(round) | {"controller": "법무부장관", "items": list(ITEMS)}


@dataclass(frozen=True, kw_only=True)
class AccessRequestPaper(SignedLetter):
    folder: ClassVar[str] = "access_request"
    title: ClassVar[str] = "개인정보 열람요구서"
    stem: ClassVar[str] = "개인정보열람요구서"

    controller: str
    items: tuple[tuple[str, bool], ...]
    details: tuple[Line, ...]


@asked(
    "개인정보 열람요구서",
    _("Requests for access to personal data"),
    form=AccessRequestForm,
    place=220,
    per=ENTRY,
    answers="desk_access",
)
def make(round: Roster, asked, entry: Entry):
    values = asked.values
    if values["plaintiffs"] and entry.number not in values["plaintiffs"]:
        return
    paper = AccessRequestPaper(
        **signed_by(round, asked, entry),
        controller=values["controller"],
        items=tuple((korean, name in values["items"]) for name, (korean, _label) in ITEMS.items()),
        details=typed(values["details"]),
    )
    made = html.render(paper)
    name = numbered("개인정보열람요구서", entry.number, round.last_number, paper.person.hangul_name)
    yield Made(f"access_request:{entry.number}", file_name(name, "pdf"), made.pdf, made.pages)
