"""What the pinned fonts cannot print of a text, found by shaping it as the papers do.

Coverage by code point is not enough: a variation selector is no glyph, and a vowel sign without its consonant has a glyph and is
still printed beside a dotted circle that nobody typed.
"""

import re
from functools import lru_cache

import uharfbuzz as hb

from . import faces
from .pieces import pieces

CIRCLE = "\u25cc"
MOST = 8_000  # words remembered; names and addresses repeat theirs
_WORDS = re.compile(r"[^ \t\n\r\f]+")


def unprintable(text) -> tuple[str, ...]:
    """The letters of a text that would be printed as an empty box, or with a dotted circle nobody typed; each once, in order."""
    return tuple(dict.fromkeys(letters for word in _WORDS.findall(text) for letters in _of_word(word)))


@lru_cache(maxsize=MOST)
def _of_word(word):
    return tuple(letters for piece, face in pieces(word, faces.stack("ko")) for letters in _of_piece(piece, face))


def _of_piece(piece, face):
    buffer = hb.Buffer()
    buffer.add_str(piece)
    buffer.guess_segment_properties()
    hb.shape(face.font, buffer)
    glyphs = [(info.cluster, info.codepoint) for info in buffer.glyph_infos]
    starts = sorted({start for start, _glyph in glyphs})
    ends = dict(zip(starts, [*starts[1:], len(piece)], strict=True))
    circle = face.font.get_nominal_glyph(ord(CIRCLE))
    for start, glyph in sorted(glyphs):
        letters = piece[start : ends[start]]
        if not glyph or (glyph == circle and CIRCLE not in letters):
            yield letters
