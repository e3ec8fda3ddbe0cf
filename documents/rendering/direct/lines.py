"""Where a line may end, and filling lines: the rules of UAX #14 that names and addresses meet.

Korean, Chinese and Japanese end a line after any letter, as the style sheet of the papers has it. Thai, Lao, Khmer and Burmese
write no spaces: they end before a leading vowel or between syllables that spelling shows; a dictionary would find more.
What fits on no line is cut between letters, never through one.
"""

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache

BLANKS = re.compile(r"[ \t\n\r\f]+")
_UNTIDY = re.compile(r"[\t\n\r\f]|  |^ | $")
_CLOSING, _OPENING, _HYPHEN = "CL", "OP", "HY"
_SPECIAL = {
    **dict.fromkeys(",.:;", "IS"),
    **dict.fromkeys("!?！？", "EX"),
    **dict.fromkeys(
        "-\u2010\u2012\u2013\u0f0b\u1361", _HYPHEN
    ),  # with what ends a syllable of Tibetan, a word of Amharic
    **dict.fromkeys("%°‰′″℃㎡", "PO"),
    **dict.fromkeys("、。，．：；）］｝", _CLOSING),
    **dict.fromkeys("ー々〜・ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ", "NS"),
    **dict.fromkeys("\u00a0\u2007\u2011\u202f\u2060\ufeff", "GL"),
    **dict.fromkeys("\"'", "QU"),
    "/": "SY",
    "\u200b": "ZW",
}
_CATEGORIES = {"Ps": _OPENING, "Pe": _CLOSING, "Pi": "QU", "Pf": "QU", "Nd": "NU", "Sc": "PR"}
_MAY_END = re.compile(r"[가-힣 \x1f].|.[가-힣 \x1f]")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_LEADING_VOWELS, _FOLLOWING_VOWELS = "เแโใไເແໂໃໄ", "ะาำๅๆຯະາຳ"
_SUBSCRIPT, _KILLER = "\u17d2\u1039", "\u103a"  # the next letter stands below; this letter has no vowel
_NOT_LAST = _LEADING_VOWELS + _SUBSCRIPT + "\u200d"
_NO_BREAK_BEFORE = {_CLOSING, "EX", "IS", "SY", _HYPHEN, "NS", "QU", "GL", "ZW"}
_NO_BREAK_AFTER = {_OPENING, "QU", "GL"}
_IN_NUMBERS = {"IS", "SY"}
_TOGETHER = {
    *((number, other) for number in ("NU",) for other in ("NU", "AL", "PO", "PR", _OPENING)),
    *((other, "NU") for other in ("AL", "PR", "PO", _HYPHEN, "CP")),
    ("AL", "AL"), ("AL", "PR"), ("AL", "PO"), ("AL", _OPENING), ("PR", "AL"), ("PO", "AL"), ("IS", "AL"),
    ("PR", "ID"), ("ID", "PO"), ("CP", "AL"), ("SA", "SA"), ("SA", "AL"), ("AL", "SA"), ("SA", "NU"), ("NU", "SA"),
}  # fmt: skip


def tidy(text: str) -> str:
    """As HTML shows it: blanks and line ends are one space, none at the ends."""
    return BLANKS.sub(" ", text).strip(" ") if _UNTIDY.search(text) else text


def fill(style, text: str, width: float, measured=None) -> list[tuple[int, int]]:
    """(start, end) of each line of a tidy text, set in a style (shaping.Style) on a width in points."""
    words, space, _whole = measured or style.measure(text)
    lines, begin, end, used, start = [], 0, 0, 0.0, 0
    for name, word in zip(text.split(" "), words, strict=True):
        stop, wide = start + len(name), word.width
        gap = space.width if end > begin else 0.0
        while used + gap + wide > width:
            cut = _cut(style, text, start, stop, width - used - gap, must=end == begin)
            if cut > start:
                end, wide = cut, style.width(text[cut:stop])
            lines.append((begin, end))
            begin = end = start = cut
            used = gap = 0.0
        end, used, start = stop, used + gap + wide, stop + 1
    lines.append((begin, end))
    return [line for line in lines if line[1] > line[0]]


