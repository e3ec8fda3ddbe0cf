"""청구취지 및 청구원인 변경신청서 (Civil Procedure Act 262; on an increase the difference in stamp duty: Stamp Duty Act 5).

The new prayer and its reasons are typed; the value of the claim before and after is computed from the roster.
"""

from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.filings.forms import CourtForm, LinesField, TextField
from documents.filings.letter import Letter, Line, shared, typed
from documents.filings.names import file_name
from documents.filings.plan import Made, asked
from documents.rendering import html


class ClaimChangeForm(CourtForm):
    amount_won = forms.IntegerField(label=_("Claimed from now on for each plaintiff, in won"), min_value=1)
    stamp_won = forms.IntegerField(
        label=_("Stamp duty still to pay, in won"),
        min_value=0,
        required=False,
        help_text=_("Empty: the paper names none."),
    )
    prayer = LinesField(
        label=_("New prayer"),
        columns=1,
        rows=6,
        help_text=_("One claim a line, without numbers; the paper numbers them."),
    )
    reasons = TextField(label=_("New grounds"), rows=14)

    @classmethod
    def beginning(cls, round):
        return super().beginning(round) | {"amount_won": round.amount_won}


@dataclass(frozen=True, kw_only=True)
class ClaimChangePaper(Letter):
    folder: ClassVar[str] = "claim_change"
    title: ClassVar[str] = "청구취지 및 청구원인 변경신청서"
    stem: ClassVar[str] = "청구취지변경신청서"

    before: int
    after: int
    stamp: int | None
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
    words={"변경후1인당청구금액": _("What each plaintiff claims from now on, without 원")},
)
def make(round, asked):
    values = asked.values
    paper = ClaimChangePaper(
        **shared(round, asked, 변경후1인당청구금액=f"{values['amount_won']:,}"),
        before=round.frame["amount_won"] * round.roster_count,
        after=values["amount_won"] * round.roster_count,
        stamp=values["stamp_won"],
        prayer=tuple(line for (line,) in values["prayer"]),
        reasons=typed(values["reasons"]),
    )
    made = html.render(paper)
    yield Made("claim_change", file_name(f"청구취지변경신청서_{asked.number}", "pdf"), made.pdf, made.pages)
