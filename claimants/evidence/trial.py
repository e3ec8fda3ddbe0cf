"""The whole way of a file that comes, without keeping anything: is it taken, and does the court get what it shows?"""

from dataclasses import asdict, dataclass, field

from django.utils.translation import gettext as _

from claimants.evidence import sandbox
from claimants.evidence.intake import check
from claimants.evidence.rules import FLAWS, WARNINGS
from litigation.errors import DomainError


@dataclass(frozen=True)
class Warned:
    code: str
    sentence: str


@dataclass(frozen=True)
class Outcome:
    """accepted: it is taken and can be an exhibit; else code and sentence say why not."""

    file: str
    accepted: bool
    code: str = ""
    sentence: str = ""
    pages: int = 0
    exhibit_pages: int = 0
    same: bool = False
    """Whether the exhibit shows what the file shows; false where there is none."""
    warnings: list[Warned] = field(default_factory=list)

    def as_json(self):
        return asdict(self)


def trial(stream, *, name, file="") -> Outcome:
    """What would come of a file: intake.check, then the sandbox, as the job evidence.intake does it. Raises nothing."""
    file = file or name
    try:
        checked = check(stream, name=name)
    except DomainError as refused:
        return Outcome(file, False, refused.code, str(refused.sentence))
    try:
        made = sandbox.make(stream, checked.type)
    except sandbox.DecodeFailed as failed:
        return Outcome(file, False, f"evidence.{failed.reason}", str(failed.sentence), checked.pages)
    flaw = {"code": f"evidence.{made.flaw}", "sentence": str(FLAWS[made.flaw])} if made.flaw else {}
    warned = [Warned(code, str(WARNINGS[code])) for code in made.warnings]
    seen = {
        "pages": checked.pages,
        "exhibit_pages": len(made.pages),
        "same": made.same and not flaw,
        "warnings": warned,
    }
    return Outcome(file, not flaw, **flaw, **seen)


def in_words(outcome) -> str:
    """On one line, for people."""
    if outcome.accepted:
        words = _("taken, pages: %(pages)s") % {"pages": outcome.exhibit_pages}
        return " ".join([words, *(each.sentence for each in outcome.warnings)])
    return f"{_('not taken')} ({outcome.code}): {outcome.sentence}"
