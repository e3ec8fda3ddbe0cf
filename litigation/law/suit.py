"""What one suit by joint plaintiffs costs at filing, and who hears it: the answers of the other modules together. Pure."""

from datetime import date

from litigation.law import figures
from litigation.law.computation import Computation
from litigation.law.figures import day
from litigation.law.rows import LawTable, shipped
from litigation.law.service_fee import service_fee
from litigation.law.stamp import stamp_duty
from litigation.law.value import CASE_TYPES, track, value_of_claim

ELECTRONIC, PAPER = FILINGS = ("electronic", "paper")


def filing(
    *, plaintiffs: int, amount: int, defendants: int, on: date | None = None, table: LawTable | None = None
) -> dict[str, Computation]:
    """Value of the claim, track, stamp duty and service fee of one complaint in the first instance, each plaintiff claiming the
    same amount; by the names "value_of_claim", "track", "stamp_duty", "service_fee".

    민사소송법 27①, 민사소송 등 인지법 2 and 16, 민사소송규칙 19; each answer names its own sources. Whether the duty is that of
    filing electronically, how it is rounded and who counts as a party are rows `policy.*` of the table.
    """
    on, table = day(on), table or shipped()
    when = {"on": on, "table": table}
    value = value_of_claim([amount] * figures.plaintiffs(plaintiffs), **when)
    court = track(value.result, **when)
    efile = table.value("policy.filing", on) == ELECTRONIC
    parties = {"plaintiffs": plaintiffs, "defendants": defendants}
    return {
        "value_of_claim": value,
        "track": court,
        "stamp_duty": stamp_duty(value.result, efile=efile, **when),
        "service_fee": service_fee(case_type=CASE_TYPES[court.result], **parties, **when),
    }
