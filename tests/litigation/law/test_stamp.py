"""Every figure here was computed by hand from the Act; the properties hold for all values."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation.law.rows import LawProblem, Row, shipped
from litigation.law.sentences import sentence
from litigation.law.stamp import (
    CALCULATOR,
    INSTANCES,
    LITERAL,
    ROUNDINGS,
    is_paid_in_cash,
    least_to_file,
    stamp_duty,
    stamp_duty_change,
    stamp_refund,
)

DAY = date(2026, 11, 26)
VALUES = st.integers(min_value=0, max_value=10**14)
HOW = st.fixed_dictionaries(
    {"efile": st.booleans(), "instance": st.sampled_from(INSTANCES), "rounding": st.sampled_from(ROUNDINGS)}
)


def duty(value, **how):
    return stamp_duty(value, on=DAY, **how).result


@pytest.mark.parametrize("rounding", ROUNDINGS)
@pytest.mark.parametrize(
    ("value", "paper", "efile", "appeal", "final"),
    [
        (10_000, 1_000, 900, 1_500, 2_000),
        (1_000_000, 5_000, 4_500, 7_500, 10_000),
        (3_000_000, 15_000, 13_500, 22_500, 30_000),
        (10_000_000, 50_000, 45_000, 75_000, 100_000),
        (30_000_000, 140_000, 126_000, 210_000, 280_000),
        (50_000_000, 230_000, 207_000, 345_000, 460_000),
        (100_000_000, 455_000, 409_500, 682_500, 910_000),
        (123_456_789, 548_800, 493_900, 823_200, 1_097_600),
        (500_000_000, 2_055_000, 1_849_500, 3_082_500, 4_110_000),
        (1_000_000_000, 4_055_000, 3_649_500, 6_082_500, 8_110_000),
        (3_000_000_000, 11_055_000, 9_949_500, 16_582_500, 22_110_000),
    ],
)
def test_duty_is_what_the_act_says_in_every_instance(value, paper, efile, appeal, final, rounding):
    found = (
        duty(value, rounding=rounding),
        duty(value, rounding=rounding, efile=True),
        duty(value, rounding=rounding, instance="appeal"),
        duty(value, rounding=rounding, instance="final"),
    )
    assert found == (paper, efile, appeal, final)


@pytest.mark.parametrize(
    ("value", "due"),
    [(50_000_000, 310_500), (100_000_000, 614_200), (300_000_000, 1_694_200), (1_000_000_000, 5_474_200)],
)
def test_an_appeal_filed_electronically_is_rounded_once(value, due):
    assert duty(value, instance="appeal", efile=True, rounding=CALCULATOR) == due


def test_the_two_readings_of_rounding_differ():
    assert duty(10_024_692, efile=True, rounding=CALCULATOR) == 45_100
    assert duty(10_024_692, efile=True, rounding=LITERAL) == 45_000
    assert duty(9_980_000, instance="appeal", rounding=CALCULATOR) == 74_800
    assert duty(9_980_000, instance="appeal", rounding=LITERAL) == 74_850


def test_the_policy_of_the_table_decides_unless_told():
    row = Row(key="policy.stamp_rounding", value=LITERAL, unit="policy", citation="Counsel's decision", confidence="K")
    literal = shipped().with_rows([Row(**{**vars(row), "effective_from": date(2026, 12, 1)})])
    asked = {"efile": True, "table": literal}
    assert stamp_duty(10_024_692, on=date(2026, 11, 30), **asked).result == 45_100
    assert stamp_duty(10_024_692, on=date(2026, 12, 1), **asked).result == 45_000
    assert stamp_duty(10_024_692, on=date(2026, 12, 1), rounding=CALCULATOR, **asked).result == 45_100


def test_every_step_is_told_with_its_arithmetic_and_source():
    answer = stamp_duty(3_000_000, on=DAY, efile=True)
    assert [(sentence(step), step.shown) for step in answer.steps] == [
        ("Rounded once, at the end, as the courts' calculators do", ""),
        ("Duty of article 2 for a value of 3,000,000 won", "3,000,000 × 50/10,000 = 15,000"),
        ("Filed electronically, nine tenths are due", "15,000 × 9/10 = 13,500"),
        ("What is below a full 100 won is not counted", "13,500 → 13,500"),
    ]
    assert [row.citation for row in answer.rows][-2:] == [
        "민사소송 등 인지법 16; 부칙 <제10860호> 1",
        "민사소송 등 인지법 2②",
    ]


@given(VALUES, VALUES, HOW)
def test_duty_never_falls_when_the_value_rises(one, other, how):
    low, high = sorted((one, other))
    assert duty(low, **how) <= duty(high, **how)


@given(VALUES, HOW)
def test_duty_never_falls_below_the_least(value, how):
    least = {"first": 1_000, "appeal": 1_500, "final": 2_000}[how["instance"]]
    assert duty(value, **how) >= (least * 9 // 10 // 100 * 100 if how["efile"] else least)


@given(VALUES, HOW)
def test_duty_is_in_full_hundreds(value, how):
    if how["rounding"] == CALCULATOR or how["efile"] or how["instance"] != "appeal":
        assert duty(value, **how) % 100 == 0
    else:
        assert duty(value, **how) % 50 == 0  # the Act drops nothing again after × 1.5


@given(VALUES, st.sampled_from(INSTANCES), st.sampled_from(ROUNDINGS))
def test_filing_electronically_never_costs_more(value, instance, rounding):
    how = {"instance": instance, "rounding": rounding}
    assert duty(value, efile=True, **how) <= duty(value, **how)


@given(VALUES, VALUES, HOW)
def test_a_change_costs_the_difference(one, other, how):
    before, after = sorted((one, other))
    change = stamp_duty_change(before, after, on=DAY, **how).result
    assert change == duty(after, **how) - duty(before, **how)


def test_a_change_from_five_hundred_million_to_one_and_a_half_billion():
    assert stamp_duty_change(500_000_000, 1_500_000_000, on=DAY).result == 3_750_000
    assert stamp_duty_change(500_000_000, 1_500_000_000, on=DAY, efile=True).result == 3_375_000


def test_a_change_that_lowers_the_value_costs_nothing():
    answer = stamp_duty_change(1_500_000_000, 500_000_000, on=DAY)
    assert (answer.result, answer.steps[-1].code) == (0, "stamp.no_difference")


@pytest.mark.parametrize(
    ("paid", "back"),
    [(0, 0), (100_000, 0), (140_000, 40_000), (199_900, 99_900), (200_000, 100_000), (2_055_000, 1_027_500)],
)
def test_refund_is_half_or_what_is_above_a_hundred_thousand(paid, back):
    assert stamp_refund(paid, on=DAY).result == back


@pytest.mark.parametrize(
    ("value", "least"),
    [(0, 1_000), (30_000_000, 1_000), (30_000_001, 10_000), (500_000_000, 10_000), (500_000_001, 50_000)],
)
def test_least_to_file_follows_the_value(value, least):
    assert least_to_file(value, on=DAY).result == least


def test_from_ten_thousand_won_on_it_is_paid_in_cash():
    assert [is_paid_in_cash(paid, on=DAY).result for paid in (9_999, 10_000)] == [False, True]


@pytest.mark.parametrize(
    ("value", "how", "code"),
    [
        (-1, {}, "law.negative"),
        (1.5, {}, "law.not_whole"),
        (True, {}, "law.not_whole"),
        ("3000000", {}, "law.not_whole"),
        (10**15 + 1, {}, "law.too_large"),
        (1, {"instance": "second"}, "stamp.instance"),
        (1, {"rounding": "up"}, "stamp.rounding"),
        (1, {"on": date(1997, 12, 12)}, "law.outside"),
        (1, {"on": date(2011, 7, 17), "efile": True}, "law.outside"),
        (1, {"on": date(1, 1, 1)}, "law.day_far"),
        (1, {"on": "2026-11-26"}, "law.day"),
    ],
)
def test_a_wrong_question_is_refused_with_a_sentence(value, how, code):
    with pytest.raises(LawProblem) as refused:
        stamp_duty(value, **how)
    assert refused.value.code == code
    assert str(refused.value).endswith(".")
