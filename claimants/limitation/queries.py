"""Readers of clocks: those of a claim, the radar of a case, and what another start would move."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from django.db.models import Count, QuerySet
from django.utils import timezone

from claimants.claims.models import Claim
from claimants.limitation.models import Clock, Reckoning
from litigation.cases.models import Case
from litigation.jobs.models import Job
from litigation.law import limitation
from litigation.lawbook import queries as lawbook
from litigation.theories.models import Theory
from litigation.theories.queries import based

SOONEST_FIRST = ("last_day", "id")
RUNNING = Clock.State.RUNNING
RECOUNT = "clocks.recount"  # the kind of job that counts every clock of a case anew


def of_claim(claim: Claim) -> QuerySet[Clock]:
    """The clocks of one claim in the order its theories are pleaded, each with its starts and who confirmed them."""
    starts = ("reckoning__objective__confirmed_by", "reckoning__subjective__confirmed_by")
    return claim.clocks.select_related("theory", *starts).order_by("theory__position")


def for_claimant(claim: Claim) -> tuple[Clock | None, list[Clock]]:
    """(the clock of the theory pleaded first, those of the others that say something else); (None, []) before it is sent."""
    clocks = list(of_claim(claim))
    if not clocks:
        return None, []
    first, *others = clocks
    return first, [each for each in others if (each.last_day, each.state) != (first.last_day, first.state)]


# The radar -------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Month:
    """How many claims of a theory end in a month."""

    first: date
    number: int
    lapsed: Annotated[int, "How many of them ended before today."]

    @property
    def key(self) -> str:
        """2026-12"""
        return f"{self.first:%Y-%m}"


@dataclass(frozen=True)
class Ahead:
    """What ends before the next planned filing: how many claims, and the first of their days."""

    number: int
    first: date | None


def ends(theory: Theory) -> list[tuple[date, int]]:
    """[(last day, how many claims)] of the theory's running clocks, in order: one look into an index, few rows come back."""
    return list(_running(theory).values_list("last_day").annotate(n=Count("id")).order_by("last_day"))


def by_month(ends: Iterable[tuple[date, int]]) -> list[Month]:
    """The same by month."""
    today = timezone.localdate()
    months: dict[date, list[int]] = {}
    for last_day, number in ends:
        counted = months.setdefault(last_day.replace(day=1), [0, 0])
        counted[0] += number
        counted[1] += number if last_day < today else 0
    return [Month(first, number, lapsed) for first, (number, lapsed) in months.items()]


def late(theory: Theory) -> int:
    """How many claims are before the court although their time was over, as it is counted now."""
    return Clock.objects.filter(theory=theory, state=Clock.State.LATE).count()


def month_of(text: str) -> date | None:
    """The first day of a month written 2026-12; None where it is none."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


def ending(theory: Theory, month: date | None = None) -> QuerySet[Clock]:
    """The running clocks of a theory, of one month or all, with whose they are; for pages in SOONEST_FIRST."""
    rows = _running(theory).select_related("claim__claimant")
    if month:
        following = (month.replace(day=1) + timedelta(days=32)).replace(day=1)
        rows = rows.filter(last_day__gte=month, last_day__lt=following)
    return rows


def before_filing(ends: Iterable[tuple[date, int]], planned: date | None) -> Ahead | None:
    """What ends before the day planned for the next filing; None while none is planned."""
    if planned is None:
        return None
    early = [(last_day, number) for last_day, number in ends if last_day < planned]
    return Ahead(sum(number for _day, number in early), early[0][0] if early else None)


def ends_soon(case: Case, until: date) -> Iterable[tuple[date, int]]:
    """[(last day, number of claims)] of clocks that run and end between today and that day."""
    rows = Clock.objects.filter(theory__in=case.theories.all(), state=RUNNING)
    rows = rows.filter(last_day__range=(timezone.localdate(), until))
    return rows.values_list("last_day").annotate(n=Count("claim", distinct=True)).order_by("last_day")


# In calendars ----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class End:
    """So many claims of a theory end on one day. None of them is before the court, and none has left."""

    theory: Theory
    last_day: date
    number: int

    @property
    def days_left(self) -> int:
        return (self.last_day - timezone.localdate()).days

    @property
    def month(self) -> str:
        """2026-12, as the radar asks for it."""
        return f"{self.last_day:%Y-%m}"


def ends_between(cases: Iterable[Case] | QuerySet, first: date, last: date) -> list[End]:
    """The days from first to last on which running clocks of these cases end, by theory: two queries, however many claims."""
    rows = Clock.objects.filter(theory__case__in=cases, state=RUNNING, last_day__range=(first, last))
    counted = rows.values_list("theory", "last_day").annotate(n=Count("id")).order_by("last_day", "theory__position")
    found = list(counted)
    theories = Theory.objects.select_related("case").in_bulk({theory for theory, _day, _number in found})
    return [End(theories[theory], last_day, number) for theory, last_day, number in found]


# Counting otherwise ---------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Shift:
    """So many clocks would move from one last day to another. loses_suit: a suit that holds them now came too late then."""

    number: int
    last_day: date
    to: date
    loses_suit: bool = False


def shifts(theory: Theory, limb: str, start: date, ways: Iterable[tuple[Reckoning, int]]) -> list[Shift]:
    """What the clocks of a theory (`ways`) would do if a limb were counted from that day (LawProblem where one cannot be)."""
    starts, table = {**based(theory).starts, limb: start}, lawbook.table()
    moved: dict[tuple, int] = {}
    for way, number in ways:
        then = limitation.clock(theory.rule, starts, events=way.held_by(), table=table)
        loses = bool(way.interrupted_on) and limitation.interrupted_on(then) is None
        key = (way.last_day, then.result, loses)
        moved[key] = moved.get(key, 0) + number
    return [Shift(number, *key) for key, number in sorted(moved.items()) if key[0] != key[1] or key[2]]


def end_if(theory: Theory, limb: str, start: date) -> date:
    """The last day of a claim without events if that limb were counted from that day."""
    return limitation.clock(theory.rule, {**based(theory).starts, limb: start}, table=lawbook.table()).result


def is_outdated(case: Case) -> bool:
    """Whether the law or a start changed since the clocks of a case were counted."""
    for theory in case.theories.prefetch_related("bases"):
        now, table = based(theory), lawbook.table()
        for way, _number in ways_of(theory):
            if [basis.pk for basis in way.bases] != [basis.pk for basis in now.bases]:
                return True
            if way.computation != now.clock(table=table, events=way.held_by()).as_json():
                return True
    return False


def counting(case: Case) -> Job | None:
    """The recount of the case that is under way, or None."""
    return Job.objects.filter(case=case, kind=RECOUNT, state__in=Job.OPEN).order_by("-created_at").first()


def ways_of(theory: Theory) -> list[tuple[Reckoning, int]]:
    """[(Reckoning, how many clocks rest on it)] of a theory, without those of claims that left."""
    rows = Clock.objects.filter(theory=theory).exclude(state=Clock.State.LEFT).order_by()
    counted = dict(rows.values_list("reckoning").annotate(n=Count("id")))
    ways = Reckoning.objects.select_related("objective", "subjective").in_bulk(list(counted))
    return [(ways[pk], number) for pk, number in counted.items()]


def _running(theory):
    return Clock.objects.filter(theory=theory, state=RUNNING)
