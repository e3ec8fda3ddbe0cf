"""The cells of a table: paragraphs broken into lines within a column, and rows of them that can be cut.

A cell is a list of lines, each (x, baseline, end, told, operators): x on the page, baseline and end below the top of the cell's
text. told: what the file says of a line besides its glyphs, as entries of a dictionary: language, letters.
"""

from functools import partial
from itertools import accumulate
from operator import getitem
from typing import NamedTuple

from litigation.remembered import Remembered

from . import court, lines
from .court import MM, Column
from .shaping import Run, Style, actual_text

SHIFTS = {"left": 0.0, "center": 0.5, "right": 1.0}
REMEMBERED = 1_000  # cells of a column: dates, states and authors repeat


class Row(NamedTuple):
    height: float
    cells: list[list]


class Setting(NamedTuple):
    """How a paragraph is set, whatever it says: its letters, its lines one below the other, points after each letter."""

    style: Style
    pitch: float
    base: float
    spacing: float = 0.0
    told: bytes = b""


def setting(style, leading=court.LEADING, spacing=0.0, told=b"") -> Setting:
    pitch = leading * style.size
    return Setting(style, pitch, (pitch - style.ascent - style.descent) / 2 + style.ascent, spacing, told)


class Layout:
    """Lays out the cells of one table, whose first column begins at `left`."""

    def __init__(self, shaper, columns: tuple[Column, ...], left: float):
        self._shaper, self._columns = shaper, columns
        self.edges = list(accumulate((column.width * MM for column in columns), initial=left))
        self._known = [Remembered(partial(self._laid, room), REMEMBERED) for room in map(_room, columns, self.edges)]
        self._settings = Remembered(self._setting)
        self._blank = shaper.style().blank

    def header(self) -> Row:
        """The headings: bold, in the middle of their columns, with the wide padding."""
        bold, cells = setting(self._shaper.style(bold=True)), []
        for column, edge in zip(self._columns, self.edges, strict=False):
            left, width, _shift = _room(column._replace(align="left"), edge)
            cells.append(paragraph(bold, column.heading, left, width, SHIFTS["center"]))
        return _row(cells)

    def row(self, values) -> Row:
        """A row of cells: each a text, or several paragraphs one below the other."""
        return _row(list(map(getitem, self._known, values)))

    def _laid(self, room, value):
        """Paragraphs one below the other, with a blank between them for whoever reads the words alone."""
        cell, top = [], 0.0
        for text, lang in ((value, "ko"),) if isinstance(value, str) else value:
            if cell:
                cell[-1] = (*cell[-1][:4], cell[-1][4] + self._blank)
            cell += paragraph(self._settings[lang], text, *room, top)
            top = height(cell)
        return cell

    def _setting(self, lang):
        told = b"" if lang in ("ko", "") else b"/Lang(%b)" % lang.encode()
        return setting(self._shaper.style(lang), told=told)


def paragraph(how: Setting, text, left, width, shift=0.0, top=0.0) -> list:
    """The lines of one paragraph. shift: how much of the room that is left over stands before a line."""
    style, pitch, base, spacing, told = how
    cell, plain = [], None if spacing else style.plain_lines(text, width)
    for wide, operators, said in plain or _runs(style, text, width, spacing):
        about = told + actual_text(said) if said else told
        cell.append((left + (width - wide) * shift, top + base, top + pitch, about, operators))
        top += pitch
    return cell


def height(cell) -> float:
    return cell[-1][2] if cell else 0.0


def _runs(style, text, width, spacing):
    text = lines.tidy(text)
    measured = style.measure(text)
    if measured[2] <= width:
        return [style.set(text, measured, spacing=spacing)] if text else []
    found = lines.fill(style, text, width, measured)
    if levels := style.levels(text):
        return [style.run(text[start:end], levels[start:end]) for start, end in found]
    runs = [style.run(text[start:end], spacing=spacing) for start, end in found]
    return [_with_blank(style, run, text[end : end + 1]) for run, (_start, end) in zip(runs, found, strict=True)]


def _with_blank(style, run, following):
    """The space at which a line ends is drawn too: whoever reads the words and not their places needs it."""
    return Run(run.width, run.glyphs + style.blank, run.said and run.said + " ") if following == " " else run


def cut(row: Row, room: float) -> tuple[Row, Row]:
    """What of a row fits into a height, and the rest."""
    pairs = [cut_cell(cell, room) for cell in row.cells]
    return _row([head for head, _tail in pairs]), _row([tail for _head, tail in pairs])


def cut_cell(cell: list, room: float) -> tuple[list, list]:
    """The lines that fit into a height, and the rest."""
    head = [line for line in cell if line[2] <= room]
    taken = height(head)
    return head, [(x, base - taken, end - taken, *what) for x, base, end, *what in cell[len(head) :]]


def _row(cells):
    return Row(max(map(height, cells)), cells)


def _room(column, edge):
    """(left, width, shift) of the text of a column."""
    side = (court.PADDING_SIDE if column.align == "left" else court.PADDING_TIGHT) * MM + court.RULE / 2
    return edge + side, column.width * MM - 2 * side, SHIFTS[column.align]
