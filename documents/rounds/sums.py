"""What filing a round costs and who hears it: computed once, at the freeze, from the law as it stood that day.

The frame keeps each answer with its steps and sources, so the complaint of the same roster is the same for ever, and an attorney
reads how every sum was found even after the law has changed.
"""

from datetime import date

from litigation.law.computation import Computation
from litigation.law.rows import LawProblem
from litigation.law.service_fee import service_fee
from litigation.law.stamp import stamp_duty
from litigation.law.value import CASE_TYPES, track, value_of_claim
from litigation.lawbook import queries
from litigation.lawbook.words import refusal


def sums(*, plaintiffs: int, amount_won: int, defendants: int, on: date) -> dict[str, Computation]:
    """Value of the claim, court, stamp duty and service fee of one complaint in the first instance.

    Whether the duty is that of filing electronically, how it is rounded and who counts as a party are rows `policy.*` of the
    table. Refuses (DomainError) what the law as we know it cannot answer.
    """
    law = queries.table()
    when = {"on": on, "table": law}
    try:
        value = value_of_claim([amount_won] * plaintiffs, **when)
        court = track(value.result, **when)
        efile = law.value("policy.filing", on) == "electronic"
        parties = {"plaintiffs": plaintiffs, "defendants": defendants}
        return {
            "value_of_claim": value,
            "track": court,
            "stamp_duty": stamp_duty(value.result, efile=efile, **when),
            "service_fee": service_fee(case_type=CASE_TYPES[court.result], **parties, **when),
        }
    except LawProblem as problem:
        raise refusal(problem) from problem


def result(frame: dict, name: str) -> int | None:
    """One sum of a frozen frame; None in a frame that was frozen before sums were kept."""
    return frame["sums"][name]["result"] if "sums" in frame else None
