"""Text → what a page has to say to draw it, and how wide it is. Each word is shaped once and remembered.

A word is set from the first face of its language's stack that has all of it; only where none has, face by face. Kerning,
joined letters and placed marks are HarfBuzz's. Scripts whose letters are drawn as parts, reordered or joined carry their
letters along as ActualText, so that a name can be searched and copied.
"""

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import uharfbuzz as hb

from litigation.fonts import faces
from litigation.fonts.pieces import pieces
from litigation.remembered import Remembered

from . import bidi
from .embedding import JOINED
from .letters import BARE, Letters
from .pdf import text as pdf_text

SHAPED = 1_000  # words of all documents: days, hours and labels repeat from one person's paper to the next
REMEMBERED = 4_000  # words of one style; then it begins anew, so that memory does not grow with the list
LARGER = {"ar": 1.2, "fa": 1.2, "ur": 1.2}  # Arabic letters are small in their em (court.css)
RIGHT_TO_LEFT = {"ar", "fa", "ur", "he", "ps", "ckb", "dv"}
_STACKED = re.compile("[\u0900-\u109f\u1780-\u18af]")
_LETTER = re.compile(r"[^\W\d_]")
_WIDTH, _FONT, _BODY = itemgetter(0), itemgetter(1), itemgetter(2)
_SAMPLES = "가aกकকကක"  # a letter of every family, to see how it sets a space


class Run(NamedTuple):
    """Text ready to be drawn, within BT … ET from where the pen stands: its width in points, and its glyphs.

    said: its letters, where the glyphs alone would not say them in order (ActualText).
    """

    width: float
    glyphs: bytes
    said: str = ""

    @property
    def operators(self) -> bytes:
        return b"/Span<<%b>>BDC %bEMC " % (actual_text(self.said), self.glyphs) if self.said else self.glyphs

    def at(self, x: float, y: float) -> bytes:
        """The same from a point of the page, the baseline's beginning."""
        return b"1 0 0 1 %.2f %.2f Tm %b" % (x, y, self.operators)

    def drawn(self, x: float, y: float) -> bytes:
        """A text object of its own, for whoever draws nothing else."""
        return b"BT %b ET\n" % self.at(x, y)


class Word(NamedTuple):
    """A shaped word: elements of a TJ array in one font on the line, as nearly all are, or else parts.

    A part is (font, elements, rise in points); without a font, plain operators.
    """

    width: float
    font: bytes | None
    body: bytes
    parts: tuple = ()


NOTHING = Word(0.0, None, b"")


def actual_text(said: str) -> bytes:
    """What readers and search take instead of the glyphs, as an entry of a marked piece's dictionary."""
    return b"/ActualText" + pdf_text(said)


class Shaper:
    """Sets text with the fonts of one document."""

    def __init__(self, fonts):
        self._fonts = fonts
        self._styles = {}

    def style(self, lang="ko", size=12.0, *, bold=False, sans=False) -> "Style":
        key = (lang, size, bold, sans)
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = Style(self._fonts, lang, size, bold=bold, sans=sans)
        return style

    def text_run(self, text: str, size: float, lang="ko", *, bold=False, sans=False) -> Run:
        """One line of text: overlays, stamps, page numbers."""
        return self.style(lang, size, bold=bold, sans=sans).run(text)


