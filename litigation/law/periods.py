"""When a period ends: Civil Act 155-161, which Civil Procedure Act 170 takes over for the courts. Pure: no Django here.

The first day is not counted unless the period begins at 00:00 of it (157). Days are counted one by one (159). Weeks, months
and years follow the calendar and end the day before the corresponding day, or with the last day of a month that has no
such day (160). A last day that is a Saturday, Sunday or public holiday moves to the next day, until it is none (161).
"""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from litigation.law import figures
from litigation.law.computation import Computation, Step
from litigation.law.holidays_kr import holiday
from litigation.law.rows import LawProblem, LawTable, Row, shipped
from litigation.law.sentences import gettext_noop as _

DAYS, WEEKS, MONTHS, YEARS = "d", "w", "m", "y"
MOST = {DAYS: 36525, WEEKS: 5218, MONTHS: 1200, YEARS: 100}
MOST_ADDED = 365
ONE = timedelta(days=1)
UNREAD = "service.unread"
SATURDAY, SUNDAY = 5, 6


@dataclass(frozen=True)
class Length:
    """A number of days, weeks, months or years, written "90d", "2w", "6m", "3y"."""

    count: int
    unit: str

    @classmethod
    def parse(cls, text: object) -> "Length":
        """Refuses (LawProblem) what is no length, none at all, or longer than a hundred years."""
        if isinstance(text, Length):
            return text
        found = re.fullmatch(r"([0-9]{1,6})([dwmy])", text.strip()) if isinstance(text, str) else None
        if not found:
            raise LawProblem(
                "period.length",
                _("“%(text)s” is no length. Write a number and d, w, m or y: 90d, 2w, 6m or 3y."),
                text=text,
            )
        count, unit = int(found[1]), found[2]
        if not 0 < count <= MOST[unit]:
            raise LawProblem(
                "period.length_range",
                _("A period lasts from 1 to %(most)s of these. Check “%(text)s”."),
                text=found[0],
                most=f"{MOST[unit]}{unit}",
            )
        return cls(count, unit)

    def __str__(self) -> str:
        return f"{self.count}{self.unit}"


def same_day(day: date, years: int) -> date:
    """That day so many years later; of 29 February the 1 March where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def legal_end(
    start: date,
    length: str | Length,
    *,
    first_day_counts: bool = False,
    added_days: int = 0,
    outages: Iterable[date] = (),
    table: LawTable | None = None,
) -> Computation[date]:
    """The last day of a period that begins with an event on `start` (Civil Act 155-161).

    first_day_counts: the event was at 00:00. added_days: what a court added for distance (Civil Procedure Act 172(2)).
    outages: days the court's portal was down for over an hour, which do not count (e-document rule 28).
    Refuses (LawProblem) a bad length, a start that is no plain day, and an end outside the table of holidays.
    """
    table, length = table or shipped(), Length.parse(length)
    steps = _raw_end(_event(start), length, first_day_counts, table)
    first, last = steps[0].value, steps[-1].value
    steps += _added(last, added_days, table)
    steps += _not_counted(first, steps[-1].value, outages, table)
    return _rolled(steps, table)


def legal_start(event: date, length: str | Length, *, table: LawTable | None = None) -> Computation[date]:
    """The last day to act a period *before* an event, such as a brief seven days before the hearing.

    The day of the event is not counted (Civil Act 157); a day that is no working day moves to the one before, which is the
    cautious reading of art. 161. Only days and weeks are counted backwards. Refusals as in `legal_end`.
    """
    table, length = table or shipped(), Length.parse(length)
    if length.unit not in (DAYS, WEEKS):
        sentence = _("Only days and weeks are counted backwards, not %(length)s.")
        raise LawProblem("period.backwards", sentence, length=str(length))
    days = length.count * (7 if length.unit == WEEKS else 1)
    latest = _shifted(_event(event), -days)
    shown = f"{event} − {length} = {latest}"
    rows = (table.row("period.first_day", event), table.row("period.days", event))
    steps = [Step("period.before", latest, shown, {"event": event, "length": str(length)}, rows)]
    return _rolled(steps, table, backwards=True)


def e_service(notified: date, read: date | None = None, *, table: LawTable | None = None) -> Computation[date]:
    """The day a paper of the court's portal counts as served: when it was opened, at the latest one week after the notice.

    E-document Act 11(4), Supreme Court 2014Da229016: counted from the day after the notice, the fiction takes hold at 00:00
    of the day after the week, so that a period begun by it counts that very day (`came_by_fiction`).
    """
    table, notified = table or shipped(), _event(notified)
    if read is not None and _event(read) < notified:
        raise LawProblem("service.read_before", _("A paper cannot be opened before its notice. Check both days."))
    row = table.row("service.electronic", notified)
    week = _raw_end(notified, Length.parse(row.value), False, table)
    served = _shifted(week[-1].value, 1)
    params = {"notified": notified, "week_end": week[-1].value}
    fiction = Step(UNREAD, served, f"{week[-1].value} + 1d = {served}, 00:00", params, (row,))
    if read is None or read >= served:
        return Computation(served, (*week, fiction))
    return Computation(read, (Step("service.read", read, "", {"notified": notified}, (row,)),))


def came_by_fiction(service: Computation[date]) -> bool:
    """Whether a service (`e_service`) came at 00:00 by the fiction, so that its day counts in the period it begins."""
    return service.steps[-1].code == UNREAD


def _event(given: object) -> date:
    """The day of an event: it has to be named, since nothing begins by itself today."""
    if given is None:
        raise LawProblem("period.no_day", _("A period needs the day it begins with. Name one."))
    return figures.day(given)


def _raw_end(start: date, length: Length, first_day_counts: bool, table: LawTable) -> list[Step[date]]:
    """The first day that counts and the last one, before holidays are looked at."""
    first = start if first_day_counts else _shifted(start, 1)
    code = "period.first_day_counts" if first_day_counts else "period.first_day"
    steps = [Step(code, first, "", {"start": start}, (table.row("period.first_day", start),))]
    if length.unit in (DAYS, WEEKS):
        last, rule = _shifted(first, length.count * (7 if length.unit == WEEKS else 1) - 1), None
    else:
        last, rule = _by_calendar(first, length.count * (12 if length.unit == YEARS else 1))
    rule = rule or ("period.days" if length.unit == DAYS else "period.calendar")
    params = {"first": first, "length": str(length)}
    return [*steps, Step(rule, last, f"{first} … {length} → {last}", params, (table.row(rule, start),))]


def _by_calendar(first: date, months: int) -> tuple[date, str | None]:
    """The last day of so many months (Civil Act 160), and the rule's name where the corresponding day is missing."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    if year > date.max.year:
        raise _too_far()
    if first.day > (length := calendar.monthrange(year, month + 1)[1]):
        return date(year, month + 1, length), "period.missing_day"
    return date(year, month + 1, first.day) - ONE, None


