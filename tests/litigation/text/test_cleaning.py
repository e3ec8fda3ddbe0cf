"""Whatever keyboards, phones and copied pages put into a text: what is kept of it, or where it is refused."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from litigation.text import signs
from litigation.text.cleaning import TextProblem, clean, clean_authored, clean_figures, searched, to_ascii_digits
from litigation.text.latin import NotLatin, passport_name

# Signs that act on their neighbours, beside letters of the scripts they act on.
ODD = (
    "aeoAEO 12\n\r\t\x00\x07\x1b\x7f\x85\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u180b\u180e\u200b\u200c\u200d\u200e\u2028\u202e"
    "\u2060\u2800\u3000\u3164\ufe00\ufe0f\ufeff\uff21\uff76\uff9e\uffa0\ufffc\U000e0020\U000e0100\u0301\u0323\u0345\u20e3\u09cd"
    "क्षनിന്കേරා්ක가나ᄀ\u1161\u11a8葛髙﨑神👨👩🏽❤☎️#\u06cc\u0645ប៉្្ᠠ\u2019\u02bc–−ß"
)
TEXTS = st.text() | st.text(st.sampled_from(ODD), max_size=30)


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("  NGUYEN \t  THI  ", "NGUYEN THI"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("\u1112\u1161\u11ab\u1100\u116e\u11a8", "한국"),
        ("A\u200bB", "AB"),
        ("A\x07B", "AB"),
        ("A\x00B\x1f\x7f", "AB"),
        ("Str\u00adaße", "Straße"),
        ("KIM\u202eMIN\u202c", "KIMMIN"),
        ("\u2066محمد\u2069\u200f", "محمد"),
        ("\u061cعلي", "علي"),
        ("\ufeffAnna", "Anna"),
        ("A\u2060B\u2064C", "ABC"),
        ("\u115f\u1160\u3164\uffa0", ""),
        ("김\u3164민준", "김민준"),
        ("\u2800", ""),
        ("A\U000e0041\U000e007fB", "AB"),
        ("e\u034f\u0301", "é"),
        ("\u180eA\u17b5", "A"),
        ("A\ufffcB", "AB"),
        ("A\u00a0B\u2007C\u202fD\u3000E", "A B C D E"),
        ("A\u2028B\u2029C\u0085D\r\nE", "A B C D E"),
        ("ＴＡＮＡＫＡ　１２－３", "TANAKA 12-3"),
        ("ﾀﾅｶ ｶﾞ", "タナカ ガ"),
        ("ﾡﾢ", "ㄱㄲ"),
        ("你好，世界（甲）", "你好，世界（甲）"),
        ("髙﨑", "髙﨑"),
        ("①㈱ﬁ²", "①㈱ﬁ²"),
        ("葛\U000e0100城", "葛\U000e0100城"),
        ("葛\U000e0100\U000e0101城", "葛\U000e0100城"),
        ("A\U000e0100", "A"),
        ("A\ufe0f", "A"),
        ("5\ufe0f", "5"),
        ("5\ufe0f\u20e3", "5\ufe0f\u20e3"),
        ("☎\ufe0f", "☎\ufe0f"),
        ("ᠠ\u180bA\u180b", "ᠠ\u180bA"),
        ("علی\u200cرضا", "علی\u200cرضا"),
        ("علی\u200c", "علی"),
        ("\u200cعلی", "علی"),
        ("ക്\u200d", "ക്\u200d"),
        ("ශ්\u200dරී", "ශ්\u200dරී"),
        ("क्\u200cष", "क्\u200cष"),
        ("র\u200d্য", "র\u200d্য"),
        ("ប៊\u200cី", "ប៊\u200cី"),
        ("សុខ\u200bសាន្ត", "សុខសាន្ត"),
        ("สม\u200bชาย", "สมชาย"),
        ("A\u200dB\u200cC", "ABC"),
        ("علی\u200c\u200b\u200cرضا", "علی\u200cرضا"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("👩🏽\u200d⚖\ufe0f", "👩🏽\u200d⚖\ufe0f"),
        ("\u0600١٢", "\u0600١٢"),
        ("O’Brien — “x”", "O’Brien — “x”"),
        ("\U00031350", "\U00031350"),
    ],
)
def test_clean_keeps_letters_and_drops_what_nobody_sees(typed, kept):
    assert clean(typed) == kept


@pytest.mark.parametrize(
    "typed, reason, place",
    [
        ("AB\ue000", "sign", 3),
        ("\U000f0000", "sign", 1),
        ("A\ud83d", "sign", 2),
        ("A\uffff", "sign", 2),
        ("A\u0378", "sign", 2),
        ("\U0002fffe", "sign", 1),
        ("Ma\ufffdria", "sign", 3),
        ("Z" + "\u0301" * 5, "marks", 6),
        ("ộ" + "\u0301" * 3, "marks", 6),
        ("a\u0301\u0302\u034f\u0303\u0304\u034f\u0305", "marks", 6),
        ("A" + "\u20dd" * 5, "marks", 6),
    ],
)
def test_clean_refuses_what_no_paper_prints(typed, reason, place):
    with pytest.raises(TextProblem) as refused:
        clean(typed)
    assert (refused.value.reason, refused.value.place) == (reason, place)


@pytest.mark.parametrize(
    "typed, kept",
    [
        (" 12  Nguyen Hue \r\n\r\n\r\n\r\n Hanoi ", "12 Nguyen Hue\n\nHanoi"),
        ("A\u2028B\u2029C\x0bD\x0cE", "A\nB\nC\nD\nE"),
        ("\n\n", ""),
        ("\u200b\n\u3164", ""),
        ("A\x07B\nStr\u00adaße", "AB\nStraße"),
    ],
)
def test_lines_keep_their_ends_only(typed, kept):
    assert clean(typed, lines=True) == kept


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("# 제목\r\n\r\n\r\n  - 하나", "# 제목\n\n\n  - 하나"),
        ("\u1112\u1161\u11ab", "한"),
        ("A\x07B\tC", "AB    C"),
        ("علی\u200cرضا “x” —", "علی\u200cرضا “x” —"),
    ],
)
def test_authored_text_keeps_its_layout(typed, kept):
    assert clean_authored(typed) == kept


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("１２３–４５６７", "123-4567"),
        ("١٢٣٤٥", "12345"),
        ("۱۲۳۴۵", "12345"),
        ("१२३", "123"),
        ("๑๒๓", "123"),
        ("១២៣", "123"),
        ("၁၂၃", "123"),
        ("𝟏𝟐𝟑", "123"),
        ("12\u200b3−45\u00a06", "123-45 6"),
        ("SW1A\u00a01AA", "SW1A 1AA"),
        ("（０２）１２３４", "(02)1234"),
        ("２０２６가합１２３４５", "2026가합12345"),
        ("²③四", "²③四"),
    ],
)
def test_figures_are_read_in_every_script(typed, kept):
    assert clean_figures(typed) == kept


def test_search_leaves_out_what_no_name_holds():
    assert searched(" Nguye\u0302\u0303n\ue000 \u200bＭai\ud800 ") == "Nguyễn Mai"
    assert to_ascii_digits("الجزء ١٢") == "الجزء 12"


@pytest.mark.parametrize(
    "way", [clean, lambda text: clean(text, lines=True), clean_authored, clean_figures, searched, passport_name]
)
@given(typed=TEXTS)
@example(typed="e\u034f\u0301\u200d\u0323")
@example(typed="\uff9e" * 5)
def test_cleaning_twice_changes_nothing_more(way, typed):
    try:
        once = way(typed)
    except (TextProblem, NotLatin):
        return
    assert way(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(typed=TEXTS)
def test_nothing_invisible_is_left(typed):
    try:
        kept = clean(typed)
    except TextProblem:
        return
    shown = set(kept) - set(signs.JOINERS) - signs.VISIBLE_FORMAT
    assert {unicodedata.category(c) for c in shown if not signs.is_ideograph(c)}.isdisjoint(
        {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
    )
    assert shown.isdisjoint(signs.INVISIBLE)
    assert kept == " ".join(kept.split(" ")).strip(" ")
