"""What the texts of a package cite that the package does not have. Reads no rows: who asks brings the marks."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from claimants.evidence.kinds import every
from documents.papers import dictionary
from documents.papers.cites import MOST, Held, Marks, read
from documents.papers.registry import ROUND, kinds
from documents.papers.texts import kind_of
from documents.rounds.marks import exhibit_kinds
from documents.rounds.roster import Roster
from litigation.cases.rules import put


@dataclass(frozen=True)
class Missing:
    """A cite of what is not there. text: the title of what it stands in."""

    text: str
    line: int
    what: str

    @property
    def alone(self) -> str:
        """The same where only one text is looked at."""
        return _("Line %(line)s: %(what)s") % {"line": self.line, "what": self.what}

    def __str__(self):
        return _("“%(text)s”, line %(line)s: %(what)s") % {"text": self.text, "line": self.line, "what": self.what}


def missing_in(round: Roster, marks: Marks) -> list[Missing]:
    """Of every text that the package of this round prints. marks: those the package has."""
    held, words = Held(marks, annexes_of(round)), dictionary.common(round)
    texts = sorted((key, text.body) for key, text in round.shared.texts.items() if _is_printed(key, round))
    return [each for _key, body in texts for each in missing(title_of(body), put(body, words), held)]


def missing(title: str, text: str, held: Held) -> list[Missing]:
    """Of one text as it is printed, the values of its placeholders in it: they change no line."""
    return [Missing(title, cite.line, what) for cite in read(text) if (what := held.lacks(cite))]


def annexes_of(round: Roster) -> frozenset[int]:
    """The annexes that the package of this round has."""
    return frozenset(kind.annex for kind in kinds().values() if kind.annex and kind.concerns(round))


def any_marks() -> Marks:
    """What a package can have at most, where there is no round to ask."""
    return {every()[name].exhibit_number: [(1, MOST)] for name in exhibit_kinds()}


def title_of(body: str) -> str:
    return body.strip().partition("\n")[0].removeprefix("# ").strip()


def _is_printed(key, round):
    kind = kind_of(key)
    return kind is not None and kind.form is None and (kind.per != ROUND or kind.concerns(round))
