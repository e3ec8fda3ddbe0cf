"""The order of text that runs in two directions: the Unicode Bidirectional Algorithm (UAX #9) for one paragraph.

All of it but explicit embeddings and isolates (X1-X8): names and addresses hold none, and where one does its control
characters are skipped. The tests compare with the unicode-bidi crate.
"""

import re
import unicodedata
from itertools import groupby

_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff\u200f]")
_LETTERS = "[\u05d0-\u05ea\u0621-\u063a\u0641-\u064a\u0671-\u06d3]+"  # Hebrew and Arabic, as in most names
_NAME = re.compile(f"{_LETTERS}(?: {_LETTERS})*")
_SKIPPED = {"BN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
_NEUTRAL = {"B", "S", "WS", "ON"}
_BLANK = {"WS", *_SKIPPED}
_PAIRS = "()[]{}〈〉《》「」『』【】〔〕〖〗〘〙〚〛（）［］｛｝｟｠｢｣❨❩❪❫❬❭❮❯❰❱❲❳❴❵⁽⁾₍₎⌈⌉⌊⌋⟦⟧⟨⟩⟪⟫"
_CLOSES = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_OPENS = {closing: opening for opening, closing in _CLOSES.items()}


def is_right_to_left(text) -> bool:
    """Whether any letter runs from right to left; else the text needs nothing of this."""
    return bool(_RIGHT.search(text))


def levels(text, base: int) -> list[int]:
    """The embedding level of every character; base is 0 for a left-to-right paragraph, 1 for a right-to-left one."""
    if _NAME.fullmatch(text):
        return [1] * len(text)
    kinds = [unicodedata.bidirectional(c) or "L" for c in text]
    kept = [place for place, kind in enumerate(kinds) if kind not in _SKIPPED]
    outer = "R" if base else "L"
    found = [kinds[place] for place in kept]
    marks = [kind == "NSM" for kind in found]
    _resolve_weak(found, outer)
    _resolve_brackets(found, [text[place] for place in kept], marks, outer)
    _resolve_neutral(found, outer)
    resolved = dict(zip(kept, (_level(kind, base) for kind in found), strict=True))
    result, last = [], base
    for place in range(len(text)):
        last = resolved.get(place, last)
        result.append(last)
    return result


def visual(text, found, base) -> list[tuple[int, int, int]]:
    """(start, end, level) of the runs of one line from left to right (L1, L2); start and end count within the line."""
    found = list(found)
    for place in range(len(text) - 1, -1, -1):
        if unicodedata.bidirectional(text[place]) not in _BLANK:
            break
        found[place] = base
    runs, start = [], 0
    for level, group in groupby(found):
        end = start + len(list(group))
        runs.append((start, end, level))
        start = end
    for level in range(max(found, default=0), 0, -1):
        runs = _turned(runs, level)
    return runs


def _turned(runs, level):
    """Every stretch of runs of this level or deeper, the other way round."""
    turned = []
    for deep, part in groupby(runs, lambda run: run[2] >= level):
        part = list(part)
        turned += part[::-1] if deep else part
    return turned


def _resolve_weak(kinds, outer):
    """W1-W7, in place."""
    previous = strong = outer
    for place, kind in enumerate(kinds):  # W1, W2; W3 follows, as W2 asks for the Arabic letter
        kind = previous if kind == "NSM" else kind
        if kind in ("L", "R", "AL"):
            strong = kind
        kinds[place] = previous = "AN" if kind == "EN" and strong == "AL" else kind
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    for place in range(1, len(kinds) - 1):  # W4
        before, kind, after = kinds[place - 1 : place + 2]
        if before == after and (kind == "CS" and before in ("EN", "AN") or kind == "ES" and before == "EN"):
            kinds[place] = before
    _spread_numbers(kinds)
    strong = outer
    for place, kind in enumerate(kinds):  # W6, W7
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[place] = "L"
        elif kind in ("ES", "ET", "CS"):
            kinds[place] = "ON"


def _spread_numbers(kinds):
    """W5: signs of money and per cent beside a number belong to it."""
    start = 0
    for kind, group in groupby(list(kinds)):
        end = start + len(list(group))
        if kind == "ET" and ("EN" in kinds[start - 1 : start] or "EN" in kinds[end : end + 1]):
            kinds[start:end] = ["EN"] * (end - start)
        start = end


def _resolve_brackets(kinds, text, marks, outer):
    """N0: a pair of brackets takes one direction, by what is inside and before it."""
    for opening, closing in _bracket_pairs(kinds, text):
        inside = {_strong(kind) for kind in kinds[opening + 1 : closing]}
        if outer in inside:
            direction = outer
        elif {"L", "R"} & inside:
            before = next((_strong(k) for k in reversed(kinds[:opening]) if _strong(k)), outer)
            direction = before
        else:
            continue
        for place in (opening, closing):
            kinds[place] = direction
            while place + 1 < len(kinds) and marks[place + 1]:
                place += 1
                kinds[place] = direction


def _bracket_pairs(kinds, text):
    waiting, pairs = [], []
    for place, (kind, c) in enumerate(zip(kinds, text, strict=True)):
        if kind != "ON":
            continue
        if c in _CLOSES:
            waiting.append((_CLOSES[c], place))
        elif c in _OPENS:
            for depth in range(len(waiting) - 1, -1, -1):
                if waiting[depth][0] == c:
                    pairs.append((waiting[depth][1], place))
                    del waiting[depth:]
                    break
    return sorted(pairs)


def _resolve_neutral(kinds, outer):
    """N1, N2: what lies between two of one direction takes it, else that of the paragraph."""
    place = 0
    while place < len(kinds):
        if kinds[place] not in _NEUTRAL:
            place += 1
            continue
        end = place
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        before = _strong(kinds[place - 1]) if place else outer
        after = _strong(kinds[end]) if end < len(kinds) else outer
        kinds[place:end] = [before if before == after else outer] * (end - place)
        place = end


def _strong(kind):
    """L or R for what counts as one (numbers count as R); else nothing."""
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(kind, "")


def _level(kind, base):
    if base % 2 == 0:
        return base + {"L": 0, "R": 1}.get(kind, 2)
    return base + (0 if kind == "R" else 1)
