"""Cleaning what people type: one order of steps for every text, so that what looks the same is the same.

Whatever is invisible goes, whatever a keyboard writes in another width or form becomes the usual one, and what no paper
could print is refused. Letters stay the person's own: 髙 and 﨑 are not 高 and 崎. Cleaning twice changes nothing more.
"""

import re
import unicodedata

from litigation.text import signs

_JOINERS = re.compile(f"[{signs.JOINERS}]+")
_VARIANTS = re.compile(f"[{signs.IDEOGRAPH_VARIANTS}{signs.PICTURE_VARIANTS}{signs.MONGOLIAN_VARIANTS}]+")
_AFTER_IDEOGRAPHS = re.compile(f"[{signs.IDEOGRAPH_VARIANTS}]")
_AFTER_PICTURES = re.compile(f"[{signs.PICTURE_VARIANTS}]")
_LONG_VOWEL = re.compile("(?<=[0-9])ー(?=[0-9])")  # what the hyphen key of a Japanese keyboard writes between digits
_REFUSED = ("Cn", "Co", "Cs")  # unassigned, private use, half a surrogate pair


class TextProblem(ValueError):
    """A text that cannot be cleaned. reason: "sign" (no paper prints it) or "marks" (too many on one letter)."""

    def __init__(self, reason: str, place: int, sign: str) -> None:
        super().__init__(f"{reason} at {place}: U+{ord(sign):04X}")
        self.reason, self.place, self.sign = reason, place, sign

    @property
    def code(self) -> str:
        return f"U+{ord(self.sign):04X}"


def clean(text: str, *, lines: bool = False) -> str:
    """One line of text, or with lines=True lines with at most one empty between them; raises TextProblem."""
    text = _visible(_unbroken(text))
    _refuse_heaps(text)
    if lines:
        kept = "\n".join(" ".join(line.split()) for line in text.split("\n"))
        return re.sub(r"\n{3,}", "\n\n", kept).strip("\n")
    return " ".join(text.split())


def clean_authored(text: str) -> str:
    """A text of a paper as its author laid it out: composed, without controls; raises TextProblem for what cannot be printed."""
    text = _unbroken(text).replace("\t", "    ")
    return unicodedata.normalize("NFC", "".join(c for c in text if c == "\n" or unicodedata.category(c) != "Cc"))


def clean_figures(text: str, *, lines: bool = False) -> str:
    """Numbers, codes, days, postcodes: any script's digits as 0 to 9, every dash as a hyphen; raises TextProblem."""
    text = to_ascii_digits(clean(text, lines=lines).translate(signs.PROSE_WIDTHS | signs.HYPHENS))
    return clean(_LONG_VOWEL.sub("-", text), lines=lines)  # a sign that only went with another dash goes too


def searched(text: str) -> str:
    """The words of a search box. What cannot be printed is in no name, so it is left out instead of refused."""
    return " ".join(_visible("".join(c for c in text if not _is_refused(c))).split())


def to_ascii_digits(text: str) -> str:
    return "".join(c if c.isascii() or (n := unicodedata.decimal(c, None)) is None else str(n) for c in text)


def _unbroken(text: str) -> str:
    """The text with one kind of line end; refuses signs that no paper prints."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(signs.LINE_ENDS)
    for place, c in enumerate(text, 1):
        if _is_refused(c):
            raise TextProblem("sign", place, c)
    return text


def _refuse_heaps(text: str) -> None:
    marks = 0
    for place, c in enumerate(unicodedata.normalize("NFD", text), 1):
        marks = marks + 1 if unicodedata.combining(c) or unicodedata.category(c) == "Me" else 0
        if marks > signs.MOST_MARKS:
            raise TextProblem("marks", place, c)


def _is_refused(c: str) -> bool:
    unknown = unicodedata.category(c) in _REFUSED and not _is_ignorable(c) and not signs.is_later_ideograph(c)
    return unknown or c == signs.BROKEN


def _is_ignorable(c: str) -> bool:
    """Unassigned, but promised never to show: what a later Unicode puts there is invisible too."""
    return c == "\u2065" or "\ufff0" <= c <= "\ufff8" or "\U000e0000" <= c <= "\U000e0fff"


def _visible(text: str) -> str:
    """Widths, spaces and what shows nothing, until nothing changes: taking a sign away can bring two others together."""
    while (done := _once(text)) != text:
        text = done
    return text


def _once(text: str) -> str:
    text = unicodedata.normalize("NFC", text.translate(signs.WIDTHS))
    text = "".join(filter(None, map(_kept, text)))
    text = _VARIANTS.sub(_variant, text)
    text = _JOINERS.sub(_joiner, text)
    return unicodedata.normalize("NFC", text)


def _kept(c: str) -> str:
    if c == "\n" or c in signs.JOINERS or c in signs.VISIBLE_FORMAT or _VARIANTS.match(c) or signs.is_ideograph(c):
        return c
    category = unicodedata.category(c)
    if category == "Zs" or c == "\t":
        return " "
    return "" if category in ("Cc", "Cf", "Cn") or c in signs.INVISIBLE else c


def _variant(found: re.Match[str]) -> str:
    """The first selector where its letter can have variants, else nothing."""
    before, after, sign = found.string[: found.start()][-1:], found.string[found.end() :][:1], found[0][0]
    if not before:
        return ""
    if _AFTER_PICTURES.match(sign):
        key = before in "#*0123456789" and after == "\u20e3"
        return sign if key or signs.is_picture(before) else ""
    if _AFTER_IDEOGRAPHS.match(sign):
        return sign if signs.is_ideograph(before) else ""
    return sign if "\u1820" <= before <= "\u18aa" else ""


def _joiner(found: re.Match[str]) -> str:
    """The first joiner where the letters around it join, or where it makes one picture of two; else nothing."""
    before, after, sign = found.string[: found.start()][-1:], found.string[found.end() :][:1], found[0][0]
    if not before:
        return ""
    joined = after and signs.in_joining_script(before) and signs.in_joining_script(after)
    if joined or unicodedata.combining(before) == 9:  # 9: a virama, after which a joiner may end the word
        return sign
    pictures = sign == "\u200d" and after and unicodedata.category(after) == "So"
    return sign if pictures and (signs.is_picture(before) or before in signs.PICTURE_VARIANTS) else ""
