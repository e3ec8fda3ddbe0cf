"""What may stand on a docket, which deadlines it starts, and what a case number looks like. Pure."""

import re
from dataclasses import dataclass
from datetime import date

from litigation.law import deadlines
from litigation.law.computation import Computation, Step
from litigation.law.deadlines import Deadline, deadline_kind
from litigation.law.rows import LawTable

FIRST, APPEAL, FINAL, MEDIATION = "first", "appeal", "final", "mediation"
COURT_SET, HEARING = "court_set", "hearing"  # days the court wrote itself: nothing is counted
ACCESS = "access_answer"  # started by a paper of ours, not by a docket
THEIRS = {"answer", ACCESS}  # deadlines of the other side, which we only watch
BELOW = {APPEAL: FIRST, FINAL: APPEAL}
APPEALABLE = ("judgment_first", "judgment_appeal")
THRESHOLDS = (14, 7, 3, 1)
OVERDUE = -1
TYPES = "가합 가단 가소 나 다 라 마 머 차 차전 카합 카단 카담 카기 구합 구단 누 두 그 으 자 재나".split()
NUMBER = re.compile(rf"(\d{{4}})({'|'.join(sorted(TYPES, key=len, reverse=True))})(\d{{1,7}})")
OLDEST = 1945


@dataclass(frozen=True)
class Kind:
    """One kind of docket entry: the event of law/data/deadlines.toml it is, and the instances it can happen in."""

    key: str
    event: str = ""
    instances: tuple[str, ...] = (FIRST, APPEAL, FINAL)
    leaves_out: tuple[str, ...] = ()
    """Deadlines of the event that belong to another instance."""


KINDS = {
    kind.key: kind
    for kind in (
        Kind("filed"),
        Kind("complaint_served", "complaint_served", (FIRST,)),
        Kind("answer_received"),
        Kind(HEARING, "hearing"),
        Kind("order", ""),
        Kind("withdrawal_served", "withdrawal_served"),
        Kind("notice_posted", "notice_posted"),
        Kind("electronically_filed", "electronically_filed"),
        Kind("judgment_first", "judgment_served", (FIRST,), leaves_out=("final_appeal",)),
        Kind("judgment_appeal", "judgment_served", (APPEAL,), leaves_out=("appeal",)),
        Kind("judgment_final", "", (FINAL,)),
        Kind("record_appeal", "record_received", (APPEAL,), leaves_out=("final_appeal_brief",)),
        Kind("record_final", "record_received", (FINAL,), leaves_out=("appeal_brief",)),
        Kind("obstacle_ended", "obstacle_ended"),
        Kind("mediation_requested", "mediation_requested", (MEDIATION,)),
        Kind("proposal_received", "proposal_received", (MEDIATION,)),
        Kind("other", "", (FIRST, APPEAL, FINAL, MEDIATION)),
    )
}


def kinds_of(instance) -> list[Kind]:
    """What can happen in a proceeding of that instance."""
    return [kind for kind in KINDS.values() if instance in kind.instances]


@dataclass(frozen=True)
class Extension:
    """What moves a last day beyond what the law counts: an order, days for distance, days the portal was down."""

    extended: bool = False
    added_days: int = 0
    outages: tuple[date, ...] = ()

    def __bool__(self):
        return self != NO_EXTENSION


NO_EXTENSION = Extension()


@dataclass(frozen=True)
class Counted:
    """A deadline that an entry starts, with the way it was counted."""

    key: str
    computation: Computation
    critical: bool
    extension: Extension = NO_EXTENSION

    @property
    def due_on(self) -> date:
        return self.computation.result


def started_by(
    kind,
    day,
    *,
    served="",
    opened_on=None,
    due_on=None,
    extensions: dict[str, Extension] | None = None,
    table: LawTable,
) -> list[Counted]:
    """The deadlines an entry starts, in the order of the table; the hearing itself, and with due_on the day the court set.

    A portal's notice that nobody opened counts as served after a week (EDA 11(4)); the count follows what is entered.
    extensions: by the key of the deadline. Raises LawProblem where the law has no row for the day, or knows no such extension.
    """
    found = []
    for each in _of_event(KINDS[kind], day, table):
        more = (extensions or {}).get(each.key, NO_EXTENSION)
        counted = _counted(each, day, served, opened_on, more, table)
        found.append(Counted(each.key, counted, each.fixed or each.silence, more))
    if kind == HEARING:
        found.append(Counted(HEARING, Computation(day, (Step("deadline.hearing", day, ""),)), critical=True))
    if due_on:
        found.append(Counted(COURT_SET, Computation(due_on, (Step("deadline.court_set", due_on, ""),)), critical=False))
    return found


def counted_keys(entry, table: LawTable) -> list[str]:
    """The deadlines that the law counts from an entry forwards; nothing is added before a hearing, or to a day a court set."""
    kind = KINDS.get(entry.kind) if entry else None
    every = _of_event(kind, entry.day, table) if kind else []
    return [each.key for each in every if not each.before]


def _of_event(kind: Kind, day: date, table: LawTable) -> list[Deadline]:
    if not kind.event:
        return []
    every = (deadline_kind(key, day, table=table) for key in deadlines.known(table) if key not in kind.leaves_out)
    return [each for each in every if each.event == kind.event]


def _counted(each: Deadline, day, served, opened_on, more: Extension, table) -> Computation:
    how = {"extended": more.extended, "added_days": more.added_days, "outages": more.outages, "table": table}
    if served in ("opened", "notified") and not each.before:
        return deadlines.deadline_after_e_service(each.key, day, opened_on, **how)
    return deadlines.deadline(each.key, day, **how)


def threshold(due_on: date, today: date) -> int | None:
    """The nearest threshold a deadline has reached today; OVERDUE once its last day is over, None while it is far."""
    left = (due_on - today).days
    if left < 0:
        return OVERDUE
    return min((each for each in THRESHOLDS if left <= each), default=None)


def case_number(text: str, *, today: date) -> str:
    """A court's number in its one form, 2026가합12345. Raises ValueError where it cannot be one."""
    plain = re.sub(r"[\s\-]", "", text)
    found = NUMBER.fullmatch(plain)
    if not found or not OLDEST <= int(found[1]) <= today.year or not int(found[3]):
        raise ValueError(text)
    return f"{found[1]}{found[2]}{int(found[3])}"
