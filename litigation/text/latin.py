"""Names in Latin letters: as a passport's data page prints them, and as its machine-readable lines spell them.

ICAO Doc 9303 part 3, section 6.A. Those lines are what a court can compare letter by letter, so a name is kept in their
spelling; hyphens, apostrophes and the other signs of the data page stay, since they are printed there too.
"""

import re
import unicodedata

from litigation.text import signs
from litigation.text.cleaning import clean, searched

# Letters whose form in those lines is not just the letter without its mark. Below the table of the Doc: letters of West
# African and Azerbaijani passports, and the ordinals of Spanish and Portuguese names (Mª).
SPELLED = {
    "Ä": "AE", "Å": "AA", "Æ": "AE", "Ð": "D", "Đ": "D", "Ø": "OE", "Ö": "OE", "Œ": "OE", "Þ": "TH", "Ü": "UE",
    "ẞ": "SS", "ß": "SS", "Ħ": "H", "ı": "I", "Ĳ": "IJ", "ĸ": "K", "Ł": "L", "Ŋ": "N", "Ŧ": "T", "Ŀ": "L", "ŉ": "N",
    "Ə": "E", "Ɛ": "E", "Ǝ": "E", "Ɔ": "O", "Ɓ": "B", "Ɗ": "D", "Ɖ": "D", "Ƙ": "K", "Ƴ": "Y", "Ƒ": "F", "Ɣ": "G",
    "Ɩ": "I", "Ɨ": "I", "Ɲ": "N", "Ʋ": "V", "ª": "A", "º": "O",
}  # fmt: skip
PARTING = " -,/@"
VANISHING = "'."
SIGNS = frozenset(PARTING + VANISHING)


class NotLatin(ValueError):
    """A sign that no passport name holds. reason: "script" (another alphabet), "lookalike" (one letter of another alphabet
    among Latin ones), "digit", "sign", or "empty" (no letter at all)."""

    def __init__(self, reason: str, sign: str = "", script: str = "") -> None:
        super().__init__(f"{reason} {sign}")
        self.reason, self.sign, self.script = reason, sign, script


def passport_name(text: str) -> str:
    """The name as it is kept: one apostrophe, one hyphen, A to Z in the case it was typed in. Raises NotLatin, TextProblem."""
    text = _plain_signs(clean(text))
    _refuse_others(text)
    return " ".join(spelled(text).split())


def is_respelled(text: str) -> bool:
    """Whether passport_name changes letters of it, not only its apostrophes, hyphens and spaces."""
    return _plain_signs(clean(text)) != spelled(clean(text))


def zone_name(text: str) -> str:
    """A name in the alphabet of the machine-readable lines: A to Z, with < between its parts. Raises NotLatin, TextProblem."""
    letters = re.sub(f"[{re.escape(VANISHING)}]+", "", passport_name(text.replace("<", " ")).upper())
    return re.sub(f"[{re.escape(PARTING)}]+", "<", letters).strip("<")


def spelled(text: str) -> str:
    """Its Latin letters as A to Z, with plain apostrophes and hyphens; everything else stays."""
    text = _plain_signs(unicodedata.normalize("NFC", text))
    return "".join(_letter(text, place) for place in range(len(text)))


def unmarked(text: str) -> str:
    """Without accents: Nguyễn is Nguyen, Đỗ stays Đo."""
    return unicodedata.normalize(
        "NFC", "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    )


def compared(name: str) -> set[tuple[str, ...]]:
    """The spellings a name may be typed in: without case, marks and signs, in any order of its parts.

    Two names are the same to a reader where these sets meet: O’Brien, O'BRIEN and O BRIEN; Müller, MUELLER and Muller.
    """
    name = _plain_signs(searched(name))
    texts = {text for form in (name, spelled(name)) for text in (form, form.replace("'", "").replace(".", ""))}
    return {_words(text) for text in texts}


def _plain_signs(text: str) -> str:
    return text.translate(signs.PROSE_WIDTHS | signs.APOSTROPHES | signs.HYPHENS)


def _words(text: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(c if c.isalnum() else "" if unicodedata.combining(c) or c in signs.JOINERS else " " for c in plain)
    return tuple(sorted(unicodedata.normalize("NFC", kept).split()))


def _refuse_others(text: str) -> None:
    letters = [c for c in text if c.isalpha()]
    latin = [c for c in letters if _is_latin(c)]
    for c in text:
        if c.isalpha() and not _is_latin(c):
            raise NotLatin("lookalike" if latin else "script", c, _script(c))
        if not (c.isalpha() or c in SIGNS or (unicodedata.combining(c) and latin)):
            raise NotLatin("digit" if c.isdigit() else "sign", c)
    if text and not latin:
        raise NotLatin("empty")


def _is_latin(c: str) -> bool:
    plain = unicodedata.name(c, "").startswith("LATIN") and re.fullmatch("[A-Z]+", unmarked(c).upper())
    return c in SPELLED or c.upper() in SPELLED or bool(plain)


def _script(c: str) -> str:
    return unicodedata.name(c, "").split(" ")[0].split("-")[0]


def _letter(text: str, place: int) -> str:
    """The letter there in A to Z, in its own case: Ü is UE among capitals and Ue before small letters."""
    c = text[place]
    if c.isascii():
        return c
    if (found := SPELLED.get(c) or SPELLED.get(c.upper())) is None:
        return unmarked(c) if _is_latin(c) or unicodedata.combining(c) else c
    if c.islower() and not (c in "ßŉªº" and text[:place][-1:].isupper()):
        return found.lower()
    near = text[place + 1 : place + 2] or text[:place][-1:]
    return found if not near.islower() else found.capitalize()
