"""항소장 (Civil Procedure Act 396, 397; two weeks from service): parties, judgment, what is appealed, list of appellants.

Nobody is lost silently: each plaintiff of the roster appeals, or is named among those who do not, or the form is refused.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from documents.changes.queries import APPEALS, LEFT, LEFT_SINCE, STAYS, appeal_closing, numbers_of
from documents.changes.rules import written
from documents.papers.forms import CourtForm, MarkedField, NumbersField, RowsField
from documents.papers.letter import Letter, Line, shared, typed
from documents.papers.names import file_name
from documents.papers.parties import Plaintiff
from documents.papers.people import chosen
from documents.papers.registry import Made, asked
from documents.proceedings.queries import judgment_of, proceedings_of
from documents.rendering import html
from documents.rounds.roster import Roster
from litigation.web.forms import PlainDateField, TextField


class AppealForm(CourtForm):
    appeal_court = TextField(label=_("Court of appeal"), max_length=60)
    judged_on = PlainDateField(label=_("Day of the judgment"))
    served_on = PlainDateField(label=_("Day the judgment was served"))
    appellants = NumbersField(label=_("Who appeals, by plaintiff number"))
    staying_out = NumbersField(
        label=_("Who does not appeal"),
        required=False,
        help_text=_("Everybody else of the roster: they confirmed it, or had left before."),
    )
    disposition = RowsField(
        label=_("What the judgment ordered"), columns=1, help_text=_("One order a line, without numbers.")
    )
    prayer = RowsField(
        label=_("What the appeal asks for"), columns=1, help_text=_("One claim a line, without numbers.")
    )
    reasons = MarkedField(
        label=_("Grounds of the appeal"), rows=6, required=False, help_text=_("Empty: they follow in a brief.")
    )

    @classmethod
    def beginning(cls, round):
        """Begins with the newest judgment, and with what everybody has said of it."""
        judgment = next(filter(None, map(judgment_of, proceedings_of(round))), None)
        if judgment is None:
            return super().beginning(round)
        out = [number for state in (STAYS, LEFT, LEFT_SINCE) for number in numbers_of(judgment, state)]
        return super().beginning(round) | {
            "proceeding": str(judgment.proceeding_id),
            "served_on": judgment.opened_on or judgment.day,
            "appellants": numbers_of(judgment, APPEALS),
            "staying_out": sorted(out),
        }

    def clean(self):
        values = super().clean()
        self._ask_dates(values)
        appeals, out = set(values.get("appellants") or []), set(values.get("staying_out") or [])
        if both := appeals & out:
            self.add_error("staying_out", gettext("Plaintiff %s stands on both lists.") % written(both))
        elif self.round and (lost := set(range(1, self.round.roster_count + 1)) - appeals - out):
            sentence = gettext("Nothing is said of plaintiff %s. Each one appeals, or is named here.") % written(lost)
            self.add_error("staying_out", sentence)
        elif differ := appeals ^ self._closed(values, appeals):
            sentence = gettext("The closed list of who appeals says otherwise of plaintiff %s.") % written(differ)
            self.add_error("appellants", sentence)
        return values

    def _ask_dates(self, values):
        """Filed, judged, served, appealed: in that order."""
        judged, served, dated = (values.get(name) for name in ("judged_on", "served_on", "dated"))
        suit = self.known.get(values.get("proceeding"))
        if judged and suit and judged < suit.filed_on:
            self.add_error("judged_on", gettext("The suit was filed later than this day."))
        if judged and served and served < judged:
            self.add_error("served_on", gettext("The judgment is of a later day, so it was not served on this one."))
        if served and dated and dated < served:
            self.add_error("dated", gettext("The judgment was served later than this day."))

    def _closed(self, values, otherwise):
        """Who appeals by the closed list of that judgment, which binds the paper; `otherwise` while none is closed."""
        suit = self.known.get(values.get("proceeding"))
        judgment = judgment_of(suit) if suit and appeal_closing(suit) else None
        return set(numbers_of(judgment, APPEALS)) if judgment else otherwise


@dataclass(frozen=True, kw_only=True)
class AppealPaper(Letter):
    folder: ClassVar[str] = "appeal"
    title: ClassVar[str] = "항소장"
    stem: ClassVar[str] = "항소장"

    appeal_court: str
    judged_on: date
    served_on: date
    disposition: tuple[str, ...]
    prayer: tuple[str, ...]
    reasons: tuple[Line, ...]
    people: tuple[Plaintiff, ...]


@asked(
    "항소장",
    _("Appeal"),
    form=AppealForm,
    place=190,
    words={"항소인수": _("How many plaintiffs appeal"), "판결선고일": _("Day of the judgment: 2027. 11. 26.")},
)
def make(round: Roster, asked):
    values = asked.values
    people = chosen(round, values["appellants"])
    judged = date.fromisoformat(values["judged_on"])
    words = {"항소인수": f"{len(people):,}", "판결선고일": f"{judged.year}. {judged.month}. {judged.day}."}
    paper = AppealPaper(
        **shared(round, asked, **words),
        appeal_court=values["appeal_court"],
        judged_on=judged,
        served_on=date.fromisoformat(values["served_on"]),
        disposition=tuple(line for (line,) in values["disposition"]),
        prayer=tuple(line for (line,) in values["prayer"]),
        reasons=typed(values["reasons"]),
        people=people,
    )
    made = html.render(paper)
    yield Made("appeal", file_name(f"항소장_{asked.number}", "pdf"), made.pdf, made.pages)
