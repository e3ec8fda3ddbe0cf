from datetime import date

import pytest

from claimants.people import rules


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("  NGUYEN   THI  ", "NGUYEN THI"),
        ("Nguyễn", "Nguyễn"),
        ("علی\u200cرضا", "علی\u200cرضا"),  # a joiner is a letter's own business
        ("", ""),
    ],
)
def test_clean_name_keeps_letters(typed, kept):
    assert rules.clean_name(typed) == kept


@pytest.mark.parametrize("typed", ["KIM\u202eMIN", "A\u200bB", "A\x07B", "Z" + "\u0301" * 5])
def test_clean_name_refuses_what_no_name_holds(typed):
    with pytest.raises(ValueError):
        rules.clean_name(typed)


@pytest.mark.parametrize(
    "text, expected",
    [("O'BRIEN-SMITH JR.", True), ("NGUYEN", True), ("Nguyễn", False), ("김", False), ("R2D2", False)],
)
def test_passport_latin(text, expected):
    assert rules.is_passport_latin(text) is expected


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
