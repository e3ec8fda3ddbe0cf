"""What a signature is, and how what was signed is hashed. Pure."""

import re
from dataclasses import dataclass
from itertools import pairwise
from math import dist

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from litigation.errors import DomainError
from litigation.text.cleaning import TextProblem, clean_figures, searched
from litigation.text.latin import compared

TYPED, DRAWN = "typed", "drawn"
WIDTH = 1000  # drawings are kept as whole numbers on a sheet of this width
SMALLEST = 120  # a pen way shorter than this is a slip of the finger
MOST_STROKES, MOST_POINTS = 200, 20_000
CODE_LENGTH = 16  # of the hash, in hexadecimal: 64 bits, which nobody tries out
EMPTY = gettext_lazy("Sign in the box, or type your name instead.")


@dataclass(frozen=True)
class Mark:
    """The signature as it is kept: a typed name, or pen strokes [[[x, y], …], …]."""

    method: str
    typed_name: str = ""
    strokes: tuple = ()


def code_of(content_sha256) -> str:
    """What the certificate page prints and the verify page takes: 9F2C-41AA-07D3-5B6E."""
    head = content_sha256[:CODE_LENGTH].upper()
    return "-".join(head[at : at + 4] for at in range(0, CODE_LENGTH, 4))


def tidy_code(text):
    """A code as it stands in an address: letters and digits only, at most 40."""
    return "".join(c for c in _figures(text) if c.isascii() and c.isalnum())[:40].upper()


def read_code(text):
    """The beginning of the hash that somebody typed, however they typed it; None where it cannot be one."""
    found = re.sub(r"[\s\-]", "", _figures(text).lower())
    return found if len(found) == CODE_LENGTH and all(c in "0123456789abcdef" for c in found) else None


def _figures(text):
    try:
        return clean_figures(text)
    except TextProblem:
        return ""


def typed(text, names) -> Mark:
    """A typed name as a mark. It has to be one of the signer's names; case, accents and order do not matter."""
    text = searched(text or "")
    if not text:
        sentence = _("Type your name to sign.")
        raise DomainError("mandate.empty", sentence, fields={"typed_name": sentence})
    if not any(compared(text) & compared(name) for name in names if name):
        sentence = _("Type your name as you gave it: %(name)s.") % {"name": next(filter(None, names), "")}
        raise DomainError("mandate.other_name", sentence, fields={"typed_name": sentence})
    return Mark(TYPED, typed_name=text)


def drawn(drawing) -> Mark:
    """A drawing {"w": …, "strokes": [[[x, y, ms], …], …]} as a mark, in whole numbers on a sheet of WIDTH.

    Refuses what is empty, a mere slip, not a drawing at all, or far too much.
    """
    strokes = _strokes(drawing)
    length = sum(dist(a, b) for stroke in strokes for a, b in pairwise(stroke))
    if length < SMALLEST:
        raise _empty(
            _(EMPTY) if not strokes else _("This mark is too small to print. Sign larger, or type your name instead.")
        )
    return Mark(DRAWN, strokes=strokes)


def _strokes(drawing):
    try:
        scale = _scale(drawing)
        return [
            [[_whole(point[0] * scale), _whole(point[1] * scale)] for point in stroke]
            for stroke in drawing["strokes"]
            if stroke
        ]
    except (KeyError, IndexError, TypeError, ValueError, OverflowError, ZeroDivisionError) as error:
        raise _empty(_("This drawing did not arrive whole. Sign again, or type your name instead.")) from error


def _scale(drawing):
    scale = WIDTH / float(drawing["w"])
    points = sum(len(stroke) for stroke in drawing["strokes"])
    if len(drawing["strokes"]) > MOST_STROKES or points > MOST_POINTS or not 0 < scale <= WIDTH:
        raise ValueError
    return scale


def _whole(number):
    number = round(number)
    if abs(number) > 10 * WIDTH:
        raise ValueError
    return number


def _empty(sentence):
    return DomainError("mandate.empty", sentence, fields={"strokes": sentence})


def masked_email(address):
    """h••••@example.org: enough for the signer to recognise, not enough for others to write to."""
    name, _at, host = address.partition("@")
    return f"{name[:1]}••••@{host}"


def initials(name):
    """N. T. H. of NGUYEN THI HUONG."""
    return " ".join(f"{part[0]}." for part in name.split())
