from datetime import date

import pytest

from claimants.people import rules


@pytest.mark.parametrize(
    "text, expected",
    [("900101-1234567", True), ("9001011234567", True), ("M12345678", False), ("900101-9234567", False), ("", False)],
)
def test_resident_number_is_recognised(text, expected):
    assert rules.is_resident_number(text) is expected


def test_span_of_a_month_is_the_whole_month():
    assert rules.span(date(2018, 2, 1), "month") == (date(2018, 2, 1), date(2018, 2, 28))


@pytest.mark.parametrize("number, shown", [("M12345678", "••••5678"), ("123", "••••"), ("", "••••")])
def test_masked_never_shows_all(number, shown):
    assert rules.masked(number) == shown
