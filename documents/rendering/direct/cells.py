"""The cells of a table: paragraphs broken into lines within a column, and rows of them that can be cut."""

from typing import NamedTuple

from . import court, lines
from .court import MM, Column, Text
from .shaping import Run
from .tags import language

REMEMBERED = 4_000  # paragraphs laid out: dates, states and authors repeat


class Drawn(NamedTuple):
    """A line of a cell: where it begins from the cell's left, its baseline and its end from the cell's top."""

    x: float
    baseline: float
    end: float
    operators: bytes


class Cell(NamedTuple):
    height: float
    lines: tuple[Drawn, ...]


class Row(NamedTuple):
    height: float
    cells: tuple[Cell, ...]


EMPTY = Cell(0.0, ())


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
        return parts[0] if len(parts) == 1 else _stacked(parts)

    def _part(self, part: Text, room):
        cell = paragraph(self._shaper.style(part.lang), part.text, *room)
        if part.lang in ("ko", ""):
            return cell
        told = (Drawn(x, base, end, language(part.lang, drawn)) for x, base, end, drawn in cell.lines)
        return Cell(cell.height, tuple(told))


def paragraph(style, text, left, width, align="left", leading=court.LEADING, spacing=0.0) -> Cell:
    """One paragraph: its lines, as high as the leading says."""
    pitch = leading * style.size
    base = (pitch - style.ascent - style.descent) / 2 + style.ascent
    runs = _runs(style, lines.tidy(text), width, spacing)
    drawn = (
        Drawn(left + _shift(align, width - run.width), number * pitch + base, (number + 1) * pitch, run.operators)
        for number, run in enumerate(runs)
    )
    return Cell(len(runs) * pitch, tuple(drawn))


def cut(row: Row, room: float) -> tuple[Row, Row]:
    """What of a row fits into a height, and the rest."""
    pairs = [_cut_cell(cell, room) for cell in row.cells]
    return _row([head for head, _tail in pairs]), _row([tail for _head, tail in pairs])


def _cut_cell(cell, room):
    fitting = tuple(line for line in cell.lines if line.end <= room)
    if len(fitting) == len(cell.lines):
        return cell, EMPTY
    taken = fitting[-1].end if fitting else 0.0
    rest = (Drawn(x, base - taken, end - taken, drawn) for x, base, end, drawn in cell.lines[len(fitting) :])
    return Cell(taken, fitting), Cell(cell.height - taken, tuple(rest))


def _runs(style, text, width, spacing) -> list[Run]:
    if not text:
        return []
    measured = style.measure(text)
    if measured[2] <= width:
        return [style.set(text, measured, spacing=spacing)]
    levels = style.levels(text)
    return [
        style.run(text[start:end], levels and levels[start:end], spacing=spacing)
        for start, end in lines.fill(style, text, width)
    ]


def _row(cells):
    return Row(max(cell.height for cell in cells), tuple(cells))


def _stacked(parts):
    height, drawn = 0.0, []
    for part in parts:
        drawn += [Drawn(x, height + base, height + end, what) for x, base, end, what in part.lines]
        height += part.height
    return Cell(height, tuple(drawn))


def _room(column):
    """(left, width, alignment) of the text of a column, from its left edge."""
    side = (court.PADDING_SIDE if column.align == "left" else court.PADDING_TIGHT) * MM + court.RULE / 2
    return side, column.width * MM - 2 * side, column.align


def _shift(align, free):
    return {"left": 0, "center": free / 2, "right": free}[align]
