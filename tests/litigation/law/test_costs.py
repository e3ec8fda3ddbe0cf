from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation.law.costs import DEFENDANT_ONLY, EVERY_COST, lawyer_cost, security_for_costs
from litigation.law.rows import LawProblem

DAY = date(2026, 11, 26)
VALUES = st.integers(0, 10**13)


@pytest.mark.parametrize(
    ("value", "fee"),
    [
        (0, 300_000),
        (3_000_000, 300_000),
        (10_000_000, 1_000_000),
        (20_000_000, 2_000_000),
        (50_000_000, 4_400_000),
        (100_000_000, 7_400_000),
        (150_000_000, 9_400_000),
        (200_000_000, 10_400_000),
        (500_000_000, 13_400_000),
        (1_500_000_000, 18_400_000),
    ],
)
def test_lawyer_cost_follows_the_table(value, fee):
    assert lawyer_cost(value, on=DAY).result == fee


def test_an_uncontested_claim_counts_half_without_fractions():
    answer = lawyer_cost(3_000_010, on=DAY, contested=False)
    assert (answer.result, [step.shown for step in answer.steps]) == (
        150_000,
        ["300,000 + (3,000,010 − 3,000,000) × 10/100 = 300,001", "300,001 × 5/10 = 150,000.5", "150,000.5 → 150,000"],
    )


@given(VALUES, VALUES)
def test_lawyer_cost_never_falls_when_the_value_rises(one, other):
    low, high = sorted((one, other))
    assert lawyer_cost(low, on=DAY).result <= lawyer_cost(high, on=DAY).result


def security(value=500_000_000, plaintiffs=500, **how):
    return security_for_costs(value, plaintiffs=plaintiffs, defendants=1, on=DAY, **how)


def test_security_adds_every_cost_of_every_instance():
    answer = security(scope=EVERY_COST)
    parts = {
        step.code: step.value for step in answer.steps if step.code.startswith("security.") and "." in step.code[9:]
    }
    assert parts == {
        "security.lawyer.first": 13_400_000,
        "security.stamp.first": 2_055_000,
        "security.service.first": 169_200,
        "security.lawyer.appeal": 13_400_000,
        "security.stamp.appeal": 3_082_500,
        "security.service.appeal": 135_360,
        "security.lawyer.final": 13_400_000,
        "security.stamp.final": 4_110_000,
        "security.service.final": 90_240,
    }
    assert answer.result == sum(parts.values()) == 49_842_300


def test_security_without_what_the_plaintiffs_prepay():
    assert security(scope=DEFENDANT_ONLY).result == 49_842_300 - 2_055_000 - 169_200


def test_the_table_decides_the_scope_unless_told():
    assert security().result == security(scope=EVERY_COST).result


@given(st.integers(1, 10**8), st.integers(1, 10**5))
def test_adding_plaintiffs_never_lowers_the_security(each, plaintiffs):
    fewer, more = (security(each * number, number).result for number in (plaintiffs, plaintiffs + 1))
    assert fewer <= more


@pytest.mark.parametrize(
    ("wrong", "code"),
    [({"scope": "some"}, "security.scope"), ({"plaintiffs": 0}, "law.plaintiffs"), ({"value": -1}, "law.negative")],
)
def test_a_wrong_question_is_refused(wrong, code):
    with pytest.raises(LawProblem) as refused:
        security(**wrong)
    assert refused.value.code == code


def test_a_day_before_the_table_is_refused():
    with pytest.raises(LawProblem) as refused:
        lawyer_cost(1, on=date(2018, 3, 31))
    assert refused.value.code == "law.outside"
