"""Rows of one key beside each other."""

from datetime import date

import pytest

from litigation.law.rows import Row
from litigation.lawbook.rules import overlapping


def row(begins, ends=None, value=1):
    days = (date(each, 1, 1) if each else None for each in (begins, ends))
    return Row(
        key="service.unit", value=value, unit="won", effective_from=next(days), effective_to=next(days),
        citation="x", confidence="K",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("new", "other", "beside"),
    [
        ((2027, None), (2020, None), False),  # follows it
        ((2027, None), (2020, 2026), False),
        ((2027, None), (2020, 2028), True),  # the other one was to hold on
        ((2020, None), (2027, None), True),  # begins before, with no end
        ((2020, 2026), (2027, None), False),
        ((2020, 2027), (2027, None), True),  # the last day is the first of the other
        ((2027, None), (2027, None), True),
        ((None, None), (2020, None), True),
    ],
)
def test_rows_overlap_where_both_hold_on_one_day(new, other, beside):
    other = row(*other, value=2)
    assert overlapping(row(*new), [other]) == ([other] if beside else [])


def test_row_does_not_overlap_itself():
    assert overlapping(row(2027), [row(2027)]) == []
