from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation.law.limitation import (
    DEMAND,
    LIMBS,
    MEDIATION,
    OBJECTIVE,
    PRIVATE,
    RULES,
    STATE,
    SUBJECTIVE,
    SUIT,
    SUIT_ENDED,
    Event,
    clock,
    interrupted_on,
)
from litigation.law.periods import legal_end
from litigation.law.rows import LawProblem, Row, shipped

END = date(2021, 12, 31)
DAY = date.fromisoformat


@pytest.mark.parametrize(
    ("rule", "limb", "start", "last"),
    [
        (STATE, OBJECTIVE, "2021-12-31", "2026-12-31"),
        (STATE, OBJECTIVE, "2021-10-20", "2026-10-20"),
        (STATE, OBJECTIVE, "2019-04-01", "2024-04-01"),
        (STATE, OBJECTIVE, "2022-03-01", "2027-03-02"),  # 1 March is a holiday
        (STATE, SUBJECTIVE, "2021-10-21", "2024-10-21"),
        (STATE, SUBJECTIVE, "2026-02-26", "2029-02-26"),
        (PRIVATE, OBJECTIVE, "2021-12-31", "2031-12-31"),
        (PRIVATE, SUBJECTIVE, "2024-02-29", "2027-03-02"),
    ],
)
def test_clock_of_one_limb_ends_as_counted(rule, limb, start, last):
    assert clock(rule, {limb: DAY(start)}).result == DAY(last)


def test_earlier_limb_counts_and_every_rule_is_named():
    computation = clock(STATE, {OBJECTIVE: END, SUBJECTIVE: date(2022, 5, 2)})
    assert computation.result == date(2025, 5, 2)
    assert [step.code for step in computation.steps] == [
        *("limitation.objective", "period.first_day", "period.calendar", "period.last_day"),
        *("limitation.subjective", "period.first_day", "period.calendar", "period.last_day"),
        *("limitation.earlier", "limitation.last_day"),
    ]
    assert {"국가재정법 96②", "국가배상법 8; 민법 766①", "민법 157"} <= {row.citation for row in computation.rows}


def test_suit_in_time_interrupts_from_its_filing():
    computation = clock(STATE, {OBJECTIVE: END}, events=[Event(date(2026, 12, 31), SUIT)])
    assert (computation.result, interrupted_on(computation)) == (date(2026, 12, 31), date(2026, 12, 31))


def test_suit_too_late_interrupts_nothing():
    computation = clock(STATE, {OBJECTIVE: END}, events=[Event(date(2027, 1, 4), SUIT)])
    assert (computation.result, interrupted_on(computation)) == (date(2026, 12, 31), None)
    assert computation.steps[-2].code == "limitation.without_effect"


def test_new_suit_within_six_months_of_the_first_ones_end_keeps_the_time():
    ended = [Event(date(2026, 12, 1), SUIT), Event(date(2027, 6, 1), SUIT_ENDED)]
    computation = clock(STATE, {OBJECTIVE: END}, events=ended)
    assert (computation.result, interrupted_on(computation)) == (date(2027, 12, 1), None)
    again = [*ended, Event(date(2027, 12, 1), SUIT)]
    assert interrupted_on(clock(STATE, {OBJECTIVE: END}, events=again)) == date(2027, 12, 1)
    twice = [*again, Event(date(2028, 2, 1), SUIT_ENDED)]
    computation = clock(STATE, {OBJECTIVE: END}, events=twice)
    assert (computation.result, interrupted_on(computation)) == (date(2027, 12, 1), None)  # counted once


def test_end_of_a_suit_never_shortens_the_time():
    events = [Event(date(2025, 1, 2), SUIT), Event(date(2025, 2, 3), SUIT_ENDED)]
    assert clock(STATE, {OBJECTIVE: END}, events=events).result == date(2026, 12, 31)


def test_demand_before_the_end_leaves_six_months_for_a_suit():
    demand = Event(date(2026, 12, 30), DEMAND)
    assert clock(STATE, {OBJECTIVE: END}, events=[demand]).result == date(2027, 6, 30)
    late = Event(date(2027, 6, 1), DEMAND)  # a second demand, after the first end, leaves nothing more
    computation = clock(STATE, {OBJECTIVE: END}, events=[late, demand])
    assert (computation.result, computation.steps[-2].code) == (date(2027, 6, 30), "limitation.without_effect")
    suit = Event(date(2027, 6, 30), SUIT)
    assert interrupted_on(clock(STATE, {OBJECTIVE: END}, events=[demand, suit])) == date(2027, 6, 30)


def test_mediation_does_not_stop_the_time():
    computation = clock(STATE, {OBJECTIVE: END}, events=[Event(date(2022, 5, 17), MEDIATION)])
    assert (computation.result, computation.steps[-2].code) == (date(2026, 12, 31), "limitation.mediation")


def test_counsels_row_changes_the_clock():
    row = Row(key="limitation.state.objective", value="10y", unit="length", citation="시험", confidence="K")
    assert clock(STATE, {OBJECTIVE: END}, table=shipped().with_rows([row])).result == date(2031, 12, 31)


@pytest.mark.parametrize(
    ("rule", "starts", "events", "code"),
    [
        ("nobody", {OBJECTIVE: END}, [], "limitation.unknown"),
        (STATE, {"other": END}, [], "limitation.unknown"),
        (STATE, {}, [], "limitation.no_start"),
        (STATE, {SUBJECTIVE: None}, [], "limitation.no_start"),
        (STATE, {OBJECTIVE: END}, [Event(END, "prayer")], "limitation.event_unknown"),
        (STATE, {OBJECTIVE: END}, [Event(END, SUIT_ENDED)], "limitation.no_suit"),
        (STATE, {OBJECTIVE: date(1970, 1, 1)}, [], "law.outside"),
        (PRIVATE, {OBJECTIVE: date(2055, 1, 1)}, [], "law.outside"),
    ],
)
def test_clock_refuses_what_it_cannot_count(rule, starts, events, code):
    with pytest.raises(LawProblem) as refused:
        clock(rule, starts, events=events)
    assert refused.value.code == code


STARTS = st.dates(date(2008, 1, 1), date(2030, 1, 1))
EVENTS = st.lists(st.builds(Event, st.dates(date(2010, 1, 1), date(2045, 1, 1)), st.sampled_from([DEMAND, MEDIATION])))


@given(st.sampled_from(RULES), STARTS, STARTS)
def test_clock_ends_with_its_earlier_limb(rule, objective, subjective):
    both = clock(rule, {OBJECTIVE: objective, SUBJECTIVE: subjective}).result
    alone = [clock(rule, {limb: start}).result for limb, start in zip(LIMBS, (objective, subjective), strict=True)]
    assert both == min(alone)


@given(STARTS, EVENTS)
def test_demands_leave_at_most_six_months_more(start, events):
    plain, held = clock(STATE, {OBJECTIVE: start}).result, clock(STATE, {OBJECTIVE: start}, events=events).result
    assert plain <= held <= legal_end(plain, "6m").result + timedelta(days=1)
