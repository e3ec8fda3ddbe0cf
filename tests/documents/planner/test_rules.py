"""The planner's figures: at the edges of the tracks, and that a split loses and doubles nobody."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.planner.rules import Ground, Weights, proposals, suit_of
from litigation.law.rows import LawProblem, shipped

DAY = date(2026, 11, 26)


def ground(amount=1_000_000, **changes):
    values = {
        "amount": amount,
        "defendants": 1,
        "on": DAY,
        "table": shipped(),
        "weights": Weights(files_once=10, bytes_once=1_000, files_each=2.5, bytes_each=100.0),
        "submissions": lambda size: 1 + size // 10_000,
    }
    return Ground(**(values | changes))


@pytest.mark.parametrize(
    ("plaintiffs", "track"),
    [(1, "small"), (30, "small"), (31, "single"), (500, "single"), (501, "panel"), (120_000, "panel")],
)
def test_track_turns_at_the_limits(plaintiffs, track):
    suit = suit_of(plaintiffs, ground())
    assert (suit.track.result, suit.value.result) == (track, plaintiffs * 1_000_000)


def test_suit_of_a_thousand_costs_what_the_law_says():
    suit = suit_of(1_000, ground(3_000_000))
    assert (suit.value.result, suit.stamp.result, suit.service.result) == (3_000_000_000, 9_949_500, 169_200)
    assert (suit.files, suit.bytes, suit.submissions) == (2_510, 101_000, 11)


def test_same_people_in_one_suit_or_several():
    one, single, small = proposals(1_010, ground())
    assert [(each.kind.code, each.count) for each in (one, single, small)] == [("one", 1), ("single", 3), ("small", 34)]
    assert [(times, suit.plaintiffs, suit.track.result) for times, suit in single.suits] == [
        (2, 500, "single"),
        (1, 10, "small"),
    ]
    assert [(times, suit.plaintiffs) for times, suit in small.suits] == [(33, 30), (1, 20)]
    assert small.service == 34 * 112_800
    assert str(small.kind.warning).startswith("One person's claim may not be split")
    assert (one.kind.warning, single.kind.warning) == ("", "")


@pytest.mark.parametrize(
    ("plaintiffs", "amount", "codes"),
    [
        (30, 1_000_000, ["one"]),  # small already
        (500, 1_000_000, ["one", "small"]),  # a single judge already
        (3, 31_000_000, ["one"]),  # nobody's claim fits small claims, and one is never split
        (2, 600_000_000, ["one"]),
        (1, 1, ["one"]),
    ],
)
def test_only_splits_that_change_something_are_proposed(plaintiffs, amount, codes):
    assert [each.kind.code for each in proposals(plaintiffs, ground(amount))] == codes


@given(st.integers(1, 5_000), st.sampled_from([1, 299_999, 1_000_000, 3_000_000, 40_000_000, 700_000_000]))
def test_every_proposal_has_everybody_once(plaintiffs, amount):
    for each in proposals(plaintiffs, ground(amount)):
        assert sum(times * suit.plaintiffs for times, suit in each.suits) == plaintiffs
        assert all(times > 0 and suit.plaintiffs > 0 for times, suit in each.suits)
        tracks = {suit.track.result for _times, suit in each.suits}
        assert each.kind.code != "small" or tracks == {"small"}
        assert each.kind.code != "single" or "panel" not in tracks


def test_nobody_is_no_suit():
    with pytest.raises(LawProblem):
        suit_of(0, ground())
