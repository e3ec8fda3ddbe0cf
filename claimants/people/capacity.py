"""Whether a person acts for themselves: by Korean law, which suffices for foreigners too (Civil Procedure Act 57)."""

from datetime import date

from claimants.people.models import Claimant
from litigation.law.capacity import of_age_from
from litigation.law.figures import today
from litigation.lawbook.queries import table


def was_minor(birth: date, on: date) -> bool:
    """Whether somebody born then was under age on that day in Korea."""
    return on < of_age_from(birth, on, table=table()).result


def minor_until(person: Claimant) -> date | None:
    """The day the person comes of age, while that lies ahead; None for adults, and while the birth is not told."""
    if person.birth_date is None or not was_minor(person.birth_date, today()):
        return None
    return of_age_from(person.birth_date, today(), table=table()).result
