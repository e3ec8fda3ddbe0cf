from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation.law.rows import LawProblem, Row, shipped
from litigation.law.suit import change_of_claim, filing

DAY = date(2026, 11, 26)


def results(plaintiffs, amount=1_000_000, **how):
    found = filing(plaintiffs=plaintiffs, amount=amount, defendants=1, on=DAY, **how)
    return {name: answer.result for name, answer in found.items()}


def with_policy(key, value):
    return shipped().with_rows(
        [Row(key=key, value=value, unit="policy", citation="Counsel's decision", confidence="K")]
    )


def test_one_plaintiff_more_changes_the_court():
    assert [results(number)["track"] for number in (30, 31, 500, 501)] == ["small", "single", "single", "panel"]


def test_a_suit_filed_on_paper_pays_the_full_duty():
    table = with_policy("policy.filing", "paper")
    assert (results(500)["stamp_duty"], results(500, table=table)["stamp_duty"]) == (1_849_500, 2_055_000)


def test_counting_each_plaintiff_raises_the_service_fee():
    table = with_policy("policy.party_count", "each_counts")
    assert (results(500)["service_fee"], results(500, table=table)["service_fee"]) == (169_200, 501 * 15 * 5_640)


@given(st.integers(1, 3_000), st.integers(1, 10**7))
def test_one_plaintiff_more_never_lowers_value_duty_or_fee(plaintiffs, amount):
    fewer, more = results(plaintiffs, amount), results(plaintiffs + 1, amount)
    assert fewer["value_of_claim"] < more["value_of_claim"]
    assert fewer["stamp_duty"] <= more["stamp_duty"]
    assert fewer["service_fee"] <= more["service_fee"]


def test_a_suit_of_nobody_is_refused():
    with pytest.raises(LawProblem) as refused:
        results(0)
    assert refused.value.code == "law.plaintiffs"


def change(before, after, **how):
    found = change_of_claim(plaintiffs=500, before=before, after=after, on=DAY, **how)
    return {name: answer.result for name, answer in found.items()}


def test_a_raised_claim_pays_the_difference():
    values = {"value_before": 500_000_000, "value_after": 1_500_000_000}
    assert change(1_000_000, 3_000_000) == {**values, "stamp": 3_375_000}
    on_paper = with_policy("policy.filing", "paper")
    assert change(1_000_000, 3_000_000, table=on_paper) == {**values, "stamp": 3_750_000}


def test_a_claim_that_does_not_rise_pays_nothing():
    assert [change(3_000_000, after)["stamp"] for after in (3_000_000, 1_000_000)] == [0, 0]


def test_a_change_by_nobody_is_refused():
    with pytest.raises(LawProblem):
        change_of_claim(plaintiffs=0, before=1, after=2, on=DAY)
