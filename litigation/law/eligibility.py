"""Is a person affected? Pure functions over a dated rule, which is data (cases/packs/*/eligibility.toml).

A rule says which crossings of the border are covered:

    {"version": 1,
     "home": "KR",
     "windows": [
         {"group": "national", "directions": ["entry", "departure"], "first": "2005-02-03", "last": "2021-10-20"},
         {"group": "foreign", "directions": ["entry"], "first": "2010-08-23", "last": "2021-10-20"}],
     "age": {"group": "foreign", "directions": ["entry"], "least": 17},
     "ports": []}

`home` is the country whose nationals are the group "national"; everybody else is "foreign". A group may have several
windows, with days between them that are not covered. `ports` empty means every port. `age.least`: below it the border
took no face photo as a rule, so a person has to look (Immigration Act 12-2(1)1: under 17 exempt; the day of birth counts,
Civil Act 158, so one is 17 on the seventeenth birthday).

What a person does not know stays unknown: every possible reading of a trip is judged, and only when all of them agree
is the answer definite. Nothing here ever compares faces.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import pairwise, product
from typing import NotRequired, TypedDict

from litigation.law.partial import PartialDate

YES, MAYBE, NO = "yes", "maybe", "no"
NATIONAL, FOREIGN = "national", "foreign"
ENTRY, DEPARTURE = "entry", "departure"

IN_WINDOW, BEFORE, AFTER = "in_window", "before", "after"
UNCERTAIN, EXEMPT_AGE = "uncertain", "exempt_age"
NOT_COVERED, OTHER_PORT = "not_covered", "other_port"
TRIP_STATES = (IN_WINDOW, BEFORE, AFTER, UNCERTAIN, EXEMPT_AGE, NOT_COVERED, OTHER_PORT)
OPEN_STATES = {UNCERTAIN, EXEMPT_AGE}  # a person has to look


class Window(TypedDict):
    """Days, both counted, on which crossings of some directions are covered for a group."""

    group: str
    directions: list[str]
    first: str
    last: str


class Age(TypedDict):
    group: str
    directions: list[str]
    least: int


class Rule(TypedDict):
    version: int
    home: str
    windows: list[Window]
    age: NotRequired[Age | None]
    ports: NotRequired[list[str]]


class AskedWindow(TypedDict):
    """What the second question of the check names."""

    first: str
    last: str
    directions: list[str]


@dataclass(frozen=True)
class Nationality:
    """A citizenship and when it was held; an open end is None. Several may hold on the same day."""

    country: str
    since: date | None = None
    until: date | None = None

    def may_hold(self, when: PartialDate) -> bool:
        return (self.since is None or self.since <= when.last) and (self.until is None or self.until >= when.first)


@dataclass(frozen=True)
class Trip:
    """One crossing of the border. None is "not known". `nationality`: the passport shown then, where it is known."""

    key: str = ""
    when: PartialDate | None = None
    direction: str | None = ENTRY
    port: str | None = None
    nationality: str | None = None


@dataclass(frozen=True)
class Reason:
    """A code with its values; the sentence for a reader is made in litigation/cases/words.py."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class TripVerdict:
    key: str
    state: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Verdict:
    result: str
    reasons: tuple[Reason, ...]
    rule_version: int
    per_trip: tuple[TripVerdict, ...] = ()

    def as_json(self) -> dict[str, object]:
        """As a claim stores it: which version judged, what it said and why."""
        return asdict(self)


def judge(
    rule: Rule, *, birth_date: date | None, nationalities_over_time: Iterable[Nationality], trips: Iterable[Trip]
) -> Verdict:
    """The verdict over all trips: yes when one trip is surely inside a window, maybe when one may be, otherwise no.

    No trip told yet is a maybe: nobody is turned away for an answer that was not asked.
    """
    nationalities = tuple(nationalities_over_time)
    per_trip = tuple(judge_trip(rule, trip, birth_date=birth_date, nationalities=nationalities) for trip in trips)
    states = {trip.state for trip in per_trip}
    if not per_trip:
        return Verdict(MAYBE, (Reason("no_trips"),), rule["version"])
    if IN_WINDOW in states:
        result, wanted = YES, {IN_WINDOW}
    elif states & OPEN_STATES:
        result, wanted = MAYBE, OPEN_STATES
    else:
        result, wanted = NO, states
    return Verdict(
        result, _unique(r for trip in per_trip if trip.state in wanted for r in trip.reasons), rule["version"], per_trip
    )


