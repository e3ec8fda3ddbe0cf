"""What the papers' fonts print, by shaping: every script a passport's holder may write in, and what no face has."""

import sys

import pytest

from litigation import fonts
from litigation.fonts import faces, printable

PRINTED = {
    "Hangul": "김하늘 뷁 똠",
    "Hangul, decomposed": "각",
    "Latin": "Łukasz Ñandú Őry İnci",
    "Latin of Vietnam": "Nguyễn Thị Ánh Hồng Đặng Ượng",
    "Latin, two marks": "ā́ Ọ̀ṣun",
    "Latin of Azerbaijan and Africa": "Əliyev Ŋɔŋ Ɓala",
    "Greek": "Γιώργος",
    "Cyrillic": "Иванова Ольга",
    "Cyrillic of Mongolia": "Мөнхбат Үүрийнтуяа",
    "Cyrillic of Kazakhstan": "Ғабит Әлиұлы",
    "Han, simplified": "张伟 刘国华 龚龙",
    "Han, traditional": "陳桂芳 龔",
    "Han, extension A": "㐂一",
    "Han, extension B of Hong Kong": "𡃁",
    "Han, Japanese forms": "髙橋 﨑 邊 邉 令 戶 𠮷田",
    "Han with a variation selector": "葛󠄀城 花子",
    "Han, extension B with a variation selector": "𠮷󠄀",
    "Kana": "かな カナ",
    "Arabic": "محمد عبدالله",
    "Persian with a non-joiner": "رضا‌زاده پژوهش گلچهره",
    "Urdu": "ٹیپو",
    "Pashto": "ښاغلی",
    "Kurdish": "ئازاد ڕۆژ",
    "Uyghur": "ئۇيغۇر",
    "Hebrew": "משה כהן",
    "Hebrew with points": "מֹשֶׁה",
    "Thaana": "މުޙައްމަދު",
    "Thai": "สมชาย วงศ์สวัสดิ์",
    "Lao": "ສົມພອນ",
    "Khmer": "ខ្មែរ",
    "Burmese": "မြန်မာ",
    "Shan": "ၵူၼ်းတႆး",
    "Devanagari": "प्रिया शर्मा",
    "Devanagari with a joiner": "म्‍ह",
    "Bengali": "শেখ হাসান",
    "Gujarati": "ગાંધી",
    "Gurmukhi": "ਗੁਰਪ੍ਰੀਤ",
    "Odia": "ଓଡ଼ିଆ",
    "Tamil": "முருகன்",
    "Telugu": "బుచ్చయ్య",
    "Kannada": "ಕೃಷ್ಣ",
    "Malayalam": "മോഹൻലാൽ",
    "Sinhala with a joiner": "ශ්‍රී ලංකා",
    "Tibetan": "བསྟན་འཛིན",
    "Georgian": "გიორგი",
    "Armenian": "Արմեն",
    "Ethiopic": "አበበ",
    "Mongolian script": "ᠮᠣᠩᠭᠣᠯ",
    "Mongolian script with a variation selector": "ᠭ᠋ᠠ",
    "hidden signs": "Str\u00adaße a\u200eb\ufeff",
    "a circle that was typed": "◌ि",
    "nothing": "",
}
UNPRINTABLE = {
    "Adlam": ("𞤀𞤣𞤤𞤢𞤥", ("𞤀", "𞤣", "𞤤", "𞤢", "𞤥")),
    "Tai Viet": ("ꪎꪳꪒ", ("ꪎꪳ", "ꪒ")),
    "Nüshu": ("𛅰𛅱", ("𛅰", "𛅱")),
    "Cherokee": ("ᏣᎳᎩ", ("Ꮳ", "Ꮃ", "Ꭹ")),
    "Javanese": ("ꦗꦮ", ("ꦗ", "ꦮ")),
    "N’Ko": ("ߒߞߏ", ("ߒ", "ߞ", "ߏ")),
    "Tifinagh": ("ⵣ", ("ⵣ",)),
    "Meetei Mayek, its marks with their letter": ("ꯃꯤ", ("ꯃꯤ",)),
    "a letter twice": ("ⵣⵣ ⵣ", ("ⵣ",)),
    "one word of several": ("김하늘 😀 JOHN", ("😀",)),
    "one letter of a word": ("A\x07B", ("\x07",)),
    "private use": ("김\ue000", ("\ue000",)),
    "not assigned": ("\u0378", ("\u0378",)),
    "a rare Han character": ("王𪚥", ("𪚥",)),
    "a vowel sign without its consonant": ("ि", ("ि",)),
    "a vowel sign before its consonant": ("ិក", ("ិ",)),
    "a virama twice": ("क््", ("क््",)),
    "Tamil, a vowel sign alone": ("ா", ("ா",)),
}


@pytest.mark.parametrize("script", PRINTED)
def test_every_script_of_the_claimants_is_printed(script):
    assert fonts.unprintable(PRINTED[script]) == ()


@pytest.mark.parametrize("script", UNPRINTABLE)
def test_letters_that_would_be_boxes_are_named(script):
    text, letters = UNPRINTABLE[script]
    assert fonts.unprintable(text) == letters


def test_variation_selector_is_no_glyph():
    """It was reported as missing, so that a package with 葛󠄀城 was not whole."""
    assert [fonts.unprintable(f"葛{selector}") for selector in "\ufe00\U000e0100\U000e01ef"] == [(), (), ()]


def test_plain_letters_are_those_that_shaping_finds_printable():
    """The short way must not let through what the long one names."""
    every = "".join(c for c in map(chr, range(sys.maxunicode + 1)) if fonts._PLAIN.fullmatch(c))
    assert printable.unprintable(" ".join(every)) == ()
    assert printable.unprintable(every.replace("\r", "")) == ()


def test_a_bold_face_has_every_letter_of_its_names_regular_one():
    """Names stand in bold lines too; what is printable must not depend on that. Amiri's bold only lacks signs of no name."""
    for file in sorted(fonts.FOLDER.glob("*Bold.ttf")):
        family = file.stem.partition("_")[0]
        regular, bold = (set(faces.face(family, each).characters) for each in (False, True))
        assert not {chr(c) for c in regular - bold if chr(c).isalpha() and c < 0x1EE00} - {"\u2071"}, family


def test_words_are_remembered():
    fonts.unprintable("ꪎꪳꪒ")
    before = printable._of_word.cache_info()
    fonts.unprintable("ꪎꪳꪒ ꪎꪳꪒ")
    after = printable._of_word.cache_info()
    assert (after.hits - before.hits, after.misses - before.misses) == (2, 0)
