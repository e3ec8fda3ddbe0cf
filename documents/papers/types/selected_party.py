"""선정당사자 선정서 (Civil Procedure Act 53, 58): one for each selector, who signs it in their own language beside the Korean.

Case, selectors, the selected party, extent, date. Proof of the signature (a certificate, a copy of an identity paper) is an
enclosure: a court did not accept one without.
"""

from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from documents.papers.forms import NumbersField, PaperForm
from documents.papers.letter import SignedLetter, signed_by
from documents.papers.names import file_name, numbered
from documents.papers.parties import Plaintiff
from documents.papers.people import chosen
from documents.papers.registry import ENTRY, Made, asked
from documents.rendering import html
from documents.rounds.roster import Entry, Roster

EXTENTS = {"instance": "이 심급에 한한다.", "all": "상소심을 포함한 모든 심급에 미친다."}


class SelectedPartyForm(PaperForm):
    selected = NumbersField(label=_("Selected parties, by plaintiff number"))
    selectors = NumbersField(
        label=_("Selectors, by plaintiff number"), required=False, help_text=_("Empty: everybody who is not selected.")
    )
    extent = forms.ChoiceField(
        label=_("How far the selection goes"),
        choices=[("instance", _("This instance only")), ("all", _("All instances"))],
    )

    def clean(self):
        values = super().clean()
        both = sorted(set(values.get("selected") or []) & set(values.get("selectors") or []))
        if both:
            self.add_error("selectors", gettext("Plaintiff %s is selected and cannot be a selector.") % both[0])
        return values


@dataclass(frozen=True, kw_only=True)
class SelectedPartyPaper(SignedLetter):
    folder: ClassVar[str] = "selected_party"
    title: ClassVar[str] = "선정당사자 선정서"
    stem: ClassVar[str] = "선정당사자선정서"

    selected: tuple[Plaintiff, ...]
    extent: str


@asked(
    "선정당사자 선정서",
    _("Selection of a party"),
    form=SelectedPartyForm,
    place=110,
    per=ENTRY,
)
def make(round: Roster, asked, entry: Entry):
    values = asked.values
    if entry.number in values["selected"] or (values["selectors"] and entry.number not in values["selectors"]):
        return
    selected, extent = chosen(round, values["selected"]), EXTENTS[values["extent"]]
    paper = SelectedPartyPaper(**signed_by(round, asked, entry), selected=selected, extent=extent)
    made = html.render(paper)
    name = numbered("선정당사자선정서", entry.number, round.last_number, paper.person.hangul_name)
    yield Made(f"selected_party:{entry.number}", file_name(name, "pdf"), made.pdf, made.pages)