def judge_trip(
    rule: Rule, trip: Trip, *, birth_date: date | None, nationalities: tuple[Nationality, ...]
) -> TripVerdict:
    """One trip, judged in every possible reading of what is not known about it."""
    if rule.get("ports") and trip.port and trip.port not in rule["ports"]:
        return TripVerdict(trip.key, OTHER_PORT, (Reason("other_port", {"port": trip.port}),))
    if trip.when is None:
        return TripVerdict(trip.key, UNCERTAIN, (Reason("date_unknown"),))
    groups, doubts = _groups(rule, trip.nationality, trip.when, nationalities)
    directions = [trip.direction] if trip.direction else [ENTRY, DEPARTURE]
    readings = [_reading(rule, group, way, trip.when, birth_date) for group, way in product(groups, directions)]
    states = {state for state, _ in readings}
    if len(states) == 1:
        return TripVerdict(trip.key, states.pop(), _unique(reason for _, reason in readings))
    if len(directions) == 2:
        doubts = (*doubts, Reason("direction_unknown"))
    unsure = [reason for state, reason in readings if state in OPEN_STATES]
    return TripVerdict(trip.key, UNCERTAIN, _unique([*doubts, *unsure]))


def _groups(
    rule: Rule, shown: str | None, when: PartialDate, nationalities: tuple[Nationality, ...]
) -> tuple[list[str], tuple[Reason, ...]]:
    """The groups a traveller may have belonged to on that trip, and why there is more than one.

    The passport shown decides where it is known. A dual national may have shown either passport. Where a citizenship
    began or ended within an approximate date, both sides of the change are possible.
    """
    if shown:
        return [_group(rule, shown)], ()
    held = [n for n in nationalities if n.may_hold(when)]
    groups = sorted({_group(rule, n.country) for n in held})
    if not groups:
        return [FOREIGN, NATIONAL], (Reason("nationality_unknown"),)
    return groups, (Reason("nationality_both"),) if len(groups) > 1 else ()


def _group(rule: Rule, country: str) -> str:
    return NATIONAL if country == rule["home"] else FOREIGN


def _reading(rule: Rule, group: str, direction: str, when: PartialDate, birth: date | None) -> tuple[str, Reason]:
    windows = windows_for(rule, group, direction)
    if not windows:
        return NOT_COVERED, Reason("direction_not_covered")
    window = max(windows, key=lambda each: _nearness(each, when))
    first, last = _ends(window)
    params = {"first": window["first"], "last": window["last"]}
    if when.last < first:
        return BEFORE, Reason("before_window", params)
    if when.first > last:
        return AFTER, Reason("after_window", params)
    if state_and_reason := _too_young(rule, group, direction, when, birth):
        return state_and_reason
    if when.first < first or when.last > last:
        return UNCERTAIN, Reason("date_straddles", {"when": str(when), **params})
    return IN_WINDOW, Reason("in_window", params)


def _too_young(
    rule: Rule, group: str, direction: str, when: PartialDate, birth: date | None
) -> tuple[str, Reason] | None:
    age = rule.get("age")
    if not age or group != age["group"] or direction not in age["directions"]:
        return None
    params = {"age": age["least"]}
    if birth is None:
        return UNCERTAIN, Reason("birth_date_unknown", params)
    if age_on(birth, when.last) < age["least"]:
        return EXEMPT_AGE, Reason("needs_a_person", params)
    if age_on(birth, when.first) < age["least"]:
        return UNCERTAIN, Reason("age_straddles", params)
    return None


def age_on(birth: date, day: date) -> int:
    """Whole years lived on that day: one more from the birthday on (from 1 March for those born on 29 February)."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def windows_for(rule: Rule, group: str, direction: str) -> list[Window]:
    """The windows of a group and a direction; a rule may name several, with days between them that are not covered."""
    return [w for w in rule["windows"] if w["group"] == group and direction in w["directions"]]


def _nearness(window: Window, when: PartialDate) -> tuple[bool, bool, bool, int]:
    """Orders windows by how much they say of a date: holds it, touches it, ended last before it, begins first after it."""
    first, last = _ends(window)
    holds, touches = first <= when.first and when.last <= last, first <= when.last and when.first <= last
    ended = last < when.first
    return holds, touches, ended, first.toordinal() if ended else -first.toordinal()


def _ends(window: Window) -> tuple[date, date]:
    return date.fromisoformat(window["first"]), date.fromisoformat(window["last"])


# The check before an account: four taps, nothing stored ---------------------------------------------------------------
ANSWERS = {
    "national": ("yes", "no", "both", "unsure"),
    "when": ("within", "before", "after", "unsure"),
    "old_enough": ("yes", "no", "unsure"),
    "proof": ("yes", "no", "unsure"),
}


def asked_window(rule: Rule, national: str) -> AskedWindow:
    """The dates the second question names: the person's own window, or the widest where the group is not clear."""
    groups = {"yes": {NATIONAL}, "no": {FOREIGN}}.get(national, {NATIONAL, FOREIGN})
    windows = [w for w in rule["windows"] if w["group"] in groups]
    return {
        "first": min(w["first"] for w in windows),
        "last": max(w["last"] for w in windows),
        "directions": sorted({way for w in windows for way in w["directions"]}, reverse=True),
    }


