from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation.law.interest import interest
from litigation.law.rows import LawProblem

DAYS = st.dates(date(2004, 1, 1), date(2050, 12, 31))


def test_a_full_calendar_year_is_the_rate_of_a_year_in_a_leap_year_too():
    assert interest(1_000_000, since=date(2023, 1, 1), until=date(2023, 12, 31)).result == 50_000
    assert interest(1_000_000, since=date(2024, 1, 1), until=date(2024, 12, 31)).result == 50_000
    assert interest(1_000_000, since=date(2024, 2, 29), until=date(2025, 2, 28)).result == 50_000


def test_the_higher_rate_runs_from_the_day_after_service():
    answer = interest(3_000_000, since=date(2021, 12, 31), served_on=date(2026, 12, 30), until=date(2027, 12, 30))
    assert [(step.value, step.shown) for step in answer.steps] == [
        (Fraction(750_000), "3,000,000 × 5/100 × (5) = 750,000"),
        (Fraction(360_000), "3,000,000 × 12/100 × (1) = 360,000"),
        (1_110_000, "750,000 + 360,000 → 1,110,000"),
    ]


def test_a_rate_that_changed_holds_until_the_day_before_the_change():
    answer = interest(1_000_000, since=date(2015, 9, 1), served_on=date(2015, 8, 31), until=date(2019, 6, 30))
    stretches = [(s.params["rate"], s.params["first"], s.params["last"]) for s in answer.steps[:-1]]
    assert stretches == [
        ("20/100", date(2015, 9, 1), date(2015, 9, 30)),
        ("15/100", date(2015, 10, 1), date(2019, 5, 31)),
        ("12/100", date(2019, 6, 1), date(2019, 6, 30)),
    ]


def test_one_day_is_a_part_of_the_year():
    assert interest(3_650_000, since=date(2026, 11, 26), until=date(2026, 11, 26)).result == 500


@given(DAYS, st.integers(0, 4000), st.integers(0, 4000), st.integers(1, 10**9))
def test_a_later_end_never_lowers_the_interest(since, some, more, principal):
    until = since + timedelta(some)
    served_on = since + timedelta(some // 2)
    how = {"since": since, "served_on": served_on}
    later = interest(principal, until=until + timedelta(more), **how).result
    assert interest(principal, until=until, **how).result <= later


@given(DAYS, st.integers(0, 4000), st.integers(1, 10**9))
def test_an_independent_count_by_days_agrees_within_the_leap_days(since, length, principal):
    until = since + timedelta(length)
    by_days = principal * Fraction(5, 100) * Fraction(length + 1, 365)
    leap = Fraction(length // 1461 + 1, 365) * principal * Fraction(5, 100)
    assert by_days - leap - 1 <= interest(principal, since=since, until=until).result <= by_days


def test_days_the_wrong_way_round_are_refused():
    with pytest.raises(LawProblem) as refused:
        interest(1, since=date(2026, 1, 2), until=date(2026, 1, 1))
    assert refused.value.code == "interest.backwards"


def test_a_rate_nobody_recorded_is_refused():
    with pytest.raises(LawProblem) as refused:
        interest(1, since=date(2003, 1, 1), served_on=date(2003, 1, 1), until=date(2003, 6, 1))
    assert refused.value.code == "law.outside"
