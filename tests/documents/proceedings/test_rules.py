"""Numbers of courts, what an entry starts, and when the team is reminded."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.proceedings import rules, words
from litigation.law.rows import shipped

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("2026가합12345", "2026가합12345"),
        (" 2026 가합 12345 ", "2026가합12345"),
        ("2026-가단-7", "2026가단7"),
        ("2026가소000123", "2026가소123"),
        ("2025나1", "2025나1"),
        ("2026차전8", "2026차전8"),
    ],
)
def test_a_number_of_a_court_comes_to_its_one_form(typed, number):
    assert rules.case_number(typed, today=TODAY) == number


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "2026",
        "가합12345",
        "2026가합",
        "2026가합0",
        "2027가합1",
        "1944가합1",
        "2026합가1",
        "26가합1",
        "2026가합12345678",
        "x",
    ],
)
def test_what_is_no_number_of_a_court_is_refused(typed):
    with pytest.raises(ValueError, match=f"^{re.escape(typed)}$"):
        rules.case_number(typed, today=TODAY)


def started(kind, day, **more):
    return [(each.key, each.due_on, each.critical) for each in rules.started_by(kind, day, table=shipped(), **more)]


@pytest.mark.parametrize(
    ("kind", "day", "expected"),
    [
        ("judgment_first", date(2026, 11, 2), [("appeal", date(2026, 11, 16), True)]),
        ("judgment_appeal", date(2026, 11, 2), [("final_appeal", date(2026, 11, 16), True)]),
        ("judgment_final", date(2026, 11, 2), []),
        ("record_appeal", date(2026, 11, 2), [("appeal_brief", date(2026, 12, 14), False)]),
        ("record_final", date(2026, 11, 2), [("final_appeal_brief", date(2026, 11, 23), False)]),
        ("complaint_served", date(2026, 11, 2), [("answer", date(2026, 12, 2), False)]),
        ("proposal_received", date(2026, 11, 2), [("mediation_answer", date(2026, 11, 17), True)]),
        ("hearing", date(2026, 12, 10), [("brief", date(2026, 12, 3), False), ("hearing", date(2026, 12, 10), True)]),
        ("filed", date(2026, 11, 2), []),
        ("other", date(2026, 11, 2), []),
    ],
)
def test_an_entry_starts_the_deadlines_of_its_instance(kind, day, expected):
    assert started(kind, day) == expected


def test_a_paper_of_the_portal_counts_from_opening_or_a_week_after_its_notice():
    day = date(2026, 11, 2)
    assert started("judgment_first", day, served="opened", opened_on=date(2026, 11, 4)) == [
        ("appeal", date(2026, 11, 18), True)
    ]
    assert started("judgment_first", day, served="notified") == [("appeal", date(2026, 11, 23), True)]


def test_a_day_the_court_set_is_taken_as_it_is():
    due = date(2026, 11, 15)  # a Sunday: the court wrote it, nothing is moved
    assert started("order", date(2026, 11, 2), due_on=due) == [("court_set", due, False)]


def test_everything_that_can_happen_and_end_has_its_words():
    assert set(words.ENTRIES) == set(rules.KINDS)
    every = {
        each.key
        for kind in rules.KINDS.values()
        for each in rules.started_by(kind.key, date(2026, 11, 2), due_on=TODAY, table=shipped())
    }
    every.add(rules.ACCESS)  # started by a paper, not by a docket
    assert every == set(words.DEADLINES)
    assert set(rules.THEIRS) <= every


@given(st.integers(-30, 60))
def test_a_threshold_is_the_nearest_one_that_is_reached(left):
    found = rules.threshold(TODAY + timedelta(days=left), TODAY)
    if left < 0:
        assert found == rules.OVERDUE
    elif left > 14:
        assert found is None
    else:
        assert (
            found in rules.THRESHOLDS and left <= found and not any(left <= each < found for each in rules.THRESHOLDS)
        )
