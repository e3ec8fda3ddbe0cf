"""소송수계신청서: heirs, or another who is to go on in a plaintiff's place, take over the suit (Civil Procedure Act 233, 241).

With an attorney of record death does not interrupt the suit (238); the paper says who goes on.
"""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from documents.papers.forms import CourtForm, MarkedField, NumbersField, RowsField
from documents.papers.letter import Letter, Line, shared, typed
from documents.papers.names import file_name
from documents.papers.parties import Plaintiff
from documents.papers.people import chosen
from documents.papers.registry import Made, asked
from documents.papers.types.correction import one_of, spelled
from documents.rendering import html
from documents.rounds.roster import Roster

RELATIONS = {"heirs": "상속인", "representative": "법정대리인"}


class PartyChangeForm(CourtForm):
    plaintiff = NumbersField(label=_("Whose place is taken, by plaintiff number"))
    successors = RowsField(
        label=_("Who goes on"), columns=3, help_text=_("One line each: name | relation and share | address.")
    )
    reasons = MarkedField(label=_("What happened"), rows=5)
    enclosures = RowsField(label=_("Enclosures"), columns=1, required=False, help_text=_("One a line."))

    @classmethod
    def of_change(cls, change):
        """What is known once others act in a plaintiff's place; their addresses nobody has told us. The team's own note why is
        for no court."""
        relation = RELATIONS[change.person["capacity"]]
        known = {
            "plaintiff": [change.entry.number],
            "successors": [[spelled(each), relation, ""] for each in change.person["acting"]],
        }
        return cls.beginning(change.round) | known

    def clean_plaintiff(self):
        return one_of(self.cleaned_data["plaintiff"])


@dataclass(frozen=True, kw_only=True)
class Successor:
    name: str
    relation: str
    address: str


@dataclass(frozen=True, kw_only=True)
class PartyChangePaper(Letter):
    folder: ClassVar[str] = "party_change"
    title: ClassVar[str] = "소송수계신청서"
    stem: ClassVar[str] = "소송수계신청서"

    one: Plaintiff
    successors: tuple[Successor, ...]
    reasons: tuple[Line, ...]


@asked(
    "소송수계신청서",
    _("Another takes over the suit"),
    form=PartyChangeForm,
    place=210,
    words={"원고번호": _("The plaintiff’s number")},
)
def make(round: Roster, asked):
    values = asked.values
    (one,) = chosen(round, values["plaintiff"])
    paper = PartyChangePaper(
        **shared(round, asked, 원고번호=one.number),
        one=one,
        successors=tuple(Successor(name=a, relation=b, address=c) for a, b, c in values["successors"]),
        reasons=typed(values["reasons"]),
        enclosures=tuple(line for (line,) in values["enclosures"]),
    )
    made = html.render(paper)
    yield Made("party_change", file_name(f"소송수계신청서_{asked.number}", "pdf"), made.pdf, made.pages)
