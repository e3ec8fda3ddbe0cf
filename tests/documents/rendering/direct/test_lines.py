"""Where lines end: as Pango ends them, whose breaks stand here as they were seen; and nothing is lost on the way."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.rendering.direct import cells, lines
from tests.documents.rendering.direct.tools import a_writer

SEEN = [
    "레|러|이|(12", "12-3|번|지,", "302|호,", "김|하|늘/|이|강", "1|동/|2|호", "a-|b-|c", "50%|할|인", "₩5,000|원", "2019.4.|경",
    "བསྟན་|འཛིན་|རྒྱ་|མཚོ", "አዲስ፡|አበባ", "「東|京」|港|区", "A)b", "B|동|(101-1204)", "#12-34", "No.|5|호", "1/2A", "a.b@c.org",
]  # fmt: skip


def split(word, places):
    ends = (0, *places(word), len(word))
    return "|".join(word[start:end] for start, end in pairwise(ends))


@pytest.mark.parametrize("seen", SEEN)
def test_a_line_may_end_where_pango_ends_it(seen):
    assert split(seen.replace("|", ""), lines.breaks) == seen


@pytest.mark.parametrize(
    "seen", ["น้ำ|ปู่", "เจ้า", "แกะ|ดำ", "ភ្នំ|ពេ|ញ", "မြ|န်|မာ", "दि|ल्|ली", "e\u0301|e\u0301", "ก|รุ|ง|เท|พ"]
)
def test_what_is_written_around_a_letter_stays_with_it(seen):
    assert split(seen.replace("|", ""), lines.clusters) == seen


@pytest.mark.parametrize("seen", ["กรุง|เทพกรีฑา", "ភ្នំ|ពេ|ញ", "မြန်|မာ|နိုင်|ငံ"])
def test_scripts_without_spaces_end_where_spelling_shows_a_syllable(seen):
    assert split(seen.replace("|", ""), lines.breaks) == seen


def a_style(lang="ko"):
    _writer, shaper, _out = a_writer()
    return shaper.style(lang)


TEXTS = st.lists(
    st.sampled_from(["서울특별시", "대림로", "12-3,", "1204호", "2019.", "7", "(12", "Lê", "Lợi,", "No.5", "보라", "صنعاء"]),
    min_size=1, max_size=12,
).map(" ".join)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.integers(20, 200))
def test_every_letter_stands_on_one_line_and_no_line_is_too_wide(text, width):
    style = a_style()
    found = lines.fill(style, text, width, style.measure(text))
    said = [text[start:end] for start, end in found]
    assert "".join(said).replace(" ", "") == text.replace(" ", "")
    assert not any(line != line.strip(" ") for line in said)
    for line in said:
        assert style.width(line) <= width + 0.001 or len(lines.clusters(line)) == 0


KOREAN = st.lists(
    st.sampled_from(["서울특별시", "대림로", "12-3,", "1204호", "2019.", "7", "302", "보라아파트가나다라마바사"]),
    min_size=1, max_size=12,
).map(" ".join)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(KOREAN, st.integers(20, 200))
def test_the_short_way_ends_lines_as_the_long_one(text, width):
    style = a_style()
    if style.width(text) > width:
        codes = [_codes(line) for line in style.plain_lines(text, width)]
        starts = [len(b"".join(codes[:place])) // 2 for place in range(len(codes))]
        assert starts == [start for start, _end in lines.fill(style, text, width, style.measure(text))]
        assert b"".join(codes) == _codes(*style.plain_lines(text, 9999))


def _codes(line):
    _width, operators, _said = line
    return operators.partition(b"(")[2].removesuffix(b")]TJ ")


@settings(max_examples=300, deadline=None)
@given(KOREAN)
def test_the_short_way_sets_letters_as_harfbuzz_does(text):
    style = a_style()
    run = style.run(text)
    assert style.plain_lines(text, 9999) == [(pytest.approx(run.width), run.operators, "")]


def test_the_short_way_is_right_for_every_pair_of_numbers_and_letters():
    """Kerning looks at two neighbours: every pair of digits and signs, and Hangul beside digits and itself."""
    style = a_style()
    digits = [first + second for first in "0123456789" for second in ("0123456789", "-0", "-9", ",", ".")]
    hangul = ["".join(pair) for pair in zip("가나다힣뷁똠서울늘봄", "늘봄서울가각갂힣뷁똠", strict=True)]
    for text in [*digits, *hangul, *(letter + "7" for letter in "가힣뷁"), *("7" + letter for letter in "가힣뷁")]:
        expected = (pytest.approx(style.shape(text).width), style.run(text).operators, "")
        assert style.plain_lines(text, 9999) == [expected], text


@pytest.mark.parametrize("text", ["가, 나", "가.", "(가)", "a1", "1-가", "가  나", ""])
def test_the_short_way_is_not_taken_where_letters_touch(text):
    assert a_style().plain_lines(text, 9999) is None


@pytest.mark.parametrize(
    ("text", "tidy"), [(" 가\n나\t 다 ", "가 나 다"), ("가\u00a0나", "가\u00a0나"), ("가 나", "가 나")]
)
def test_blanks_are_as_html_shows_them(text, tidy):
    assert lines.tidy(text) == tidy


def test_a_cut_row_loses_no_line():
    _writer, shaper, _out = a_writer()
    cell = cells.paragraph(cells.setting(shaper.style()), " ".join(["가나다라마바사"] * 30), 0, 100)
    height = cells.height(cell)
    head, tail = cells.cut(cells.Row(height, [cell, []]), height / 2)
    assert [line[4] for line in head.cells[0] + tail.cells[0]] == [line[4] for line in cell]
    assert head.height + tail.height == pytest.approx(height)
    rest = tail.cells[0]
    assert [line[2] - line[1] for line in rest] == pytest.approx([line[2] - line[1] for line in cell[-len(rest) :]])
