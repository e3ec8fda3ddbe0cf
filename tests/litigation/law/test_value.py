from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation.law.rows import LawProblem
from litigation.law.value import track, value_of_claim

DAY = date(2026, 11, 26)


def test_amounts_of_joint_plaintiffs_are_added():
    answer = value_of_claim([1_000_000] * 500, on=DAY)
    assert (answer.result, answer.steps[0].shown) == (500_000_000, "500 × 1,000,000 = 500,000,000")


def test_a_few_different_amounts_are_shown_apart_and_many_as_a_sum():
    assert value_of_claim([1, 2, 2], on=DAY).steps[0].shown == "1 × 1 + 2 × 2 = 5"
    assert value_of_claim([1, 2, 3, 4], on=DAY).steps[0].shown == "Σ = 10"


@pytest.mark.parametrize(
    ("value", "heard", "appeal"),
    [
        (0, "small", "district_panel"),
        (30_000_000, "small", "district_panel"),
        (30_000_001, "single", "district_panel"),
        (200_000_000, "single", "district_panel"),
        (200_000_001, "single", "high_court"),
        (500 * 1_000_000, "single", "high_court"),
        (501 * 1_000_000, "panel", "high_court"),
    ],
)
def test_the_value_decides_who_hears_it_and_the_appeal(value, heard, appeal):
    answer = track(value, on=DAY)
    assert (answer.result, answer.steps[1].value) == (heard, appeal)


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=30), st.integers(0, 10**9))
def test_adding_a_plaintiff_never_lowers_the_value(amounts, more):
    assert value_of_claim([*amounts, more], on=DAY).result == sum(amounts) + more


@pytest.mark.parametrize(
    ("amounts", "code"),
    [([], "value.nobody"), ([1, -1], "law.negative"), ([1.0], "law.not_whole"), ([10**15, 1], "law.too_large")],
)
def test_wrong_amounts_are_refused(amounts, code):
    with pytest.raises(LawProblem) as refused:
        value_of_claim(amounts, on=DAY)
    assert refused.value.code == code


def test_a_day_before_the_limits_we_know_is_refused():
    with pytest.raises(LawProblem) as refused:
        track(400_000_000, on=date(2022, 2, 28))
    assert refused.value.code == "law.outside"
