"""당사자 인적사항, the identity sheet for the court alone (Civil Procedure Rules 76-2): birth, nationality, passport number.

Kept apart from the filing: it is never in a package, and no copy of it is for the opponent. Foreign travellers stand with the
number of their passport, as it was when the roster was frozen.
"""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from documents.papers import contents
from documents.papers.forms import CourtForm, NumbersField
from documents.papers.letter import Letter, shared
from documents.papers.names import file_name
from documents.papers.parties import Plaintiff
from documents.papers.registry import Made, asked
from documents.rendering import html
from documents.rounds.roster import Entry, Roster


class IdentitySheetForm(CourtForm):
    """It may go with the complaint, which has no number yet."""

    needs_number = False
    plaintiffs = NumbersField(
        label=_("For whom, by plaintiff number"), required=False, help_text=_("Empty: for everybody.")
    )


@dataclass(frozen=True, kw_only=True)
class IdentityLine:
    one: Plaintiff
    nationality_then: str
    passport: str


@dataclass(frozen=True, kw_only=True)
class IdentitySheetPaper(Letter):
    folder: ClassVar[str] = "identity_sheet"
    title: ClassVar[str] = "당사자 인적사항"
    stem: ClassVar[str] = "당사자인적사항"

    lines: tuple[IdentityLine, ...]


@asked(
    "당사자 인적사항",
    _("Identity sheet, for the court alone"),
    form=IdentitySheetForm,
    place=240,
    apart=True,
)
def make(round: Roster, asked):
    lines = tuple(map(_line, round.plaintiffs(asked.values["plaintiffs"])))
    made = html.render(IdentitySheetPaper(**shared(round, asked), lines=lines))
    yield Made("identity_sheet", file_name(f"당사자인적사항_{asked.number}", "pdf"), made.pdf, made.pages)


def _line(entry: Entry):
    person = entry.person
    return IdentityLine(
        one=contents.plaintiff(entry),
        nationality_then=person.nationality_then or person.nationality,
        passport=person.passport_number,
    )
