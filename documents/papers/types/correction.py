"""당사자표시 정정신청서: the name or another mark of a plaintiff was written wrongly; the person stays the same one."""

from dataclasses import dataclass
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from documents.changes.queries import before
from documents.papers.forms import CourtForm, MarkedField, NumbersField
from documents.papers.letter import Letter, Line, shared, typed
from documents.papers.names import file_name
from documents.papers.people import chosen
from documents.papers.registry import Made, asked
from documents.rendering import html
from documents.rounds.roster import Roster
from litigation.fonts import unprintable
from litigation.web.forms import TextField


class CorrectionForm(CourtForm):
    plaintiff = NumbersField(label=_("Whose, by plaintiff number"))
    before = TextField(
        label=_("As it stands"), max_length=600, required=False, help_text=_("Empty: the name of the roster.")
    )
    after = TextField(label=_("As it should be"), max_length=600)
    reasons = MarkedField(label=_("Why"), rows=5)

    @classmethod
    def of_change(cls, change):
        """What is known once a name was corrected in the roster: how it stood before, and how it stands since. The team's own
        note why is for no court."""
        old = before(change).person.names
        known = {
            "plaintiff": [change.entry.number],
            "before": spelled(old),
            "after": spelled(old | change.person),
        }
        return cls.beginning(change.round) | known

    def clean_plaintiff(self):
        return one_of(self.cleaned_data["plaintiff"])


def spelled(names) -> str:
    """A name with every spelling that can be printed, since any may be what was wrong: 홍길동 (HONG GILDONG, Хон Гильдон)."""
    hangul = names["hangul"]
    others = [names.get(part) for part in ("roman", "native") if names.get(part) not in ("", None, hangul)]
    others = [name for name in others if not unprintable(name)]
    return f"{hangul} ({', '.join(dict.fromkeys(others))})" if others else hangul


def one_of(numbers):
    if len(numbers) != 1:
        raise ValidationError(gettext("This paper is for one plaintiff: write one number."))
    return numbers


@dataclass(frozen=True, kw_only=True)
class CorrectionPaper(Letter):
    folder: ClassVar[str] = "correction"
    title: ClassVar[str] = "당사자표시 정정신청서"
    stem: ClassVar[str] = "당사자표시정정신청서"

    number: int
    before: str
    after: str
    reasons: tuple[Line, ...]


@asked(
    "당사자표시 정정신청서",
    _("Correction of a party’s name"),
    form=CorrectionForm,
    place=200,
    words={"원고번호": _("The plaintiff’s number")},
)
def make(round: Roster, asked):
    values = asked.values
    (one,) = chosen(round, values["plaintiff"])
    paper = CorrectionPaper(
        **shared(round, asked, 원고번호=one.number),
        number=one.number,
        before=values["before"] or spelled({"hangul": one.hangul_name, "roman": one.passport_name}),
        after=values["after"],
        reasons=typed(values["reasons"]),
    )
    made = html.render(paper)
    yield Made("correction", file_name(f"당사자표시정정신청서_{asked.number}", "pdf"), made.pdf, made.pages)
