"""The facts of a court paper's page and table: what templates/papers/court.css says, as numbers. A test compares the two.

Lengths are millimetres, sizes of letters points, leading and spacing multiples of the size (Civil Procedure Rules 4②).
"""

from typing import NamedTuple

from .pdf import A4

MM = 72 / 25.4
WIDTH, HEIGHT = A4
TOP, RIGHT, BOTTOM, LEFT = 45, 20, 30, 20
SIZE, LEADING = 12, 1.6
FOOT_SIZE, FOOT_GAP = 11, 9

PADDING_TOP, PADDING_SIDE, PADDING_TIGHT = 1.6, 1.8, 0.8
RULE, HEAD_RULE = 0.4, 0.9  # points
RULE_GREY, HEAD_FILL = 0x44 / 255, (0xF1 / 255, 0xF1 / 255, 0xEE / 255)

TERM_WIDTH, TERM_LEADING, TERM_GAP = 34, 1.7, 4.5


class Text(NamedTuple):
    """A paragraph in its language; Latin letters are their own language, "en", as class="roman" in the templates."""

    text: str
    lang: str = "ko"


class Column(NamedTuple):
    """align: left, center or right; the last two stand closer to the rules, so that numbers and dates have room."""

    heading: str
    width: float
    align: str = "left"


class Line(NamedTuple):
    """A paragraph outside the table. wide: letters set apart, by so many em. left: where it begins, from the margin."""

    text: str
    size: float = SIZE
    bold: bool = False
    align: str = "left"
    leading: float = LEADING
    above: float = 0
    below: float = 0
    left: float = 0
    wide: float = 0
    tag: str = "P"


class Term(NamedTuple):
    """The customary block of term and text: 사건, 원고, 피고."""

    term: str
    text: str


class TableStyle(NamedTuple):
    """A long table: its columns, what stands before it, and what closes it, which no page end tears apart."""

    columns: tuple[Column, ...]
    opening: tuple[Line | Term, ...] = ()
    closing: tuple[Line, ...] = ()
    gap: float = 0
    """Between the opening and the table."""
    first_page: int = 1


TITLE = {"size": 22, "bold": True, "align": "center", "leading": 1.4, "below": 12, "tag": "H1"}
"""Line(**TITLE): the h1 of a paper."""
SPACED = 0.55
"""em between the letters of a title of few letters (h1.wide)."""
