"""When a claim dies: the limitation clock of one theory. Pure: no Django here.

Two limbs run side by side and the earlier end counts: from the act (objective) and from knowledge (subjective). Against the
State five and three years (National Finance Act 96(2), State Compensation Act 8), otherwise ten and three (Civil Act 766).
A suit interrupts from its filing (Civil Procedure Act 265); what else may hold the time is read cautiously.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from litigation.law.computation import Computation, Step
from litigation.law.periods import Length, legal_end
from litigation.law.rows import LawProblem, LawTable, Row, shipped
from litigation.law.sentences import gettext_noop as _

OBJECTIVE, SUBJECTIVE = LIMBS = ("objective", "subjective")
STATE, PRIVATE = RULES = ("state", "private")
SUIT, SUIT_ENDED, DEMAND, MEDIATION = EVENTS = ("suit", "suit_ended", "demand", "mediation")
INTERRUPTED, RESUIT = "limitation.interrupted", "limitation.resuit"


@dataclass(frozen=True, order=True)
class Event:
    """Something that may hold the time: a suit filed, its end without a judgment, a demand, a request for mediation."""

    on: date
    kind: str


def clock(
    rule: str, starts: Mapping[str, date], *, events: Iterable[Event] = (), table: LawTable | None = None
) -> Computation[date]:
    """The last day on which a suit can be filed, from the start of each limb that counsel chose.

    events, in order of their days: a suit filed in time interrupts (Civil Act 168, Civil Procedure Act 265: see
    `interrupted_on`); its end without judgment leaves six months (170); a demand before the first end leaves six months
    from the demand (174); mediation leaves the time as it is.
    Refuses (LawProblem) an unknown rule, limb or event, no start at all, an end of a suit that was not filed, and what
    `legal_end` refuses.
    """
    table = table or shipped()
    steps, ends = _limbs(rule, starts, table)
    first = min(ends)
    if len(ends) > 1:
        steps.append(Step("limitation.earlier", first, f"min({', '.join(map(str, sorted(ends)))}) = {first}"))
    last, told = _held(first, sorted(events), table)
    return Computation(last, (*steps, *told, Step("limitation.last_day", last)))


def interrupted_on(computation: Computation[date]) -> date | None:
    """The day a suit that still holds the time was filed, or None while the time runs."""
    held = [step for step in computation.steps if step.code in (INTERRUPTED, RESUIT)]
    last = held[-1] if held else None
    return last.value if last and last.code == INTERRUPTED and isinstance(last.value, date) else None


def _limbs(rule: str, starts: Mapping[str, date], table: LawTable) -> tuple[list[Step[object]], list[date]]:
    if rule not in RULES or not set(starts) <= set(LIMBS):
        raise LawProblem("limitation.unknown", _("There is no such rule of limitation: %(rule)s."), rule=rule)
    if not any(starts.values()):
        raise LawProblem("limitation.no_start", _("No start of the time is chosen. Counsel has to choose one first."))
    steps: list[Step[object]] = []
    ends: list[date] = []
    for limb in LIMBS:
        if start := starts.get(limb):
            row = table.row(f"limitation.{rule}.{limb}", start)
            counted = legal_end(start, Length.parse(row.value), table=table)
            params = {"limb": limb, "start": start, "length": row.value}
            steps += [Step(f"limitation.{limb}", start, f"{start} + {row.value}", params, (row,)), *counted.steps]
            ends.append(counted.result)
    return steps, ends


def _held(first: date, events: Iterable[Event], table: LawTable) -> tuple[date, list[Step[date]]]:
    """What the events make of the first end: the last day then, and a step for each of them."""
    last = first
    steps: list[Step[date]] = []
    filed: date | None = None
    ended: date | None = None
    for event in events:
        if event.kind == SUIT:
            filed, step = _suit(event, last, filed, table)
        elif event.kind == SUIT_ENDED:
            last, step = _suit_ended(event, last, filed, ended, table)
            filed, ended = None, ended or event.on
        elif event.kind == DEMAND:
            last, step = _demand(event, first, last, table)
        elif event.kind == MEDIATION:
            row = table.row("limitation.mediation", event.on)
            step = Step("limitation.mediation", last, "", {"on": event.on}, (row,))
        else:
            raise LawProblem("limitation.event_unknown", _("There is no such event: %(kind)s."), kind=event.kind)
        steps.append(step)
    return last, steps


def _suit(event: Event, last: date, filed: date | None, table: LawTable) -> tuple[date | None, Step[date]]:
    if filed or event.on > last:
        return filed, _without_effect(event, last)
    return event.on, Step(INTERRUPTED, event.on, f"{event.on} ≤ {last}", {"on": event.on}, _rows("suit", event, table))


def _suit_ended(
    event: Event, last: date, filed: date | None, ended: date | None, table: LawTable
) -> tuple[date, Step[date]]:
    if not filed:
        sentence = _("A suit ended on %(on)s, but none was in force then. Enter the day it was filed first.")
        raise LawProblem("limitation.no_suit", sentence, on=event.on.isoformat())
    rows = _rows("resuit", event, table)
    until = legal_end(ended or event.on, Length.parse(rows[0].value), table=table).result
    shown = f"max({last}, {ended or event.on} + {rows[0].value} = {until})"
    return max(last, until), Step(RESUIT, max(last, until), shown, {"on": event.on}, rows)


def _demand(event: Event, first: date, last: date, table: LawTable) -> tuple[date, Step[date]]:
    if event.on > first:
        return last, _without_effect(event, last)
    rows = _rows("demand", event, table)
    until = legal_end(event.on, Length.parse(rows[0].value), table=table).result
    shown = f"max({last}, {event.on} + {rows[0].value} = {until})"
    return max(last, until), Step("limitation.demand", max(last, until), shown, {"on": event.on}, rows)


def _rows(name: str, event: Event, table: LawTable) -> tuple[Row]:
    return (table.row(f"limitation.{name}", event.on),)


def _without_effect(event: Event, last: date) -> Step[date]:
    return Step("limitation.without_effect", last, "", {"on": event.on, "kind": event.kind})
