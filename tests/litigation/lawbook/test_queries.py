from datetime import date

import pytest

from litigation.law.rows import shipped
from litigation.lawbook import queries
from litigation.lawbook.actions import add_row, confirm
from tests.factories import make_case, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def attorney(db):
    return make_member(make_case()).user


def unit(value, actor):
    return add_row(
        key="service.unit", value=value, effective_from=date(2027, 7, 1), citation="x", confidence="K", actor=actor
    )


def test_table_asks_once_while_nothing_is_added(attorney, django_assert_num_queries):
    unit(5_800, attorney)
    first = queries.table()
    with django_assert_num_queries(1):
        assert queries.table() is first


def test_table_is_made_anew_when_something_was_added_or_confirmed(attorney):
    before = queries.table()
    added = unit(5_800, attorney)
    with_row = queries.table()
    confirm(key="service.unit", sha256=added.as_row().sha256, actor=attorney)
    seen = [table.row("service.unit", date(2027, 7, 1)) for table in (before, with_row, queries.table())]
    assert [(row.value, bool(row.confirmed_on)) for row in seen] == [(5_640, False), (5_800, False), (5_800, True)]


def test_every_shipped_key_stands_in_a_group_and_none_is_confirmed():
    groups = queries.groups()
    assert sorted(line.key for group in groups for line in group.lines) == sorted(shipped().keys())
    assert sum(group.open for group in groups) == queries.unconfirmed_count() == len(list(shipped()))


def test_search_takes_words_of_key_source_and_note():
    assert [line.key for group in queries.groups(search="5640") for line in group.lines] == ["service.unit"]
    assert {group.name for group in queries.groups(search="인지법 16")} == {"stamp"}
    assert queries.groups(search="nothing like that") == []


def test_history_is_latest_first_with_who_added_it(attorney):
    unit(5_800, attorney)
    entries = queries.history("service.unit")
    assert [entry.row.value for entry in entries[:2]] == [5_800, 5_640]
    assert [entry.added and entry.added.added_by for entry in entries[:2]] == [attorney, None]
    assert [entry.row.value for entry in entries if entry.holds] == [5_640]
    assert queries.history("no.such.key") == []


def test_a_key_without_a_row_for_the_day_says_so():
    line = next(
        line for group in queries.groups(on=date(2001, 1, 1)) for line in group.lines if line.key == "service.unit"
    )
    assert (line.row, line.open) == (None, 5)
