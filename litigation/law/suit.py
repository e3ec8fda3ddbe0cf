"""What one suit by joint plaintiffs costs at filing and at a change of its claim, and who hears it: the answers of the other
modules together. Pure."""

from datetime import date

from litigation.law import figures
from litigation.law.computation import Computation
from litigation.law.figures import day
from litigation.law.rows import LawTable, shipped
from litigation.law.service_fee import service_fee
from litigation.law.stamp import FIRST, stamp_duty, stamp_duty_change
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


def change_of_claim(
    *,
    plaintiffs: int,
    before: int,
    after: int,
    instance: str = FIRST,
    on: date | None = None,
    table: LawTable | None = None,
) -> dict[str, Computation]:
    """What it costs that each of these plaintiffs claims another amount from now on; by the names "value_before",
    "value_after", "stamp". Whoever has left the suit counts on neither side.

    민사소송법 262, 민사소송 등 인지법 5: the difference in duty; a value that does not rise costs nothing.
    """
    on, table = day(on), table or shipped()
    count = figures.plaintiffs(plaintiffs)
    values = {
        name: value_of_claim([amount] * count, on=on, table=table)
        for name, amount in (("value_before", before), ("value_after", after))
    }
    efile = table.value("policy.filing", on) == ELECTRONIC
    results = (values["value_before"].result, values["value_after"].result)
    duty = stamp_duty_change(*results, efile=efile, instance=instance, on=on, table=table)
    return values | {"stamp": duty}