def _cut(style, text, start, stop, room, *, must):
    """The last place in text[start:stop] where a line may end within the room; start where there is none.

    must: the line is empty so far, so a word that fits nowhere is cut between letters, one at least.
    """
    word = text[start:stop]
    fitting = _last_fitting(style, word, breaks(word), room)
    if not fitting and must:
        letters = clusters(word)
        fitting = _last_fitting(style, word, letters, room) or (letters[0] if letters else len(word))
    return start + fitting


def _last_fitting(style, word, places, room):
    fits = bisect_right(places, room, key=lambda place: style.width(word[:place]))
    return places[fits - 1] if fits else 0


def fill_plain(text: str, ends: list[float], width: float) -> list[tuple[int, int, int]]:
    """(start, end, start of the next) of each line of what letters.py sets, by how far each letter reaches."""
    lines, begin, before, whole = [], 0, 0.0, len(text)
    while ends[-1] - before > width:
        end = fitting = max(bisect_right(ends, before + width), begin + 1)
        while end > begin and not _MAY_END.match(text, end - 1):
            end -= 1
        end = end if end > begin else fitting
        following = end + (text[end] < "!")
        lines.append((begin, end - (text[end - 1] < "!"), following))
        begin, before = following, ends[following - 1]
    lines.append((begin, whole, whole))
    return lines


@lru_cache(maxsize=4096)
def breaks(word: str) -> tuple[int, ...]:
    """Where a line may end inside a word."""
    kinds = [_kind(c) for c in word]
    for place, kind in enumerate(kinds):
        if kind == "CM":
            kinds[place] = kinds[place - 1] if place else "AL"
    return tuple(place for place in range(1, len(word)) if _may_end(word, kinds, place))


def clusters(word: str) -> tuple[int, ...]:
    """Places between letters: what is written on, under or around a letter stays with it."""
    return tuple(
        place
        for place in range(1, len(word))
        if not unicodedata.category(word[place]).startswith("M")
        and word[place] not in _FOLLOWING_VOWELS
        and word[place - 1] not in _NOT_LAST
    )


def _may_end(word, kinds, place):
    c = word[place]
    if unicodedata.category(c).startswith("M") or word[place - 1] == "\u200d":
        return False
    before, after = kinds[place - 1], kinds[place]
    if before == after == "SA":
        return _syllable_begins(word, place)
    if before == "ZW":
        return True
    if after in _NO_BREAK_BEFORE or before in _NO_BREAK_AFTER:
        return False
    if after == "NU" and before in _IN_NUMBERS:
        return not _continues_number(kinds, place)
    if before == _CLOSING and word[place - 1] in ")]":
        before = "CP"
    return (before, after) not in _TOGETHER


def _continues_number(kinds, place):
    """Whether a full stop, comma or stroke stands between digits."""
    before = next((kind for kind in reversed(kinds[:place]) if kind not in _IN_NUMBERS), "")
    return before == "NU"


def _syllable_begins(word, place):
    c, following = word[place], word[place + 1 : place + 2]
    if c < "\u1000":
        return c in _LEADING_VOWELS
    return c.isalpha() and word[place - 1] not in _SUBSCRIPT and following not in (_KILLER, "\u1039")


@lru_cache(maxsize=4096)
def _kind(c):
    """The line breaking class of a character, of those that matter here; CP is told from CL where it stands."""
    if c in _SPECIAL:
        return _SPECIAL[c]
    category = unicodedata.category(c)
    if category[0] == "M" or c == "\u200d":
        return "CM"
    if _UNSPACED.match(c) and category[0] == "L":
        return "SA"
    if category in _CATEGORIES:
        return _CATEGORIES[category]
    return "ID" if unicodedata.east_asian_width(c) in "WF" or "\u1100" <= c <= "\u11ff" else "AL"
