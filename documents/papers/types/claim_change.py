"""청구취지 및 청구원인 변경신청서 (Civil Procedure Act 262; on an increase the difference in stamp duty: Stamp Duty Act 5).

The new prayer and its reasons are typed; the value of the claim before and after, and the stamp duty still to pay, are
counted from the plaintiffs who are still in the suit on that day.
"""

from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.changes.queries import plaintiffs_now
from documents.papers.forms import CourtForm, MarkedField, RowsField
from documents.papers.letter import Letter, Line, shared, typed
from documents.papers.models import Filing
from documents.papers.names import file_name
from documents.papers.registry import Made, asked
from documents.rendering import html
from documents.rounds.roster import Roster
from litigation.law import stamp
from litigation.law.rows import LawProblem
from litigation.law.suit import change_of_claim
from litigation.lawbook.queries import table
from litigation.lawbook.words import refusal


class ClaimChangeForm(CourtForm):
    amount_before = forms.IntegerField(label=_("Claimed until now for each plaintiff, in won"), min_value=1)
    amount_won = forms.IntegerField(label=_("Claimed from now on for each plaintiff, in won"), min_value=1)
    prayer = RowsField(
        label=_("New prayer"),
        columns=1,
        rows=6,
        help_text=_("One claim a line, without numbers; the paper numbers them."),
    )
    reasons = MarkedField(label=_("New grounds"), rows=14)

    @classmethod
    def beginning(cls, round):
        claimed = claimed_now(round)
        return super().beginning(round) | {"amount_before": claimed, "amount_won": claimed}

    def clean(self):
        """Counted as soon as the figures are there, whatever else is missing still: whoever asks may look at it first."""
        values = super().clean()
        if self.round and all(values.get(name) for name in ("amount_before", "amount_won", "dated")):
            try:
                counted = change_of_claim(
                    plaintiffs=plaintiffs_now(self.round),
                    before=values["amount_before"],
                    after=values["amount_won"],
                    instance=values.get("instance", stamp.FIRST),
                    on=values["dated"],
                    table=table(),
                )
            except LawProblem as problem:
                self.add_error(None, refusal(problem).sentence)
            else:
                self.cleaned_data |= {name: answer.as_json() for name, answer in counted.items()}
        return self.cleaned_data


def claimed_now(round) -> int:
    """What each plaintiff claims since the last change of the claim, else since the complaint."""
    last = Filing.objects.filter(round=round, type="claim_change").order_by("-number", "-version").first()
    return last.asked["values"]["amount_won"] if last else round.amount_won


@dataclass(frozen=True, kw_only=True)
class ClaimChangePaper(Letter):
    folder: ClassVar[str] = "claim_change"
    title: ClassVar[str] = "청구취지 및 청구원인 변경신청서"
    stem: ClassVar[str] = "청구취지변경신청서"

    before: int
    after: int
    stamp: int
    prayer: tuple[str, ...]
    reasons: tuple[Line, ...]

    @property
    def difference(self) -> str:
        """증 20,000,000원, or 감."""
        change = self.after - self.before
        return f"{'증' if change >= 0 else '감'} {abs(change):,}원"


@asked(
    "청구취지 및 청구원인 변경신청서",
    _("Change of the claim"),
    form=ClaimChangeForm,
    place=160,
    counts="stamp",
    words={"변경후1인당청구금액": _("What each plaintiff claims from now on, without 원")},
)
def make(round: Roster, asked):
    values = asked.values
    paper = ClaimChangePaper(
        **shared(round, asked, 변경후1인당청구금액=f"{values['amount_won']:,}"),
        before=values["value_before"]["result"],
        after=values["value_after"]["result"],
        stamp=values["stamp"]["result"],
        prayer=tuple(line for (line,) in values["prayer"]),
        reasons=typed(values["reasons"]),
    )
    made = html.render(paper)
    yield Made("claim_change", file_name(f"청구취지변경신청서_{asked.number}", "pdf"), made.pdf, made.pages)
