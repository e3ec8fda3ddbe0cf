"""When what a person gave is deleted. Pure: no Django here."""

from datetime import date, timedelta

from litigation.law.computation import Computation, Step
from litigation.law.periods import Length, same_day
from litigation.law.rows import LawTable, shipped

LEFT, MANDATE = "retention.left_before_papers", "retention.mandate"


def kept_until(key: str, since: date, *, table: LawTable | None = None) -> Computation[date]:
    """The last day on which it is kept, by the law of the day since which it is of no use: a row of retention.toml."""
    row = (table or shipped()).row(key, since)
    length = Length.parse(row.value)
    last = since + timedelta(days=length.count) if length.unit == "d" else same_day(since, length.count)
    shown = f"{since.isoformat()} + {length} = {last.isoformat()}"
    return Computation(last, (Step("retention.until", last, shown, {"since": since}, (row,)),))
