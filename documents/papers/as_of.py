"""A frozen round as papers that are asked for see it: by the version of the roster in force when they were asked for.

Names are the corrected ones, and "everybody" is whoever was in the suit then. Who is named by number is meant, also after they
left: their withdrawal is a paper too. The papers of a package see the frozen roster and nothing else.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from documents.changes.queries import corrected_by, left_by
from documents.rounds.models import Round


class Plaintiffs:
    """The rows of a roster, answering what papers ask of them."""

    def __init__(self, rows, names, left=frozenset()):
        self.rows, self.names, self.left = rows, names, left

    def filter(self, **wanted):
        return Plaintiffs(self.rows.filter(**wanted), self.names)

    def order_by(self, name):
        return Plaintiffs(self.rows.order_by(name), self.names, self.left)

    def first(self):
        return next(iter(self), None)

    def iterator(self, chunk_size=500):
        for entry in self.rows.iterator(chunk_size=chunk_size):
            if entry.number in self.left:
                continue
            if names := self.names.get(entry.number):
                entry.snapshot = {**entry.snapshot, "person": {**entry.snapshot["person"], **names}}
            yield entry

    def __iter__(self):
        return self.iterator()


@dataclass(frozen=True)
class Standing:
    """A round with its roster as of a moment; everything else is the round's own."""

    round: Round
    at: datetime

    def __getattr__(self, name):
        return getattr(self.round, name)

    @cached_property
    def left(self) -> frozenset[int]:
        return left_by(self.round, self.at)

    @cached_property
    def roster(self) -> Plaintiffs:
        return Plaintiffs(self.round.roster.all(), corrected_by(self.round, self.at), self.left)

    @property
    def roster_count(self) -> int:
        return self.round.roster_count - len(self.left)


def named(values) -> set[int]:
    """Every plaintiff number in the values somebody typed."""
    lists = (value for value in values.values() if isinstance(value, list))
    return {number for each in lists for number in each if isinstance(number, int)}
