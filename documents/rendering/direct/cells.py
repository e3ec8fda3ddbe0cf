"""The cells of a table: paragraphs broken into lines within a column, and rows of them that can be cut."""

from typing import NamedTuple

from . import court, lines
from .court import MM, Column, Text
from .shaping import Run, actual_text

_SHIFTS = {"left": 0.0, "center": 0.5, "right": 1.0}
REMEMBERED = 4_000  # paragraphs laid out: dates, states and authors repeat


class Cell(NamedTuple):
    """The lines of a cell: (left, baseline, end, operators, told), measured from its left and its top.

    told: what the file says of a line besides its glyphs, as entries of a dictionary: language, letters.
    """

    height: float
    lines: list[tuple[float, float, float, bytes, bytes]]
    tells: bool = False


class Row(NamedTuple):
    height: float
    cells: list[Cell]


EMPTY = Cell(0.0, [])


class Layout:
    """Lays out the cells of one table."""

    def __init__(self, shaper, columns: tuple[Column, ...]):
        self._shaper = shaper
        self._rooms = [_room(column) for column in columns]
        self._headings = [column.heading for column in columns]
        self._known = {}

    def header(self) -> Row:
        """The headings: bold, in the middle of their columns, with the wide padding."""
        side = court.PADDING_SIDE * MM + court.RULE / 2
        style = self._shaper.style(bold=True)
        cells = []
        for heading, (left, width, _align) in zip(self._headings, self._rooms, strict=True):
            room = (side, width + 2 * (left - side), "center")
            cells.append(paragraph(style, heading, *room))
        return _row(cells)

    def row(self, values) -> Row:
        """A row of cells: each a text, or several paragraphs one below the other."""
        return _row([self._cell(value, place) for place, value in enumerate(values)])

    def _cell(self, value, place):
        key = (value, place)
        cell = self._known.get(key)
        if cell is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            cell = self._known[key] = self._laid(value, self._rooms[place])
        return cell

    def _laid(self, value, room):
        if isinstance(value, str):
            return paragraph(self._shaper.style(), value, *room)
        parts = [self._part(part, room) for part in value]
        return parts[0] if len(parts) == 1 else _stacked(parts, self._shaper.style().blank)

    def _part(self, part: Text, room):
        text, lang = part
        cell = paragraph(self._shaper.style(lang), text, *room)
        if lang in ("ko", ""):
            return cell
        spoken = b"/Lang(%b)" % lang.encode()
        return Cell(cell.height, [(*line[:4], spoken + line[4]) for line in cell.lines], tells=True)


def paragraph(style, text, left, width, align="left", leading=court.LEADING, spacing=0.0) -> Cell:
    """One paragraph: its lines, as high as the leading says."""
    text = lines.tidy(text)
    if not text:
        return EMPTY
    pitch = leading * style.size
    base = (pitch - style.ascent - style.descent) / 2 + style.ascent
    drawn, y, tells = [], base, False
    for wide, operators, said in _runs(style, text, width, spacing):
        told = actual_text(said) if said else b""
        drawn.append((left + (width - wide) * _SHIFTS[align], y, y - base + pitch, operators, told))
        y, tells = y + pitch, tells or bool(said)
    return Cell(y - base, drawn, tells)


def _runs(style, text, width, spacing):
    if not spacing and (uniform := style.uniform(text)):
        return _uniform_runs(style, *uniform, width)
    measured = style.measure(text)
    if measured[2] <= width:
        return [style.set(text, measured, spacing=spacing)]
    found = lines.fill(style, text, width, measured)
    if levels := style.levels(text):
        return [style.run(text[start:end], levels[start:end]) for start, end in found]
    runs = [style.run(text[start:end], spacing=spacing) for start, end in found]
    return [_with_blank(style, run, text[end : end + 1]) for run, (_start, end) in zip(runs, found, strict=True)]


def _with_blank(style, run, following):
    """The space at which a line ends is drawn too: whoever reads the words and not their places needs it."""
    return Run(run.width, run.glyphs + style.blank, run.said and run.said + " ") if following == " " else run


def _uniform_runs(style, text, ends, width):
    if ends[-1] <= width:
        return [Run(ends[-1], style.plain(text))]
    runs = []
    for start, end in lines.fill_uniform(text, ends, width):
        with_blank = end + (text[end : end + 1] < "!")
        runs.append(Run(ends[end - 1] - (ends[start - 1] if start else 0.0), style.plain(text[start:with_blank])))
    return runs


def cut(row: Row, room: float) -> tuple[Row, Row]:
    """What of a row fits into a height, and the rest."""
    pairs = [cut_cell(cell, room) for cell in row.cells]
    return _row([head for head, _tail in pairs]), _row([tail for _head, tail in pairs])


def cut_cell(cell: Cell, room: float) -> tuple[Cell, Cell]:
    """The lines that fit into a height, and the rest."""
    fitting = [line for line in cell.lines if line[2] <= room]
    if len(fitting) == len(cell.lines):
        return cell, EMPTY
    taken = fitting[-1][2] if fitting else 0.0
    rest = [(x, base - taken, end - taken, *what) for x, base, end, *what in cell.lines[len(fitting) :]]
    return Cell(taken, fitting, cell.tells), Cell(cell.height - taken, rest, cell.tells)


def _row(cells):
    return Row(max([cell[0] for cell in cells]), cells)


def _stacked(parts, blank):
    """Paragraphs one below the other, with a blank between them for whoever reads the words alone."""
    height, drawn = 0.0, []
    for part in parts:
        if drawn:
            x, base, end, what, told = drawn[-1]
            drawn[-1] = (x, base, end, what + blank, told)
        drawn += [(x, height + base, height + end, what, told) for x, base, end, what, told in part.lines]
        height += part.height
    return Cell(height, drawn, tells=True)


def _room(column):
    """(left, width, alignment) of the text of a column, from its left edge."""
    side = (court.PADDING_SIDE if column.align == "left" else court.PADDING_TIGHT) * MM + court.RULE / 2
    return side, column.width * MM - 2 * side, column.align
