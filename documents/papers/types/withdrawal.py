"""소취하서: some plaintiffs, or all, withdraw the suit (Civil Procedure Act 266, 267); the others go on (66).

Once the defendant has pleaded, its consent is needed; the paper then has a place for it.
"""

from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.papers.forms import CourtForm, NumbersField
from documents.papers.letter import Letter, shared
from documents.papers.names import file_name
from documents.papers.parties import Plaintiff
from documents.papers.people import chosen
from documents.papers.registry import Made, asked
from documents.proceedings.queries import has_pleaded
from documents.rendering import html
from documents.rounds.roster import Roster


class WithdrawalForm(CourtForm):
    plaintiffs = NumbersField(label=_("Who withdraws, by plaintiff number"), help_text=_("Like 3, 7-12."))
    consent = forms.BooleanField(label=_("The defendant has pleaded: leave a place for its consent"), required=False)

    @classmethod
    def of_change(cls, change):
        """What is known once a plaintiff was taken out of the roster."""
        known = {"plaintiffs": [change.entry.number], "consent": has_pleaded(change.round)}
        return cls.beginning(change.round) | known


@dataclass(frozen=True, kw_only=True)
class WithdrawalPaper(Letter):
    folder: ClassVar[str] = "withdrawal"
    title: ClassVar[str] = "소취하서"
    stem: ClassVar[str] = "소취하서"

    people: tuple[Plaintiff, ...]
    consent: bool


@asked(
    "소취하서",
    _("Withdrawal of the suit"),
    form=WithdrawalForm,
    place=170,
    words={"취하인원": _("How many plaintiffs withdraw"), "취하원고": _("Their numbers: 3, 7-12")},
)
def make(round: Roster, asked):
    people = chosen(round, asked.values["plaintiffs"])
    words = {"취하인원": f"{len(people):,}", "취하원고": ", ".join(str(one.number) for one in people)}
    paper = WithdrawalPaper(**shared(round, asked, **words), people=people, consent=asked.values["consent"])
    made = html.render(paper)
    yield Made("withdrawal", file_name(f"소취하서_{asked.number}", "pdf"), made.pdf, made.pages)
