"""The deadlines of procedure as data (data/deadlines.toml), counted by periods.py. Pure: no Django here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypedDict, Unpack

from litigation.law.computation import Computation, Step
from litigation.law.periods import Length, came_by_fiction, e_service, legal_end, legal_start
from litigation.law.rows import LawProblem, LawTable, Row, shipped
from litigation.law.sentences import gettext_noop as _


@dataclass(frozen=True)
class Deadline:
    """One kind of deadline as the table has it on a day."""

    key: str
    length: Row
    event: str
    """What it runs from: complaint_served, judgment_served, hearing …"""
    before: bool
    fixed: bool
    """불변기간: no court can move it."""
    silence: bool
    """Saying nothing until then counts as consent."""
    abroad: Row | None
    extension: Row | None


def known(table: LawTable | None = None) -> list[str]:
    """The keys of all deadlines."""
    keys = (key.split(".") for key in (table or shipped()).keys("deadline."))
    return [name for _, name, facet in keys if facet == "length"]


def deadline_kind(key: str, on: date, *, table: LawTable | None = None) -> Deadline:
    """What the table says about one deadline. Refuses (LawProblem) a name it does not know and a day without a row."""
    table = table or shipped()
    if not table.has(f"deadline.{key}.length"):
        raise LawProblem("deadline.unknown", _("There is no deadline named “%(key)s”."), key=key)

    def facet(name: str) -> Row | None:
        return table.find(f"deadline.{key}.{name}", on)

    return Deadline(
        key=key,
        length=table.row(f"deadline.{key}.length", on),
        event=table.row(f"deadline.{key}.from", on).word,
        before=facet("before") is not None,
        fixed=facet("fixed") is not None,
        silence=facet("silence") is not None,
        abroad=facet("abroad"),
        extension=facet("extension"),
    )


def deadline(
    key: str,
    event_day: date,
    *,
    first_day_counts: bool = False,
    abroad: bool = False,
    extended: bool = False,
    added_days: int = 0,
    outages: Iterable[date] = (),
    table: LawTable | None = None,
) -> Computation[date]:
    """The last day of a deadline (each source stands in its row) that its event began, or for `before`: ends with.

    abroad: the person is abroad, where the law gives them longer. extended: with the extension the law allows once,
    counted from the end of the first period. The rest as in `legal_end`, and so are the refusals; an extension or days for
    distance where the law knows none are refused too.
    """
    table, outages = table or shipped(), tuple(outages)
    kind = deadline_kind(key, event_day, table=table)
    row = (abroad and kind.abroad) or kind.length
    length = Length.parse(row.value)
    _refuse_what_it_does_not_allow(kind, extended, added_days)
    rule = Step("deadline.rule", row.value, "", {"key": key, "event": kind.event, "length": row.value}, (row,))
    if kind.before:
        counted = legal_start(event_day, length, table=table)
    else:
        counted = legal_end(
            event_day,
            length,
            first_day_counts=first_day_counts,
            added_days=added_days,
            outages=outages,
            table=table,
        )
    steps: tuple[Step[object], ...] = (rule, *counted.steps)
    if extended and kind.extension:
        longer = legal_end(counted.result, Length.parse(kind.extension.value), outages=outages, table=table)
        given = {"length": kind.extension.value}
        steps += (Step("deadline.extended", kind.extension.value, "", given, (kind.extension,)), *longer.steps)
        return Computation(longer.result, steps)
    return Computation(counted.result, steps)


class Counted(TypedDict, total=False):
    """What `deadline` takes beside the event, its day and whether that day counts."""

    abroad: bool
    extended: bool
    added_days: int
    outages: Iterable[date]


def deadline_after_e_service(
    key: str, notified: date, read: date | None = None, *, table: LawTable | None = None, **more: Unpack[Counted]
) -> Computation[date]:
    """A deadline begun by service through the court's portal (`periods.e_service`); opened or by the fiction of a week."""
    served = e_service(notified, read, table=table)
    counted = deadline(key, served.result, first_day_counts=came_by_fiction(served), table=table, **more)
    return Computation(counted.result, (*served.steps, *counted.steps))


def _refuse_what_it_does_not_allow(kind: Deadline, extended: bool, added_days: int) -> None:
    if extended and not kind.extension:
        raise LawProblem("deadline.no_extension", _("The law knows no extension of “%(key)s”."), key=kind.key)
    if added_days and not kind.fixed:
        sentence = _("Days for distance are added to unalterable periods only, and “%(key)s” is none.")
        raise LawProblem("deadline.no_distance", sentence, key=kind.key)
