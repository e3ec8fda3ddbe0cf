"""What people are told of letters that papers cannot print."""

import unicodedata

from django.utils.translation import gettext as _

from litigation import fonts
from litigation.errors import DomainError

MOST = 6  # letters named in a sentence; the rest is like them


def letters(text) -> str:
    """The letters of a text that papers cannot print, as a sentence names them; empty where there are none."""
    found = fonts.unprintable(text or "")
    names = [_seen(each) for each in found[:MOST]]
    return " ".join([*names, "…"] if len(found) > MOST else names)


def refusal(text) -> str:
    """The sentence at the field of such a text."""
    sentence = _("Papers cannot print: %(letters)s. Write it without these signs, or in Latin letters.")
    return sentence % {"letters": letters(text)}


def refuse_unprintable(**values):
    """Refuse, by the name of their fields, texts that a paper would print as boxes."""
    fields = {name: refusal(text) for name, text in values.items() if letters(text)}
    if fields:
        raise DomainError("text.unprintable", next(iter(fields.values())), fields=fields)


def _seen(cluster):
    """The letter itself; by its number where nobody could see it."""
    if any(unicodedata.category(c)[0] in "CZ" for c in cluster):
        return " ".join(f"U+{ord(c):04X}" for c in cluster)
    return cluster
