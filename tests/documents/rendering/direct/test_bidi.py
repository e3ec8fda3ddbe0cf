"""The order of mixed text, against the unicode-bidi crate."""

import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.rendering.direct import bidi

LETTERS = "abז אב عرب١٢12 3+-,.:/%$()[]{}  \u0592\u0301\u200f한글!?"


def displayed(text, base):
    parts = []
    for start, end, level in bidi.visual(text, bidi.levels(text, base), base):
        parts.append(text[start:end][::-1] if level % 2 else text[start:end])
    return "".join(parts)


@settings(max_examples=1500, deadline=None)
@given(st.text(alphabet=LETTERS, min_size=1, max_size=24), st.sampled_from([0, 1]))
def test_order_is_that_of_the_reference(text, base):
    assert displayed(text, base) == get_display(text, base_dir="R" if base else "L")


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("서울 12", [0, 0, 0, 0, 0]),
        ("서울 بيت 12", [0, 0, 0, 1, 1, 1, 1, 2, 2]),
        ("(بيت)", [0, 1, 1, 1, 0]),
        ("a\u202bب", [0, 0, 1]),
    ],
)
def test_levels_of_addresses(text, levels):
    assert bidi.levels(text, 0) == levels


def test_blank_end_of_a_line_stands_at_its_end():
    text = "بيت "
    assert bidi.visual(text, bidi.levels("بيت دار", 0)[:4], 0) == [(0, 3, 1), (3, 4, 0)]
    assert bidi.visual(text, bidi.levels(text, 1), 1) == [(0, 4, 1)]


@pytest.mark.parametrize(
    ("text", "answer"), [("김하늘 Nguyễn 12", False), ("محمد", True), ("שלום", True), ("a\u200f", True)]
)
def test_only_right_to_left_text_asks_for_this(text, answer):
    assert bidi.is_right_to_left(text) is answer
