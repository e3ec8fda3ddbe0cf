"""The plaintiffs a paper names: by their numbers, or all."""

from documents.papers import contents
from documents.papers.parties import Plaintiff
from documents.rounds.queries import entries


def chosen(round, numbers=()) -> tuple[Plaintiff, ...]:
    """These plaintiffs in the order of the roster; all of them where no number is named."""
    return tuple(contents.plaintiff(entry) for entry in rows(round, numbers))


def rows(round, numbers=()):
    """The entries of these plaintiffs in the order of the roster; all of them where no number is named."""
    return round.roster.filter(number__in=numbers).order_by("number") if numbers else entries(round)
