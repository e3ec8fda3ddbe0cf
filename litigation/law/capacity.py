"""From which day on somebody acts for themselves. Pure: no Django here."""

from datetime import date

from litigation.law.computation import Computation, Step
from litigation.law.periods import Length, same_day
from litigation.law.rows import LawTable, shipped


def of_age_from(birth: date, on: date, *, table: LawTable | None = None) -> Computation[date]:
    """The first day on which who was born then is of age, by the law of the day asked about.

    The day of birth is counted (Civil Act 158), so it is a birthday; who was born on 29 February is of age on 1 March of a
    common year. Of foreigners Korean law suffices (Civil Procedure Act 57).
    """
    table = table or shipped()
    majority, foreigner = table.row("capacity.majority", on), table.row("capacity.foreigner", on)
    years = Length.parse(majority.value).count
    first = same_day(birth, years)
    shown = f"{birth.isoformat()} + {years} = {first.isoformat()}"
    return Computation(first, (Step("capacity.of_age", first, shown, {"birth": birth}, (majority, foreigner)),))
