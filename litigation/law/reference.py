"""The name of a claim, `HK-7K4M-92QX`: made to be read aloud, typed on a phone and written on paper. Pure.

Seven random characters of Crockford's base32 (no I, L, O, U) and one check character. The check is a weighted sum in
the field GF(32), so it stays inside the same alphabet (Crockford's own mod 37 would need `*~$=U`), and it catches
every single wrong character and every swap of two characters, neighbours or not.
"""

import random

PREFIX = "HK"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
DATA = 7
LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
POLYNOMIAL = 0b100101  # x^5 + x^2 + 1, primitive: the powers of x run through all 31 non-zero values
START = 7  # so that HK-0000-0000 is not a reference, and the example above is one


class ReferenceProblem(ValueError):
    """What is wrong with a typed reference: `reason` is "empty", "length", "character" or "check"."""

    def __init__(self, reason: str, sentence: str):
        super().__init__(sentence)
        self.reason = reason


def new(source: random.Random | None = None) -> str:
    """A fresh reference. `source` is the operating system's randomness unless the caller wants repeatable ones."""
    source = source or random.SystemRandom()
    return complete("".join(source.choice(ALPHABET) for _ in range(DATA)))


def complete(data: str) -> str:
    """The seven characters with prefix, hyphens and check character."""
    body = data + check_character(data)
    return f"{PREFIX}-{body[:4]}-{body[4:]}"


def check_character(data: str) -> str:
    total = START
    for character in data:
        total = _times_x(total ^ ALPHABET.index(character))
    return ALPHABET[total]


def parse(text: str) -> str:
    """The reference in its one true form, from what a person typed: any case, spaces, missing hyphens, O for 0, I or L
    for 1, with or without the prefix. Raises ReferenceProblem (a ValueError) when it cannot be one."""
    letters = "".join(character for character in text.upper() if character.isalnum())
    if not letters:
        raise ReferenceProblem("empty", "Enter a reference, like HK-7K4M-92QX.")
    body = letters.removeprefix(PREFIX) if len(letters) > DATA + 1 else letters
    body = body.translate(LOOKALIKES)
    if len(body) != DATA + 1:
        raise ReferenceProblem("length", "A reference has 8 letters and digits after HK, like HK-7K4M-92QX.")
    if strange := sorted(set(body) - set(ALPHABET)):
        raise ReferenceProblem("character", f"A reference never holds {' '.join(strange)}. Look at it once more.")
    if check_character(body[:DATA]) != body[DATA]:
        raise ReferenceProblem("check", "One character of this reference is wrong, or two are swapped.")
    return complete(body[:DATA])


def _times_x(value: int) -> int:
    value <<= 1
    return value ^ POLYNOMIAL if value & 32 else value
