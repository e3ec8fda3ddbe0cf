"""The one table of signs that texts are cleaned by: what becomes another sign, what vanishes, what stays only in its place."""

import unicodedata

WIDE = range(0xFF01, 0xFFEF)  # the block of fullwidth Latin and halfwidth kana and Hangul
PROSE = "（），：；？！"  # fullwidth on purpose in Chinese and Japanese sentences
WIDTHS = {
    point: unicodedata.normalize("NFC", "".join(chr(int(code, 16)) for code in parts[1:]))
    for point in WIDE
    if (parts := unicodedata.decomposition(chr(point)).split()) and chr(point) not in PROSE
}
PROSE_WIDTHS = {ord(sign): chr(ord(sign) - 0xFEE0) for sign in PROSE}

LINE_ENDS = dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028, 0x2029), "\n")
# Visible, though Unicode counts them as format: the signs before Arabic and Syriac numbers.
VISIBLE_FORMAT = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
JOINERS = "\u200c\u200d"
# Letters, marks and pictures that show nothing: Hangul fillers, Khmer inherent vowels, the empty braille cell, the
# grapheme joiner, the object place holder, the empty note of music.
INVISIBLE = frozenset("\u115f\u1160\u3164\uffa0\u17b4\u17b5\u2800\u034f\ufffc\U0001d159")
BROKEN = "\ufffd"  # stands where a program could not read a letter: what was there is lost

IDEOGRAPH_VARIANTS = "\ufe00-\ufe0d\U000e0100-\U000e01ef"
PICTURE_VARIANTS = "\ufe0e\ufe0f"
MONGOLIAN_VARIANTS = "\u180b-\u180d\u180f"
# Where the joiners shape letters: Arabic, Syriac, N'Ko, Mandaic, the Indic scripts and Sinhala, Myanmar, Khmer, Mongolian.
JOINING = (
    (0x0600, 0x08FF), (0x0900, 0x0DFF), (0x1000, 0x109F), (0x1780, 0x18AF), (0xA840, 0xA8FF), (0xA980, 0xA9FF),
    (0xAA60, 0xAA7F), (0xABC0, 0xABFF), (0x10A00, 0x10A5F), (0x11000, 0x11DFF), (0x1E900, 0x1E95F),
)  # fmt: skip
APOSTROPHES = dict.fromkeys(map(ord, "’‘‛`´ʼʻʽʹʾʿˈ′ꞌ՚׳＇"), "'")
HYPHENS = {point: "-" for point in range(0x10000) if unicodedata.category(chr(point)) == "Pd"} | {
    0x2212: "-", 0x2043: "-", 0x02D7: "-", 0x207B: "-",
}  # fmt: skip
MOST_MARKS = 4  # combining marks on one letter; more is a picture, not a text


def is_ideograph(sign: str) -> bool:
    return "\u3400" <= sign <= "\u9fff" or "\uf900" <= sign <= "\ufaff" or sign in "〆々〇" or is_later_ideograph(sign)


def is_later_ideograph(sign: str) -> bool:
    """Planes 2 and 3 are for ideographs alone, so one that this Python does not know yet is one all the same."""
    return 0x20000 <= ord(sign) <= 0x3FFFD and ord(sign) & 0xFFFE != 0xFFFE


def is_picture(sign: str) -> bool:
    """What a variation selector may ask to be drawn as an emoji or as text."""
    category = unicodedata.category(sign)
    return category == "So" or (category == "Sm" and sign >= "\u2190") or sign in "‼⁉〰〽" or is_skin(sign)


def is_skin(sign: str) -> bool:
    return "\U0001f3fb" <= sign <= "\U0001f3ff"


def in_joining_script(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LM" and any(first <= ord(sign) <= last for first, last in JOINING)
