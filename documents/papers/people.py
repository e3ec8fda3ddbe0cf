"""The plaintiffs a paper names: by their numbers, or all."""

from documents.papers import contents
from documents.papers.parties import Plaintiff
from documents.rounds.roster import Roster


def chosen(round: Roster, numbers=()) -> tuple[Plaintiff, ...]:
    """These plaintiffs in the order of the roster; all of them where no number is named."""
    return tuple(map(contents.plaintiff, round.plaintiffs(numbers)))
