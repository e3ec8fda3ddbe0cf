"""Whether a frozen round can be filed: every check, asked of the rows as they are now."""

from dataclasses import dataclass
from typing import Annotated, Literal

from django.db.models import Q

from documents.changes.queries import gone
from documents.exhibits.queries import ranges_by_number
from documents.filing.rules import ASKS, BLOCKS, CHECKS, Check
from documents.packages.models import Package
from documents.packages.queries import flawed, is_overtaken, packages_of
from documents.packages.spot_checks import counts
from documents.papers.cited import Missing, missing_in
from documents.rounds.models import Round
from litigation.cases.models import CaseText


@dataclass(frozen=True)
class Found:
    """A check that was not passed."""

    code: Annotated[str, "Which check; a reason is given under it."]
    n: Annotated[int, "Of how many it is true; 0 where it does not count."] = 0
    named: str = ""

    @property
    def check(self) -> Check:
        return CHECKS[self.code]

    @property
    def how(self) -> Literal["blocks", "asks"]:
        """blocks: nothing is filed while it is so. asks: it is filed with a reason."""
        return self.check.how

    @property
    def words(self) -> str:
        """What is wrong."""
        words = str(self.check.words) % {"n": f"{self.n:,}"}
        return f"{words} ({self.named})" if self.named else words

    @property
    def cure(self) -> str:
        """What puts it right."""
        return str(self.check.cure)


def before_filing(round: Round) -> list[Found]:
    """What stands against filing this round, or asks for a reason, in the order in which it is put right."""
    package, named = packages_of(round).first(), {}
    if package is None or not package.is_put_together:
        asked = {"gone": gone(round).count(), "no_package": 1}
    else:
        cites = _missing_cites(package)
        named["cites"] = "; ".join(map(str, cites[:NAMED])) + (" …" if cites[NAMED:] else "")
        asked = {"gone": gone(round).count(), "cites": len(cites)} | _of_package(package) | _of_frame(round)
    return [
        Found(code, 0 if code in UNCOUNTED else int(asked[code]), named.get(code, ""))
        for code in CHECKS
        if asked.get(code)
    ]


UNCOUNTED = ("no_package", "overtaken", "uncounted")
NAMED = 5  # cites


def _missing_cites(package: Package) -> list[Missing]:
    """The freeze refuses them; since then people may have left with their exhibits. Where the texts cite none, none is asked."""
    roster = package.roster
    return missing_in(roster, ranges_by_number(roster)) if missing_in(roster, {}) else []


def _of_package(package: Package) -> dict[str, int]:
    drawn, every = counts(package, drawn=True), counts(package)
    return {
        "overtaken": is_overtaken(package),
        "gaps": package.gaps,
        "damaged": package.problems,
        "wrong": every["wrong"],
        "unseen": drawn["all"] - drawn["seen"],
        "flaws": flawed(package.round).count(),
    }


def _of_frame(round: Round) -> dict[str, int]:
    frame = round.shared
    used = Q()
    for key, text in frame.texts.items():
        used |= Q(key=key, language=text.language, version=text.version)
    texts = (
        CaseText.objects.filter(used, case=round.case, confirmed_on=None) if frame.texts else CaseText.objects.none()
    )
    return {"unconfirmed": texts.count(), "uncounted": not frame.sums}


def blocking(found: list[Found]) -> list[Found]:
    return [each for each in found if each.how == BLOCKS]


def asking(found: list[Found]) -> list[Found]:
    return [each for each in found if each.how == ASKS]
