"""The plaintiffs a paper names: by their numbers, or all."""

from documents.filings import papers
from documents.filings.parties import Plaintiff
from documents.rounds.queries import entries


def chosen(round, numbers=()) -> tuple[Plaintiff, ...]:
    """These plaintiffs in the order of the roster; all of them where no number is named."""
    wanted = set(numbers)
    return tuple(papers.plaintiff(entry) for entry in entries(round) if not wanted or entry.number in wanted)
