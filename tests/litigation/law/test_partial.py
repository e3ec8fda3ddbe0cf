from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation.law.partial import PartialDate


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2018-05-11", date(2018, 5, 11), date(2018, 5, 11), "day"),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "month"),
        ("2018", date(2018, 1, 1), date(2018, 12, 31), "year"),
    ],
)
def test_partial_date_spans_what_it_may_mean(text, first, last, precision):
    when = PartialDate.parse(text)
    assert (when.first, when.last, when.precision, str(when)) == (first, last, precision, text)


@pytest.mark.parametrize("text", ["", "18", "2018-13", "2018-02-30", "2018-05-11-1", "May 2018", "２０１８"])
def test_partial_date_refuses_what_is_none(text):
    with pytest.raises(ValueError):
        PartialDate.parse(text)


def test_partial_date_needs_the_month_of_a_day():
    with pytest.raises(ValueError, match="month"):
        PartialDate(2018, None, 3)


@pytest.mark.parametrize(("precision", "text"), [("day", "2018-05-01"), ("month", "2018-05"), ("year", "2018")])
def test_partial_date_is_read_from_a_row(precision, text):
    assert str(PartialDate.of(date(2018, 5, 1), precision)) == text


@given(st.dates(date(1, 1, 1)), st.sampled_from(["day", "month", "year"]))
def test_partial_date_survives_its_own_text(day, precision):
    when = PartialDate.of(day, precision)
    assert PartialDate.parse(str(when)) == when
    assert when.first <= day <= when.last
