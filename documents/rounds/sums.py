"""What filing a round costs and who hears it: computed once, at the freeze, from the law as it stood that day.

The frame keeps each answer with its steps and sources, so the complaint of the same roster is the same for ever, and an attorney
reads how every sum was found even after the law has changed.
"""

from datetime import date

from litigation.law.computation import Computation
from litigation.law.rows import LawProblem
from litigation.law.suit import filing
from litigation.lawbook import queries
from litigation.lawbook.words import refusal


def sums(*, plaintiffs: int, amount_won: int, defendants: int, on: date) -> dict[str, Computation]:
    """The answers of litigation/law/suit.py from the law as it stands here. Refuses (DomainError) what it cannot answer."""
    try:
        return filing(plaintiffs=plaintiffs, amount=amount_won, defendants=defendants, on=on, table=queries.table())
    except LawProblem as problem:
        raise refusal(problem) from problem
