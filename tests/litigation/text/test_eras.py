"""A year of another calendar is recognised, and every calendar it may belong to is named."""

import pytest

from litigation.text.eras import Meaning, meanings

BUDDHIST, MINGUO, DANGI = ("buddhist",), ("minguo",), ("dangi",)


@pytest.mark.parametrize(
    "typed, found",
    [
        ("2018", []),
        ("1900", []),
        ("1987", []),
        ("87", []),
        ("2027", []),
        ("2567", [("buddhist", 2024, 2024)]),
        ("พ.ศ. 2530", [("buddhist", 1987, 1987)]),
        ("1445", [("islamic", 2023, 2024)]),
        ("1429", [("islamic", 2008, 2008)]),
        ("1402", [("persian", 2023, 2024), ("islamic", 1981, 1982)]),
        ("1366", [("persian", 1987, 1988), ("islamic", 1946, 1947)]),
        ("1300", [("persian", 1921, 1922)]),
        ("1279", [("persian", 1900, 1901)]),
        ("1448", [("islamic", 2026, 2026)]),
        ("1445 هـ", [("islamic", 2023, 2024)]),
        ("1402 ه.ش", [("persian", 2023, 2024)]),
        ("107", [("minguo", 2018, 2018)]),
        ("民國107年", [("minguo", 2018, 2018)]),
        ("民国76", [("minguo", 1987, 1987)]),
        ("ROC 107", [("minguo", 2018, 2018)]),
        ("平成30年", [("japan", 2018, 2018)]),
        ("H30", [("japan", 2018, 2018)]),
        ("Heisei 30", [("japan", 2018, 2018)]),
        ("昭和62", [("japan", 1987, 1987)]),
        ("S62", [("japan", 1987, 1987)]),
        ("令和元年", [("japan", 2019, 2019)]),
        ("大正15", [("japan", 1926, 1926)]),
        ("明治30", []),
        ("4351", [("dangi", 2018, 2018)]),
        ("단기 4320년", [("dangi", 1987, 1987)]),
        ("2075", [("nepali", 2018, 2019)]),
        ("2010 E.C.", [("ethiopian", 2017, 2018)]),
        ("1250", []),
        ("1600", []),
        ("9999", []),
        ("abc", []),
        ("", []),
    ],
)
def test_a_year_of_another_calendar_is_recognised(typed, found):
    assert meanings(typed, latest=2026) == [Meaning(*each) for each in found]


def test_a_year_that_may_lie_ahead_has_no_end():
    assert meanings("2075") == []
    assert meanings("2570") == [Meaning("buddhist", 2027, 2027)]
