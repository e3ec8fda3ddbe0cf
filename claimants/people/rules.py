"""What may stand in a name, and how an identity number is shown. Pure."""

from litigation.law.partial import PartialDate

# Where a claim stands when its person's answers can no longer be changed by them: after sending until a lawyer asks
# again (who they are), and for good once the round is frozen (also where they live).
SENT = frozenset({"submitted", "in_review", "accepted"})
FROZEN = frozenset({"in_round", "filed", "decided", "closed"})
DOTS = dict.fromkeys(map(ord, "・‧∙⋅•ㆍᆞ"), "·")  # the middle dot of a name, by the keyboards that write another


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