class Style:
    """One language at one size: knows its words."""

    def __init__(self, fonts, lang, size, *, bold, sans):
        language = lang.partition("-")[0]
        self.lang = lang
        self.size = size * LARGER.get(language, 1)
        self.base = int(language in RIGHT_TO_LEFT)
        self._fonts, self._faces = fonts, faces.stack(lang, bold=bold, sans=sans)
        ascent, descent = self._faces[0].ascent_descent
        self._buffer = hb.Buffer()
        self._buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        self.ascent, self.descent = ascent * self.size, descent * self.size
        self._words = Remembered(self.shape, REMEMBERED)
        self._opening = Remembered(lambda resource: b"%b %.4g Tf [" % (resource, self.size))

    def measure(self, text: str) -> tuple[list[Word], Word, float]:
        """(words, the space between them, width) of a text."""
        words = list(map(self._words.__getitem__, text.split(" ")))
        if len(words) == 1:
            return words, NOTHING, words[0][0]
        space = self._between if _LETTER.search(text) else self._words[" "]
        return words, space, sum(map(_WIDTH, words)) + (len(words) - 1) * space[0]

    def width(self, text: str) -> float:
        return self.measure(text)[2]

    def plain_lines(self, text: str, width: float) -> list[tuple[float, bytes, str]] | None:
        """The lines of a paragraph, as `Run` has them, where letters stand side by side (letters.py); nothing elsewhere."""
        return self._letters and self._letters.lines(text, width)

    @cached_property
    def _letters(self):
        return Letters(self) if self._faces[0].is_korean else None

    @cached_property
    def blank(self) -> bytes:
        """Operators of a space that nobody sees."""
        return self.run(" ").glyphs

    def levels(self, text: str) -> list[int] | None:
        """The direction of every character of a paragraph; nothing where all run from left to right."""
        return bidi.levels(text, self.base) if bidi.is_right_to_left(text) else None

    def run(self, text: str, levels=None, *, spacing=0.0) -> Run:
        """One line. levels: of these characters within their paragraph, where it is known; spacing: points after each letter."""
        return self.set(text, self.measure(text), levels, spacing=spacing)

    def set(self, text: str, measured, levels=None, *, spacing=0.0) -> Run:
        """The same of a text that was measured."""
        words, space, width = measured
        font = words[0][1]
        if font is not None and (len(words) == 1 or [space[1], *map(_FONT, words)].count(font) > len(words)):
            body = space[2].join(map(_BODY, words)).replace(b")(", b"")
            operators = b"%b%b]TJ " % (self._opening[font], body)
        elif bidi.is_right_to_left(text):
            return self._mixed(text, levels or self.levels(text))
        else:
            spaced = [space] * (2 * len(words) - 1)
            spaced[::2] = words
            operators = self._by_parts([part for word in spaced for part in _parts(word)])
            if _STACKED.search(text):
                return Run(width, operators, text)
        if spacing:
            return Run(width + spacing * len(text), b"%.3f Tc %b0 Tc " % (spacing, operators))
        return Run(width, operators)

    def shape(self, text: str) -> Word:
        """A word, which is remembered."""
        if not text:
            return NOTHING
        if bidi.is_right_to_left(text):
            run = self._mixed(text, self.levels(text))
            return Word(run.width, None, b"", ((None, run.glyphs, 0),))
        if _STACKED.search(text):
            word = _joined([self._shape(piece, face, "ltr") for piece, face in pieces(text, self._faces)])
            return Word(word.width, None, b"", _parts(word))
        whole = self._shape(text, self._faces[0], "ltr", strict=True)
        return whole or _joined([self._shape(piece, face, "ltr") for piece, face in pieces(text, self._faces)])

    def letter(self, c: str) -> Word:
        """One letter as it stands between others."""
        return self._between if c == " " else self._words[" " if c == BARE else c]

    def opening(self) -> bytes:
        """What sets the first face, up to the elements of a TJ array."""
        return self._opening[self._fonts.of(self._faces[0]).resource]

    @cached_property
    def _between(self):
        """The space between two words: the Korean faces widen it there, not between bare numbers."""
        face = self._faces[0]
        letter = next((c for c in _SAMPLES if face.draws(c)), None)
        if letter is None:
            return self._words[" "]
        glyphs, _clusters, places = self._shaped(f"{letter} {letter}", face, "ltr")
        return self._placed(" ", face, glyphs[1:2], [0], places[1:2])

    def _mixed(self, text, levels):
        """A line with right-to-left text in it: run by run as they stand on the page."""
        words = []
        for start, end, level in bidi.visual(text, levels, self.base):
            parts, direction = pieces(text[start:end], self._faces), "ltr"
            if level % 2:
                parts, direction = reversed(parts), "rtl"
            words += [self._shape(piece, face, direction) for piece, face in parts]
        word = _joined(words)
        return Run(word.width, self._by_parts(_parts(word)))

    def _shape(self, text, face, direction, *, strict=False):
        """One piece in one face. strict: nothing, where the face lacks a letter."""
        glyphs, clusters, places = self._shaped(text, face, direction)
        if strict and 0 in glyphs:
            return None
        return self._placed(text, face, glyphs, clusters, places)

    def _shaped(self, text, face, direction):
        """(glyphs, the letter each begins with, where each goes) by HarfBuzz: the same in every document."""
        known = face.shaped.get((text, direction, self.lang))
        if known is None:
            if len(face.shaped) >= SHAPED:
                face.shaped.clear()
            known = face.shaped[text, direction, self.lang] = self._by_harfbuzz(text, face, direction)
        return known

    def _by_harfbuzz(self, text, face, direction):
        buffer = self._buffer
        buffer.clear_contents()
        buffer.add_str(text)
        buffer.direction, buffer.language = direction, self.lang
        buffer.guess_segment_properties()
        hb.shape(face.font, buffer)
        infos, places = buffer.glyph_infos, buffer.glyph_positions
        return [info.codepoint for info in infos], [info.cluster for info in infos], [each.position for each in places]

    def _placed(self, text, face, glyphs, clusters, places):
        used, scale, points = self._fonts.of(face), 1000 / face.units, self.size / face.units
        parts, body, rise, total, pending = [], [], 0, 0, 0
        for glyph, (right, up, advance, _down), said in zip(glyphs, places, _said(text, clusters), strict=True):
            if up != rise:
                parts.append((used.resource, b"".join(body), rise * points))
                body, rise = [], up
            code, nominal = used.codes[glyph, said]
            if (pending or right) and (before := round(pending - right * scale)):
                body.append(b"%d" % before)
            body.append(b"(%b)" % code)
            pending = nominal - (advance - right) * scale
            total += advance
        if after := round(pending):
            body.append(b"%d" % after)
        elements = b"".join(body).replace(b")(", b"")
        if not parts and not rise:
            return Word(total * points, used.resource, elements)
        return Word(
            total * points, None, b"", (*(part for part in parts if part[1]), (used.resource, elements, rise * points))
        )

    def _by_parts(self, parts):
        out, rise = [], 0
        for (font, up), group in groupby(parts, lambda part: (part[0], part[2])):
            body = b"".join([part[1] for part in group])
            if font is None:
                out.append(body)
                continue
            if up != rise:
                out.append(b"%.3g Ts " % up)
                rise = up
            out += (self._opening[font], body.replace(b")(", b""), b"]TJ ")
        if rise:
            out.append(b"0 Ts ")
        return b"".join(out)


def _parts(word):
    return ((word.font, word.body, 0),) if word.font else word.parts


def _joined(words) -> Word:
    if len(words) == 1:
        return words[0]
    return Word(sum(word.width for word in words), None, b"", tuple(part for word in words for part in _parts(word)))


def _said(text, clusters) -> Sequence[str]:
    """For each glyph the letters it stands for: the first of a cluster says all of it."""
    if clusters == list(range(len(text))):
        return text
    if len(clusters) == len(text) and len(set(clusters)) == len(text):
        return [text[cluster] for cluster in clusters]
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    said, letters = set(), []
    for cluster in clusters:
        letters.append(JOINED if cluster in said else text[cluster : ends[cluster]])
        said.add(cluster)
    return letters
