"""송달장소 및 송달영수인 신고서: where in Korea, and to whom, papers are served (Civil Procedure Act 184; a change: 185)."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from documents.papers import contents
from documents.papers.forms import CourtForm
from documents.papers.letter import Letter, shared
from documents.papers.names import file_name
from documents.papers.registry import Made, asked
from documents.rendering import html
from documents.rounds.roster import Roster
from litigation.web.forms import FiguresField, TextField


class ServiceReportForm(CourtForm):
    place = TextField(label=_("Place of service in Korea"), max_length=200)
    recipient = TextField(label=_("Who receives papers"), max_length=80)
    relation = TextField(label=_("Relation to the plaintiffs, in Korean"), max_length=60, initial="소송대리인")
    phone = FiguresField(label=_("Phone"), max_length=32, required=False)

    @classmethod
    def beginning(cls, round):
        agent = contents.agent(round.shared)
        own = {"place": agent.address, "recipient": agent.firm or next(iter(agent.attorneys), ""), "phone": agent.phone}
        return super().beginning(round) | own | {"relation": "소송대리인"}


@dataclass(frozen=True, kw_only=True)
class ServiceReportPaper(Letter):
    folder: ClassVar[str] = "service_report"
    title: ClassVar[str] = "송달장소 및 송달영수인 신고서"
    stem: ClassVar[str] = "송달장소및송달영수인신고서"

    place: str
    recipient: str
    relation: str
    phone: str


@asked(
    "송달장소 및 송달영수인 신고서",
    _("Place of service"),
    form=ServiceReportForm,
    place=140,
)
def make(round: Roster, asked):
    own = {name: asked.values[name] for name in ("place", "recipient", "relation", "phone")}
    made = html.render(ServiceReportPaper(**shared(round, asked), **own))
    yield Made("service_report", file_name(f"송달장소신고서_{asked.number}", "pdf"), made.pdf, made.pages)
