"""Readers of theories and of the starts their time is counted from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from litigation.cases.models import Case
from litigation.law import limitation
from litigation.law.computation import Computation
from litigation.law.rows import LawTable
from litigation.theories.models import LimitationBasis, Theory


@dataclass(frozen=True)
class Based:
    """A theory with the newest start of each limb; a limb that is not counted is absent."""

    theory: Theory
    bases: tuple[LimitationBasis, ...]

    @property
    def is_confirmed(self) -> bool:
        return bool(self.bases) and all(basis.is_confirmed for basis in self.bases)

    @property
    def starts(self) -> dict[str, date]:
        return {basis.limb: basis.start for basis in self.bases if basis.start}

    def clock(self, *, table: LawTable, events: Iterable[limitation.Event] = ()) -> Computation[date]:
        """The theory's clock by these starts (law/limitation.py, with its refusals)."""
        return limitation.clock(self.theory.rule, self.starts, events=events, table=table)


def based_theories(case: Case) -> list[Based]:
    """The theories of a case in the order they are pleaded, with their starts, in two queries."""
    theories = case.theories.prefetch_related("bases__confirmed_by", "bases__chosen_by")
    return [based(theory) for theory in theories]


def based(theory: Theory) -> Based:
    newest: dict[str, LimitationBasis] = {}
    for basis in theory.bases.all():
        if basis.limb not in newest or basis.version > newest[basis.limb].version:
            newest[basis.limb] = basis
    return Based(theory, tuple(newest[limb] for limb in limitation.LIMBS if limb in newest and newest[limb].start))


def one(case: Case, key: str) -> Theory:
    """The theory of that name; Theory.DoesNotExist where the case has none."""
    return case.theories.prefetch_related("bases__confirmed_by", "bases__chosen_by").get(key=key)
