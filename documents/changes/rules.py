"""Numbers as people type them, names as papers print them, and how a version of a roster is hashed. Pure."""

import re

from django.utils.translation import gettext as _

from litigation.errors import DomainError
from litigation.kept import sha256

MOST_AT_ONCE = 20_000
RANGE = re.compile(r"(\d{1,7})(?:\s*[-–~]\s*(\d{1,7}))?")


def read_numbers(text) -> list[int]:
    """Plaintiff numbers typed like "1-120, 133": each once, in order. Refuses what is no number, and far too many."""
    found = set()
    for part in filter(None, re.split(r"[,;\s]+", re.sub(r"\s*[-–~]\s*", "-", (text or "").strip()))):
        match = RANGE.fullmatch(part)
        if not match:
            raise _no_number(part)
        first, last = int(match[1]), int(match[2] or match[1])
        if not 0 < first <= last or last - first >= MOST_AT_ONCE:
            raise _no_number(part)
        found.update(range(first, last + 1))
    if not found:
        sentence = _("Type at least one plaintiff number, like 1-120, 133.")
        raise DomainError("appeal.numbers", sentence, fields={"numbers": sentence})
    return sorted(found)


def written(numbers) -> str:
    """[3, 7, 8, 9] as “3, 7-9”, as read_numbers reads them."""
    ranges = []
    for number in sorted(numbers):
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in ranges)


def next_sha256(before, number, kind, person) -> str:
    """The hash of the next version: what was before, whom it concerns, what changed."""
    return sha256({"before": before, "number": number, "kind": str(kind), "person": person})


def tidy(text, *, most=300) -> str:
    """One line without doubled spaces; refuses an empty or far too long one."""
    text = " ".join((text or "").split())
    if not text or len(text) > most:
        sentence = _("Write one line of at most %(n)s characters.") % {"n": most}
        raise DomainError("roster.text", sentence, fields={"reason": sentence, "source": sentence})
    return text


def _no_number(part):
    sentence = _("“%(part)s” is no plaintiff number. Type numbers and ranges, like 1-120, 133.") % {"part": part[:20]}
    return DomainError("appeal.numbers", sentence, fields={"numbers": sentence})
