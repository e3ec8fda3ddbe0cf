"""갑 제N호증의 M: which number each kind of evidence has in court, given once when a round is frozen. Pure.

N says what it is, M runs within N over the whole round, in the order of the roster (Civil Procedure Rules 107②). An
identity page of a passport is no exhibit: it proves who somebody is, not that they travelled, and the opponent gets a copy
of every exhibit. Numbers 1 and 2 are left to what counsel files for all plaintiffs: the disclosures and the decisions.
"""

from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    number: int
    title: str
    author: str
    proves: str


KINDS = {
    "boarding_pass": Kind(3, "탑승권", "항공사", "원고가 해당 일자에 출입국한 사실"),
    "ticket": Kind(4, "항공권", "항공사", "원고가 해당 일자에 여행한 사실"),
    "passport_stamp": Kind(5, "여권 출입국 심사인", "출입국 관서", "원고가 해당 일자에 출입국한 사실"),
    "other": Kind(6, "출입국 관련 자료", "미상", "원고가 출입국한 사실"),
}


def exhibit_kinds() -> tuple[str, ...]:
    """Kinds of evidence that become exhibits, in the order of their numbers."""
    return tuple(sorted(KINDS, key=lambda kind: KINDS[kind].number))


class Marks:
    """Hands out the marks of one round. What it gave once it does not give again."""

    def __init__(self):
        self._last = Counter()

    def give(self, kind) -> tuple[int, int, str]:
        """(number, sub, Korean title) for the next file of this kind."""
        found = KINDS[kind]
        self._last[found.number] += 1
        return found.number, self._last[found.number], found.title
