"""The short way: Hangul, numbers and single spaces, which a Korean face sets one letter beside the other, as HarfBuzz would (a
test asks it). Most of a Korean list is such text: neither its words nor its lines need to be shaped.
"""

import re
from itertools import accumulate

from litigation.remembered import Remembered

from . import lines

_WORD = r"(?:[0-9]++(?:-[0-9]++)*+[,.]?+(?![^ ])|[가-힣0-9]++)"
_WORDS = re.compile(f"{_WORD}(?: {_WORD})*+")
_HANGUL = re.compile("[가-힣]")
BARE = "\x1f"  # the space between bare numbers, which the Korean faces do not widen


class Letters:
    """The letters of one style (shaping.Style)."""

    def __init__(self, style):
        self._opening = style.opening()
        self._letters = Remembered(style.letter)
        self._codes = Remembered(lambda c: self._letters[c].body[1:-1])
        self._widths = Remembered(lambda c: self._letters[c].width)

    def lines(self, text: str, width: float) -> list[tuple[float, bytes, str]] | None:
        """(width, operators, "") of each line of a paragraph; nothing where HarfBuzz has to be asked."""
        if _WORDS.fullmatch(text) is None:
            return None
        if " " in text and _HANGUL.search(text) is None:
            text = text.replace(" ", BARE)
        codes = b"".join(map(self._codes.__getitem__, text))
        ends = list(accumulate(map(self._widths.__getitem__, text)))
        if ends[-1] <= width:
            return [(ends[-1], b"%b(%b)]TJ " % (self._opening, codes), "")]
        return [self._line(codes, ends, *line) for line in lines.fill_plain(text, ends, width)]

    def _line(self, codes, ends, start, end, following):
        """One line, with the space at which it ends: whoever reads the words and not their places needs it."""
        wide = ends[end - 1] - (ends[start - 1] if start else 0.0)
        return wide, b"%b(%b)]TJ " % (self._opening, codes[2 * start : 2 * following]), ""
