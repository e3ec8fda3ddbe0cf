"""The long table: rows go in one by one, pages go out as they fill up. Only the page that is being filled is kept."""

import gc
from collections.abc import Iterable
from contextlib import contextmanager
from itertools import accumulate

from . import cells, court
from .court import HEIGHT, MM, Line, TableStyle, Term
from .embedding import Fonts
from .pdf import Writer, Written
from .shaping import Shaper
from .tags import Tags, artifact

TOP, BOTTOM = court.TOP * MM, HEIGHT - court.BOTTOM * MM
LEFT, WIDE = court.LEFT * MM, court.WIDTH - (court.LEFT + court.RIGHT) * MM
PADDING = 2 * court.PADDING_TOP * MM + court.RULE
UNDER_HEAD = (court.HEAD_RULE - court.RULE) / 2  # the thicker rule below the header, half of it in each row
FORGIVEN = 0.01  # what may stand over at the end of a page: less than any eye sees


def write_table(style: TableStyle, rows: Iterable[tuple], file, *, title, author="", made_at=None) -> Written:
    """A list as a PDF: its opening, its table with repeated headers, its closing.

    rows: a tuple of cells for each; a cell is a text or a tuple of court.Text, one paragraph each. No row is torn by a page end
    unless it is taller than a page, and the last row does not stand on a page alone.
    """
    with _collector_at_rest():
        return _Flow(Writer(file, title=title, author=author, made_at=made_at), style, title).write(rows)


@contextmanager
def _collector_at_rest():
    """Rows leave no circles behind, so looking for them again and again would only cost (a twelfth of the time)."""
    was_awake = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_awake:
            gc.enable()