def _added(last: date, days: int, table: LawTable) -> list[Step[date]]:
    if isinstance(days, bool) or not isinstance(days, int) or not 0 <= days <= MOST_ADDED:
        sentence = _("A court adds from 0 to %(most)s days for distance, not %(days)s.")
        raise LawProblem("period.added_days", sentence, most=MOST_ADDED, days=days)
    if not days:
        return []
    end = _shifted(last, days)
    return [
        Step("period.distance", end, f"{last} + {days}d = {end}", {"days": days}, (table.row("period.distance", last),))
    ]


def _not_counted(first: date, last: date, outages: Iterable[date], table: LawTable) -> list[Step[date]]:
    """Each day of the period on which the portal was down makes it one day longer."""
    steps = []
    for outage in sorted(set(outages)):
        if first <= outage <= last:
            last = _shifted(last, 1)
            steps.append(Step("period.outage", last, "", {"outage": outage}, (table.row("period.outage", outage),)))
    return steps


def _rolled(steps: list[Step[date]], table: LawTable, *, backwards: bool = False) -> Computation[date]:
    """To the next working day (before the event: to the one before), one step for each day that is none."""
    day = steps[-1].value
    while why := _why_not(day, table):
        code, params, rows = why
        moved = _shifted(day, -1 if backwards else 1)
        rows += (table.row("period.roll.before", day),) if backwards else ()
        steps.append(Step(code, moved, f"{day} → {moved}", {"day": day, **params}, rows))
        day = moved
    return Computation(day, (*steps, Step("period.last_day", day)))


def _why_not(day: date, table: LawTable) -> tuple[str, dict[str, object], tuple[Row, ...]] | None:
    """Why a period cannot end on that day: the step's code, params and rows; None for a working day."""
    roll = table.row("period.roll", day)
    if found := holiday(day, table=table):
        return "period.holiday", {"name": found.name}, (roll, found.row)
    if day.weekday() == SUNDAY:
        return "period.sunday", {}, (roll,)
    if day.weekday() == SATURDAY and (row := table.find("period.roll.saturday", day)):
        return "period.saturday", {}, (row,)
    return None


def _shifted(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError as problem:
        raise _too_far() from problem


def _too_far() -> LawProblem:
    return LawProblem("period.too_far", _("The period leaves the calendar. Take an earlier start or a shorter length."))
