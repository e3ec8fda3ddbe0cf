"""What the calculator answers: everything the law says of one suit, each answer with its derivation. Pure."""

from dataclasses import dataclass
from datetime import date

from litigation.law import stamp
from litigation.law.computation import Computation
from litigation.law.costs import lawyer_cost, security_for_costs
from litigation.law.interest import interest
from litigation.law.rows import LawTable
from litigation.law.service_fee import service_fee
from litigation.law.value import CASE_TYPES, track

CASE_TYPE_IN = {"appeal": "나", "final": "다"}


@dataclass(frozen=True, kw_only=True)
class Question:
    """A suit as one types it: its value or the part appealed, who sues whom, where it stands."""

    value: int
    plaintiffs: int = 1
    defendants: int = 1
    instance: str = stamp.FIRST
    efile: bool = False
    on: date | None = None
    before: int | None = None
    """The value before a change of claim."""
    since: date | None = None
    served_on: date | None = None
    until: date | None = None
    """Interest from, service, interest until."""


def answers(asked: Question, table: LawTable) -> dict[str, Computation]:
    """Each answer by its name. Refuses (LawProblem) what the law cannot answer."""
    when = {"on": asked.on, "table": table}
    stamps = {"instance": asked.instance, "efile": asked.efile, **when}
    parties = {"plaintiffs": asked.plaintiffs, "defendants": asked.defendants}
    court = track(asked.value, **when)
    duty = stamp.stamp_duty(asked.value, **stamps)
    case_type = CASE_TYPE_IN.get(asked.instance) or CASE_TYPES[court.result]
    found = {
        "track": court,
        "stamp_duty": duty,
        "cash": stamp.is_paid_in_cash(duty.result, **when),
        "hold": stamp.least_to_file(asked.value, **when),
        "service_fee": service_fee(case_type=case_type, **parties, **when),
        "refund": stamp.stamp_refund(duty.result, **when),
        "lawyer_cost": lawyer_cost(asked.value, **when),
        "security": security_for_costs(asked.value, efile=asked.efile, **parties, **when),
    }
    if asked.before is not None:
        found["change"] = stamp.stamp_duty_change(asked.before, asked.value, **stamps)
    if asked.since and asked.until:
        days = {"since": asked.since, "until": asked.until, "served_on": asked.served_on}
        found["interest"] = interest(asked.value, **days, table=table)
    return found