class _Flow:
    def __init__(self, writer, style, title):
        self._writer, self._style = writer, style
        self._shaper, self._tags = Shaper(Fonts(writer)), Tags(writer, title=title)
        self._layout = cells.Layout(self._shaper, style.columns)
        self._header = self._layout.header()
        self._edges = list(accumulate((each.width * MM for each in style.columns), initial=LEFT + court.RULE / 2))
        self._table, self._parts = writer.reserve(), []
        self._begin_page()

    def write(self, rows) -> Written:
        for block in self._style.opening:
            self._term(block) if isinstance(block, Term) else self._line(block)
        self._y += self._style.gap * MM
        self._begin_table()
        waiting = None
        for values in rows:
            if waiting:
                self._place(waiting)
            waiting = self._layout.row(values)
        if waiting:
            self._place(waiting, last=True)
        if self._rows or not self._parts:
            self._end_table()
        self._tags.element(b"Table", b" ".join(b"%d 0 R" % part for part in self._parts), number=self._table)
        self._close()
        self._end_page()
        return self._writer.close()

    # Pages

    def _begin_page(self):
        self._tags.open_page()
        self._content, self._y = [], TOP

    def _end_page(self):
        foot = self._shaper.text_run(f"- {self._style.first_page + self._writer.pages} -", court.FOOT_SIZE)
        ascent = self._shaper.style(size=court.FOOT_SIZE).ascent
        drawn = foot.drawn(LEFT + (WIDE - foot.width) / 2, HEIGHT - BOTTOM - court.FOOT_GAP * MM - ascent)
        self._content.append(artifact(drawn, b"/Type/Pagination/Subtype/Footer"))
        page = self._tags.page
        self._writer.add_page(b"".join(self._content), entries=self._tags.close_page(), number=page)

    # What stands above and below the table

    def _line(self, line: Line):
        cell = self._paragraph(line)
        self._y += line.above * MM
        while self._y + cell.height > BOTTOM + FORGIVEN:
            if cell.height > BOTTOM - TOP:
                head, cell = cells.cut_cell(cell, BOTTOM - self._y)
                self._draw(line.tag.encode(), head)
            self._end_page()
            self._begin_page()
        self._draw(line.tag.encode(), cell)
        self._y += cell.height + line.below * MM

    def _paragraph(self, line):
        style = self._shaper.style(size=line.size, bold=line.bold)
        spacing = line.wide * line.size
        left = line.left * MM + spacing  # letters set apart have a gap behind the last; one before the first evens it
        return cells.paragraph(style, line.text, left, WIDE - left, line.align, line.leading, spacing)

    def _term(self, block: Term):
        style, left = self._shaper.style(), court.TERM_WIDTH * MM
        term = cells.paragraph(style, block.term, 0, left)
        text = cells.paragraph(style, block.text, left, WIDE - left, leading=court.TERM_LEADING)
        self._draw(b"P", cells.Cell(0, term.lines + text.lines, term.tells or text.tells))
        self._y += max(term.height, text.height) + court.TERM_GAP * MM

    def _draw(self, tag, cell):
        element, pieces = self._writer.reserve(), _pieces(cell, LEFT, self._y)
        marks = self._tags.marks(element, len(pieces))
        self._tags.element(tag, b" ".join(b"%d" % mark for mark in marks), number=element)
        self._content += [b"BT\n", *_marked(tag, pieces, marks[0]), b"ET\n"]

    def _close(self):
        """The closing: whole on this page, or on the next."""
        height = sum(self._paragraph(line).height + (line.above + line.below) * MM for line in self._style.closing)
        if self._style.closing and self._y + height > BOTTOM + FORGIVEN:
            self._end_page()
            self._begin_page()
            self._y -= self._style.closing[0].above * MM  # no gap at the top of a page
        for line in self._style.closing:
            self._line(line)

    # The table

    def _begin_table(self):
        self._start, self._rows = self._y + court.RULE / 2, []
        self._y = self._start + self._header.height + PADDING + UNDER_HEAD

    def _place(self, row, *, last=False):
        """Set a row below the others or on the next page; the last one takes the row before it along."""
        while row.height + PADDING > self._room():
            if self._rows or self._start > TOP + court.RULE:
                self._turn_page(carry=last and len(self._rows) > 1)
            else:
                head, row = cells.cut(row, self._room() - PADDING)
                self._add(head)
        self._add(row)

    def _room(self):
        used = self._y + (0 if self._rows else UNDER_HEAD)
        return BOTTOM + FORGIVEN - court.RULE / 2 - used

    def _add(self, row):
        top = self._y
        self._y += row.height + PADDING + (0 if self._rows else UNDER_HEAD)
        self._rows.append((top, row))

    def _turn_page(self, *, carry):
        carried = [self._rows.pop()] if carry else []
        if self._rows:
            self._end_table()
        self._end_page()
        self._begin_page()
        self._begin_table()
        for _top, row in carried:
            self._add(row)

    def _end_table(self):
        """Draw the part of the table that stands on this page."""
        ends = [top + row.height + PADDING for top, row in self._rows]
        if ends:
            ends[0] += UNDER_HEAD
        self._content += [artifact(self._rules(ends)), b"BT\n"]
        self._draw_header()
        self._draw_body()
        self._content.append(b"ET\n")
        self._y = (ends or [self._y])[-1] + court.RULE / 2

    def _draw_header(self):
        """The headings: part of the table where it begins, decoration where they are repeated."""
        middle = self._start + court.RULE / 2 + court.PADDING_TOP * MM
        drawn = [
            _pieces(cell, x, middle + (self._header.height - cell.height) / 2)
            for x, cell in zip(self._edges, self._header.cells, strict=False)
        ]
        if self._parts:
            self._content.append(artifact(b"".join(operators for pieces in drawn for _told, operators in pieces)))
            return
        head = self._writer.reserve()
        counts = [len(pieces) for pieces in drawn]
        mark, row = self._tags.row(head, counts, kind=b"TH", entries=b"/A<</O/Table/Scope/Column>>")
        self._tags.element(b"THead", b"%d 0 R" % row, parent=self._table, number=head)
        self._parts.append(head)
        self._content += _marked(b"TH", [piece for pieces in drawn for piece in pieces], mark)

    def _draw_body(self):
        body, numbers = self._writer.reserve(), []
        above = court.HEAD_RULE / 2 + court.PADDING_TOP * MM
        for top, row in self._rows:
            drawn = [
                _pieces(cell, x, top + above + (row.height - cell.height) / 2)
                for x, cell in zip(self._edges, row.cells, strict=False)
            ]
            mark, number = self._tags.row(body, [len(pieces) for pieces in drawn])
            numbers.append(b"%d 0 R" % number)
            self._content += _marked(b"TD", [piece for pieces in drawn for piece in pieces], mark)
            above = PADDING / 2
        if numbers:
            self._tags.element(b"TBody", b" ".join(numbers), parent=self._table, number=body)
            self._parts.append(body)

    def _rules(self, ends):
        """The header's ground, and the lines around every cell."""
        start, half = self._start, court.RULE / 2
        under = start + self._header.height + PADDING + UNDER_HEAD
        left, right = self._edges[0] - half, self._edges[-1] + half
        ground = (*court.HEAD_FILL, left, HEIGHT - under, right - left, under - start)
        across = b"".join(_LINE % (left, HEIGHT - y, right, HEIGHT - y) for y in (start, *ends))
        last = HEIGHT - (ends or [under])[-1]
        down = b"".join(_LINE % (x, HEIGHT - start, x, last) for x in self._edges)
        head = _LINE % (left, HEIGHT - under, right, HEIGHT - under)
        grey = (court.RULE_GREY, court.RULE)
        return b"q %.3f %.3f %.3f rg %.2f %.2f %.2f %.2f re f " % ground + (
            b"%.3f G %.2f w %b%bS %.2f w %bS Q " % (*grey, across, down, court.HEAD_RULE, head)
        )


_LINE_AT = b"1 0 0 1 %.2f %.2f Tm %b"
_LINE = b"%.2f %.2f m %.2f %.2f l "


def _pieces(cell, x, y) -> list[tuple[bytes, bytes]]:
    """[(told, operators)] of a cell from the left and top of its text: a piece for each stretch of which the same is told."""
    bottom = HEIGHT - y
    if not cell.tells:
        lines = [_LINE_AT % (x + left, bottom - base, drawn) for left, base, _end, drawn, _told in cell.lines]
        return [(b"", b"".join(lines))]
    pieces = []
    for left, base, _end, drawn, told in cell.lines:
        operators = _LINE_AT % (x + left, bottom - base, drawn)
        if pieces and pieces[-1][0] == told and b"/ActualText" not in told:
            operators = pieces.pop()[1] + operators
        pieces.append((told, operators))
    return pieces


def _marked(tag, pieces, mark) -> list[bytes]:
    """Pieces as the marked content of an element, their marks counted from the first. None lies within another."""
    return [
        b"/%b<</MCID %d%b>>BDC %bEMC\n" % (b"Span" if told else tag, number, told, operators)
        for number, (told, operators) in enumerate(pieces, start=mark)
    ]
