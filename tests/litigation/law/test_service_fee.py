from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation.law.rows import LawProblem
from litigation.law.service_fee import COUNSEL_ONCE, EACH, PARTY_COUNTS, case_types, service_fee

DAY = date(2026, 11, 26)


def fee(case_type="가합", plaintiffs=500, defendants=1, on=DAY, **how):
    return service_fee(case_type=case_type, plaintiffs=plaintiffs, defendants=defendants, on=on, **how).result


@pytest.mark.parametrize(
    ("case_type", "party_count", "due"),
    [("가합", COUNSEL_ONCE, 169_200), ("가소", COUNSEL_ONCE, 112_800), ("가합", EACH, 42_384_600)],
)
def test_fee_of_five_hundred_plaintiffs_against_one_defendant(case_type, party_count, due):
    assert fee(case_type, party_count=party_count) == due


def test_counsel_counts_once_unless_told():
    assert fee() == 169_200


@pytest.mark.parametrize(
    ("day", "unit"),
    [
        ("2019-05-01", 4_800),
        ("2020-06-30", 4_800),
        ("2020-07-01", 5_100),
        ("2021-08-31", 5_100),
        ("2021-09-01", 5_200),
        ("2025-05-31", 5_200),
        ("2025-06-01", 5_500),
        ("2026-06-30", 5_500),
        ("2026-07-01", 5_640),
    ],
)
def test_the_price_is_that_of_the_day(day, unit):
    assert fee("가합", 1, 1, on=date.fromisoformat(day)) == 2 * 15 * unit


def test_every_case_type_has_its_rounds():
    rounds = {name: fee(name, 1, 1) // (2 * 5_640) for name in case_types()}
    assert rounds == {
        "가합": 15,
        "가단": 15,
        "가소": 10,
        "나": 12,
        "다": 8,
        "라": 5,
        "마": 5,
        "머": 5,
        "차": 6,
        "카합": 3,
        "카단": 3,
        "카합_임시지위": 8,
        "카단_임시지위": 8,
        "구": 10,
        "누": 10,
        "두": 8,
    }


@given(
    st.integers(1, 10**6),
    st.integers(1, 10**6),
    st.integers(1, 50),
    st.sampled_from(PARTY_COUNTS),
    st.sampled_from(case_types()),
)
def test_adding_plaintiffs_never_lowers_the_sum(one, other, defendants, party_count, case_type):
    few, many = sorted((one, other))
    how = {"defendants": defendants, "party_count": party_count}
    assert fee(case_type, few, **how) <= fee(case_type, many, **how)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"case_type": "하"}, "service.case_type"),
        ({"plaintiffs": 0}, "law.plaintiffs"),
        ({"plaintiffs": True}, "law.plaintiffs"),
        ({"plaintiffs": 10**9 + 1}, "law.plaintiffs"),
        ({"defendants": -1}, "law.defendants"),
        ({"defendants": 1.5}, "law.defendants"),
        ({"party_count": "none"}, "service.party_count"),
        ({"on": date(2019, 4, 30)}, "law.outside"),
    ],
)
def test_a_wrong_question_is_refused_with_a_sentence(wrong, code):
    with pytest.raises(LawProblem) as refused:
        fee(**wrong)
    assert refused.value.code == code
    assert str(refused.value).endswith(".")
