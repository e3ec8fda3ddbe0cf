"""What one suit by joint plaintiffs costs at filing and at a change of its claim, and who hears it: the answers of the other
modules together. Pure."""

from datetime import date
from typing import TypedDict

from litigation.law import figures
from litigation.law.computation import Computation
from litigation.law.figures import day
from litigation.law.rows import LawTable, shipped
from litigation.law.service_fee import service_fee
from litigation.law.stamp import FIRST, stamp_duty, stamp_duty_change
from litigation.law.value import CASE_TYPES, track, value_of_claim

ELECTRONIC, PAPER = FILINGS = ("electronic", "paper")


class Filing(TypedDict):
    value_of_claim: Computation[int]
    track: Computation[str]
    stamp_duty: Computation[int]
    service_fee: Computation[int]


class ClaimChange(TypedDict):
    value_before: Computation[int]
    value_after: Computation[int]
    stamp: Computation[int]


def filing(
    *, plaintiffs: int, amount: int, defendants: int, on: date | None = None, table: LawTable | None = None
) -> Filing:
    """Value of the claim, track, stamp duty and service fee of one complaint in the first instance, each plaintiff claiming the
    same amount; by the names "value_of_claim", "track", "stamp_duty", "service_fee".

    민사소송법 27①, 민사소송 등 인지법 2 and 16, 민사소송규칙 19; each answer names its own sources. Whether the duty is that of
    filing electronically, how it is rounded and who counts as a party are rows `policy.*` of the table.
    """
    on, table = day(on), table or shipped()
    value = value_of_claim([amount] * figures.plaintiffs(plaintiffs), on=on, table=table)
    court = track(value.result, on=on, table=table)
    efile = table.value("policy.filing", on) == ELECTRONIC
    served = service_fee(
        case_type=CASE_TYPES[court.result], plaintiffs=plaintiffs, defendants=defendants, on=on, table=table
    )
    return {
        "value_of_claim": value,
        "track": court,
        "stamp_duty": stamp_duty(value.result, efile=efile, on=on, table=table),
        "service_fee": served,
    }


def change_of_claim(
    *,
    plaintiffs: int,
    before: int,
    after: int,
    instance: str = FIRST,
    on: date | None = None,
    table: LawTable | None = None,
) -> ClaimChange:
    """What it costs that each of these plaintiffs claims another amount from now on; by the names "value_before",
    "value_after", "stamp". Whoever has left the suit counts on neither side.

    민사소송법 262, 민사소송 등 인지법 5: the difference in duty; a value that does not rise costs nothing.
    """
    on, table = day(on), table or shipped()
    count = figures.plaintiffs(plaintiffs)
    old, new = (value_of_claim([amount] * count, on=on, table=table) for amount in (before, after))
    efile = table.value("policy.filing", on) == ELECTRONIC
    duty = stamp_duty_change(old.result, new.result, efile=efile, instance=instance, on=on, table=table)
    return {"value_before": old, "value_after": new, "stamp": duty}
