"""A frozen round as papers see it, by a version of its roster: those of a package by the one that is filed, those somebody asks
for by the one in force when they were asked for.

Names are the corrected ones, heirs and representatives stand with whom they act for, and "everybody" is whoever was in the suit
then. Who is named by number is meant, also after they left: their withdrawal is a paper too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils import timezone

from claimants.people.described import Printed
from documents.changes.queries import acting_by, changes_until, corrected_by, left_by
from documents.rounds.models import Round
from documents.rounds.roster import Entry, Frame
from documents.rounds.sums import sums


@dataclass(frozen=True, slots=True, kw_only=True)
class Succeeded(Entry):
    """A plaintiff in whose place others act: 망 ○○○, 소송수계인 ○○○ (CPA 233); or with a 법정대리인 (CPA 55)."""

    capacity: str
    acting: tuple[str, ...]

    @property
    def printed(self) -> Printed:
        if self.capacity == "heirs":
            said = self.person.printed(f"소송수계인 {self._named}")
            return replace(said, hangul_name=f"망 {said.hangul_name}")
        return self.person.printed(f"법정대리인 {self._named}")

    @property
    def _named(self) -> str:
        if len(self.acting) == 1:
            return self.acting[0]
        return " ".join(f"{place}. {name}" for place, name in enumerate(self.acting, 1))


@dataclass(frozen=True)
class AsOf:
    """A round with its roster as of a moment, or in a version; everything else is the round's own."""

    round: Round
    at: datetime | int

    def __getattr__(self, name):
        return getattr(self.round, name)

    @cached_property
    def left(self) -> frozenset[int]:
        return left_by(self.round, self.at)

    @cached_property
    def names(self) -> dict[int, dict]:
        """{plaintiff number: corrected names}."""
        return corrected_by(self.round, self.at)

    @cached_property
    def acting(self) -> dict[int, dict]:
        """{plaintiff number: who acts in their place}."""
        return acting_by(self.round, self.at)

    @property
    def roster_count(self) -> int:
        return self.round.roster_count - len(self.left)

    @property
    def last_number(self) -> int:
        return self.round.last_number

    def plaintiffs(self, numbers=()):
        everybody = (self.corrected(one) for one in self.round.plaintiffs(numbers))
        return (one for one in everybody if numbers or one.number not in self.left)

    def corrected(self, one: Entry) -> Entry:
        """A plaintiff under the names of that moment, with who acts in their place."""
        if names := self.names.get(one.number):
            one = replace(one, person=one.person.renamed(names))
        return succeeded(one, acting) if (acting := self.acting.get(one.number)) else one


@dataclass(frozen=True)
class Filed(AsOf):
    """The roster of a version as it is filed: what it costs is counted for those who are in it, by the law of the freeze."""

    @cached_property
    def shared(self) -> Frame:
        frame = self.round.shared
        if not self.left:
            return frame
        told = {"plaintiffs": self.roster_count, "amount_won": frame.amount_won, "defendants": len(frame.defendants)}
        found = sums(**told, on=timezone.localdate(self.round.frozen_at))
        return replace(frame, sums={name: answer.as_json() for name, answer in found.items()})

    @property
    def roster_sha256(self) -> str:
        last = changes_until(self.round, self.at).order_by("-version").first()
        return last.sha256 if last else self.round.roster_sha256


def succeeded(one: Entry, acting: Mapping[str, Any]) -> Succeeded:
    """The plaintiff with those who act in their place, as a change of the roster keeps them."""
    people = tuple(
        f"{each['hangul']} ({each['roman']})" if each.get("roman") else each["hangul"] for each in acting["acting"]
    )
    own = {field.name: getattr(one, field.name) for field in fields(Entry)}
    return Succeeded(**own, capacity=acting["capacity"], acting=people)


def named(values) -> set[int]:
    """Every plaintiff number in the values somebody typed."""
    lists = (value for value in values.values() if isinstance(value, list))
    return {number for each in lists for number in each if isinstance(number, int)}
