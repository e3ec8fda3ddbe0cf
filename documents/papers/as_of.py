"""A frozen round as papers that are asked for see it: by the version of the roster in force when they were asked for.

Names are the corrected ones, and "everybody" is whoever was in the suit then. Who is named by number is meant, also after they
left: their withdrawal is a paper too. The papers of a package see the frozen roster and nothing else.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from documents.changes.queries import corrected_by, left_by
from documents.rounds.models import Round
from documents.rounds.roster import Entry


@dataclass(frozen=True)
class AsOf:
    """A round with its roster as of a moment; everything else is the round's own."""

    round: Round
    at: datetime

    def __getattr__(self, name):
        return getattr(self.round, name)

    @cached_property
    def left(self) -> frozenset[int]:
        return left_by(self.round, self.at)

    @cached_property
    def _names(self) -> dict[int, dict]:
        return corrected_by(self.round, self.at)

    @property
    def roster_count(self) -> int:
        return self.round.roster_count - len(self.left)

    def plaintiffs(self, numbers=()):
        everybody = (self.corrected(one) for one in self.round.plaintiffs(numbers))
        return (one for one in everybody if numbers or one.number not in self.left)

    def corrected(self, one: Entry) -> Entry:
        """A plaintiff under the names of that moment."""
        names = self._names.get(one.number)
        return replace(one, person=one.person.renamed(names)) if names else one


def named(values) -> set[int]:
    """Every plaintiff number in the values somebody typed."""
    lists = (value for value in values.values() if isinstance(value, list))
    return {number for each in lists for number in each if isinstance(number, int)}
