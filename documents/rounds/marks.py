"""갑 제N호증의 M: which mark each file has in court, given once when a round is frozen. Pure.

N is that of the kind of evidence (claimants/evidence/kinds), M runs within N over the whole round, in the order of the roster
(Civil Procedure Rules 107②). Kinds that are no exhibits, like the identity page of a passport, get none: the opponent
receives a copy of every exhibit. Numbers 1 and 2 are left to what counsel files for all plaintiffs.
"""

from collections import Counter

from claimants.evidence.kinds import every

AUTHORS = {"passport_stamp": "출입국 관서", "boarding_pass": "항공사", "ticket": "항공사"}
UNKNOWN = "미상"
PROVES = "원고가 해당 일자에 출입국한 사실"


def exhibit_kinds() -> tuple[str, ...]:
    """Names of the kinds of evidence that become exhibits, in the order of their numbers."""
    exhibits = [kind for kind in every().values() if kind.exhibit]
    return tuple(kind.name for kind in sorted(exhibits, key=lambda kind: kind.exhibit_number))


def title_of(number) -> str:
    """Korean title of the exhibits with this number."""
    return next(kind.exhibit_title for kind in every().values() if kind.exhibit and kind.exhibit_number == number)


class Marks:
    """Hands out the marks of one round. What it gave once it does not give again."""

    def __init__(self):
        self._last = Counter()

    def give(self, kind) -> tuple[int, int, str]:
        """(number, sub, Korean title) for the next file of this kind."""
        found = every()[kind]
        self._last[found.exhibit_number] += 1
        return found.exhibit_number, self._last[found.exhibit_number], found.exhibit_title

    @property
    def given(self) -> dict[int, list[tuple[int, int]]]:
        """{exhibit number: its branches, from the first to the last}."""
        return {number: [(1, last)] for number, last in self._last.items()}
