"""Cutting a text into pieces that one face draws: script by script, and letter by letter where no face has all of a piece."""

import unicodedata
from functools import lru_cache
from itertools import groupby

from .faces import is_silent

_EAST = {"CJK", "HANGUL", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC"}


def pieces(text, faces) -> list:
    """[(piece, face)]: script by script, from the first face that has all of it, else letter by letter.

    A letter that no face has goes to the first one, whose empty box it becomes.
    """
    found = []
    for piece in _by_script(text):
        face = next((each for each in faces if each.draws(piece)), None)
        if face:
            found.append((piece, face))
        else:
            parts = groupby(clusters(piece), lambda cluster: _first(faces, cluster))
            found += [("".join(part), face) for face, part in parts]
    return found


def clusters(text):
    """A letter with the marks on it, and with what only chooses how it is drawn."""
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or not _belongs(text[place]):
            yield text[start:place]
            start = place


def _first(faces, cluster):
    return next((each for each in faces if each.draws(cluster)), faces[0])


def _belongs(c):
    return unicodedata.category(c)[0] == "M" or is_silent(c)


def _by_script(text):
    """Split where the script changes; digits, signs and spaces stay with what stands before them."""
    start, script = 0, ""
    for place, c in enumerate(text):
        own = _script(c)
        if own and script and own != script:
            yield text[start:place]
            start = place
        script = own or script
    if text:
        yield text[start:]


@lru_cache(maxsize=4096)
def _script(c):
    """The script of a letter by its name; nothing for what belongs to all scripts."""
    if unicodedata.category(c)[0] != "L":
        return ""
    script = unicodedata.name(c, "").partition(" ")[0].partition("-")[0]
    return "EAST" if script in _EAST else script