def check_anonymous(rule: Rule, answers: Mapping[str, str]) -> Verdict:
    """The verdict of the four questions. A missing answer counts as "not sure"; an unknown one is refused (ValueError).

    "No" is said only for dates outside every window; whatever is unsure ends in "maybe", and missing proof never
    changes the answer, it only adds what to look for.
    """
    said = {question: answers.get(question, "unsure") for question in ANSWERS}
    if wrong := [question for question, answer in said.items() if answer not in ANSWERS[question]]:
        raise ValueError(f"There is no such answer to: {', '.join(wrong)}.")
    window = asked_window(rule, said["national"])
    params = {"first": window["first"], "last": window["last"]}
    if said["when"] in ("before", "after"):
        return Verdict(NO, (Reason(f"{said['when']}_window", params),), rule["version"])
    doubts = _doubts(rule, said)
    hints = () if said["proof"] == "yes" else (Reason("proof_can_be_found"),)
    if doubts:
        return Verdict(MAYBE, (*doubts, *hints), rule["version"])
    return Verdict(YES, (Reason("in_window", params), *hints), rule["version"])


def _doubts(rule: Rule, said: Mapping[str, str]) -> tuple[Reason, ...]:
    doubts = []
    if said["national"] in ("both", "unsure"):
        doubts.append(Reason("nationality_both" if said["national"] == "both" else "nationality_unknown"))
    if said["when"] == "unsure":
        doubts.append(Reason("date_unknown"))
    elif _has_gaps(rule, said["national"]):
        window = asked_window(rule, said["national"])
        doubts.append(Reason("window_has_gaps", {"first": window["first"], "last": window["last"]}))
    age = rule.get("age")
    if age and not (said["national"] == "yes" and age["group"] == FOREIGN) and said["old_enough"] != "yes":
        code = "needs_a_person" if said["old_enough"] == "no" else "birth_date_unknown"
        doubts.append(Reason(code, {"age": age["least"]}))
    return tuple(doubts)


def _has_gaps(rule: Rule, national: str) -> bool:
    """Whether some day between the first and the last day the question names is in no window of a group it is about."""
    groups = {"yes": [NATIONAL], "no": [FOREIGN]}.get(national, [])  # who is not sure of the group is in doubt already
    ways = product(groups, (ENTRY, DEPARTURE))
    return any(len(windows_for(rule, group, way)) > 1 for group, way in ways)


GROUPS, DIRECTIONS = {NATIONAL, FOREIGN}, {ENTRY, DEPARTURE}
AGES = range(1, 31)


def check_rule(rule: Rule) -> None:
    """Refuse (ValueError) a rule that could not judge: called before a rule is stored."""
    if not rule.get("home") or not rule.get("windows"):
        raise ValueError("A rule names its home country and at least one window.")
    for window in rule["windows"]:
        if window["group"] not in GROUPS or not window["directions"] or not set(window["directions"]) <= DIRECTIONS:
            raise ValueError("A window is for nationals or foreigners, entries or departures.")
        if window["first"] > window["last"]:
            raise ValueError("A window begins before it ends.")
        _ends(window)
    for group, way in product(sorted(GROUPS), sorted(DIRECTIONS)):
        spans = sorted(map(_ends, windows_for(rule, group, way)))
        if any(later[0] <= earlier[1] for earlier, later in pairwise(spans)):
            raise ValueError("Two windows for the same people and direction overlap: make them one.")
    age = rule.get("age")
    if age and (age["group"] not in GROUPS or not set(age["directions"]) <= DIRECTIONS or age["least"] not in AGES):
        raise ValueError("The age limit names a group, directions and an age from 1 to 30.")
    if any(not port or not isinstance(port, str) for port in rule.get("ports") or ()):
        raise ValueError("A port is named by its code or name.")


def _unique(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    kept: list[Reason] = []
    for reason in reasons:
        if reason not in kept:
            kept.append(reason)
    return tuple(kept)
