"""집단분쟁조정 신청서 to the mediation committee for personal data (PIPA 49; Decree 52): at least fifty who have not sued.

No official form was found; the paper holds applicants, respondent, facts, relief, evidence, representative and count.
"""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from documents.papers.forms import MarkedField, NumbersField, PaperForm
from documents.papers.letter import Letter, Line, shared, typed
from documents.papers.names import file_name
from documents.papers.parties import Plaintiff
from documents.papers.people import chosen
from documents.papers.registry import Made, asked
from documents.rendering import html
from documents.rounds.models import Round
from documents.rounds.roster import Roster
from litigation.web.forms import TextField

FEWEST = 50


class MediationRequestForm(PaperForm):
    applicants = NumbersField(
        label=_("Applicants, by plaintiff number"), required=False, help_text=_("Empty: everybody of the roster.")
    )
    representative = TextField(
        label=_("Representative of the applicants"), max_length=120, required=False, help_text=_("In Korean.")
    )
    relief = MarkedField(label=_("What is asked for"), rows=5)
    facts = MarkedField(label=_("What happened"), rows=12)
    evidence = MarkedField(label=_("Evidence"), rows=4, required=False)

    def clean(self):
        """Refuses a round that has sued, and fewer than fifty applicants."""
        values = super().clean()
        if self.round and self.round.status == Round.Status.FILED:
            self.add_error(None, gettext("This round has sued, and who has sued cannot ask for collective mediation."))
        count = len(values.get("applicants") or []) or (self.round.roster_count if self.round else FEWEST)
        if count < FEWEST:
            told = {"least": FEWEST, "count": count}
            self.add_error("applicants", gettext("At least %(least)s people must apply; these are %(count)s.") % told)
        return values


@dataclass(frozen=True, kw_only=True)
class MediationRequestPaper(Letter):
    folder: ClassVar[str] = "mediation_request"
    title: ClassVar[str] = "집단분쟁조정 신청서"
    stem: ClassVar[str] = "집단분쟁조정신청서"

    representative: str
    relief: tuple[Line, ...]
    facts: tuple[Line, ...]
    evidence: tuple[Line, ...]
    people: tuple[Plaintiff, ...]


@asked(
    "집단분쟁조정 신청서",
    _("Request for collective mediation"),
    form=MediationRequestForm,
    place=230,
    words={"신청인수": _("How many people apply")},
)
def make(round: Roster, asked):
    values = asked.values
    people = chosen(round, values["applicants"])
    parts = {name: typed(values[name]) for name in ("relief", "facts", "evidence")}
    common = shared(round, asked, 신청인수=f"{len(people):,}")
    made = html.render(MediationRequestPaper(**common, representative=values["representative"], people=people, **parts))
    yield Made("mediation_request", file_name(f"집단분쟁조정신청서_{asked.number}", "pdf"), made.pdf, made.pages)
