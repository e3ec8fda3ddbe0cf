"""What may stand in a name, and how an identity number is shown. Pure."""

import unicodedata

from litigation.law.partial import PartialDate

# Bidirectional controls and zero-width characters that can hide or reorder letters. Joiners (U+200C, U+200D) are letters'
# own business in Persian and Indic scripts and stay.
HIDDEN = set("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u061c")
# Where a claim stands when its person's answers can no longer be changed by them: after sending until a lawyer asks
# again (who they are), and for good once the round is frozen (also where they live).
SENT = frozenset({"submitted", "in_review", "accepted"})
FROZEN = frozenset({"in_round", "filed", "decided", "closed"})
MOST_MARKS = 4  # combining marks on one letter; more is a picture, not a name


def clean_name(text):
    """NFC, single spaces, no hidden characters. Raises ValueError where something is left that no name holds."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    if any(c in HIDDEN or unicodedata.category(c) in ("Cc", "Cn", "Co", "Cs") for c in text):
        raise ValueError("hidden")
    marks = 0
    for c in unicodedata.normalize("NFD", text):
        marks = marks + 1 if unicodedata.combining(c) else 0
        if marks > MOST_MARKS:
            raise ValueError("marks")
    return text


def is_passport_latin(text):
    """Whether the text could stand in the machine-readable part of a passport."""
    return all(c.isascii() and (c.isalpha() or c in " -'’.") for c in text)


def is_hangul(text):
    """Whether the text is Hangul syllables (and spaces or middle dots)."""
    return bool(text) and all("가" <= c <= "힣" or c in " ·" for c in text)


def masked(number):
    """••••4567: enough to recognise, not enough to use."""
    return "••••" + number[-4:] if number and len(number) > 4 else "••••"


def is_resident_number(text):
    """Whether the text looks like a Korean resident registration number, which we never keep (PIPA 24-2)."""
    digits = "".join(c for c in text if c.isdigit())
    return len(digits) == 13 and digits == "".join(c for c in text if c.isalnum()) and digits[6] in "12345678"


def span(day, precision):
    """First and last day of a date that is known to the day, month or year."""
    known = PartialDate.of(day, precision)
    return known.first, known.last
