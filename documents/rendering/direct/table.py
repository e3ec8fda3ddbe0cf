"""The long table: rows go in one by one, pages go out as they fill up. Only the page that is being filled is kept."""

import gc
from collections.abc import Iterable
from contextlib import contextmanager

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
        self._layout = cells.Layout(self._shaper, style.columns, LEFT + court.RULE / 2)
        self._header = self._layout.header()
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
        while self._y + cells.height(cell) > BOTTOM + FORGIVEN:
            if cells.height(cell) > BOTTOM - TOP:
                head, cell = cells.cut_cell(cell, BOTTOM - self._y)
                self._draw(line.tag.encode(), head)
            self._end_page()
            self._begin_page()
        self._draw(line.tag.encode(), cell)
        self._y += cells.height(cell) + line.below * MM

    def _paragraph(self, line):
        style = self._shaper.style(size=line.size, bold=line.bold)
        spacing = line.wide * line.size
        left = line.left * MM + spacing  # letters set apart have a gap behind the last; one before the first evens it
        how = cells.setting(style, line.leading, spacing)
        return cells.paragraph(how, line.text, LEFT + left, WIDE - left, cells.SHIFTS[line.align])

    def _term(self, block: Term):
        style, left = self._shaper.style(), court.TERM_WIDTH * MM
        term = cells.paragraph(cells.setting(style), block.term, LEFT, left)
        text = cells.paragraph(cells.setting(style, court.TERM_LEADING), block.text, LEFT + left, WIDE - left)
        self._draw(b"P", term + text)
        self._y += max(map(cells.height, (term, text))) + court.TERM_GAP * MM

    def _draw(self, tag, cell):
        element = self._writer.reserve()
        marks = self._tags.marks(element, len(cell))
        self._tags.element(tag, b" ".join(b"%d" % mark for mark in marks), number=element)
        self._content += [b"BT\n", *_marked(tag, cell, self._y, marks.start), b"ET\n"]

    def _close(self):
        """The closing: whole on this page, or on the next."""
        lines = self._style.closing
        height = sum(cells.height(self._paragraph(line)) + (line.above + line.below) * MM for line in lines)
        if lines and self._y + height > BOTTOM + FORGIVEN:
            self._end_page()
            self._begin_page()
            self._y -= lines[0].above * MM  # no gap at the top of a page
        for line in lines:
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
        middle = self._start + court.RULE / 2 + court.PADDING_TOP * MM + self._header.height / 2
        if self._parts:
            self._content.append(artifact(b"".join(_drawn(self._header, middle))))
            return
        head = self._writer.reserve()
        mark, rows = self._tags.rows(head, [self._header.cells], kind=b"TH", entries=b"/A<</O/Table/Scope/Column>>")
        self._content += _marked_row(b"TH", self._header, middle, mark)
        self._part(b"THead", head, rows)

    def _draw_body(self):
        if not self._rows:
            return
        body = self._writer.reserve()
        mark, rows = self._tags.rows(body, [row.cells for _top, row in self._rows])
        above = court.HEAD_RULE / 2 + court.PADDING_TOP * MM
        for top, row in self._rows:
            drawn = _marked_row(b"TD", row, top + above + row.height / 2, mark)
            self._content += drawn
            mark, above = mark + len(drawn), PADDING / 2
        self._part(b"TBody", body, rows)

    def _part(self, kind, number, rows):
        self._tags.element(kind, b" ".join(b"%d 0 R" % row for row in rows), parent=self._table, number=number)
        self._parts.append(number)

    def _rules(self, ends):
        """The header's ground, and the lines around every cell."""
        start, half = self._start, court.RULE / 2
        under = start + self._header.height + PADDING + UNDER_HEAD
        left, right = self._layout.edges[0] - half, self._layout.edges[-1] + half
        ground = (*court.HEAD_FILL, left, HEIGHT - under, right - left, under - start)
        across = b"".join(_LINE % (left, HEIGHT - y, right, HEIGHT - y) for y in (start, *ends))
        last = HEIGHT - (ends or [under])[-1]
        down = b"".join(_LINE % (x, HEIGHT - start, x, last) for x in self._layout.edges)
        head = _LINE % (left, HEIGHT - under, right, HEIGHT - under)
        grey = (court.RULE_GREY, court.RULE)
        return b"q %.3f %.3f %.3f rg %.2f %.2f %.2f %.2f re f " % ground + (
            b"%.3f G %.2f w %b%bS %.2f w %bS Q " % (*grey, across, down, court.HEAD_RULE, head)
        )


_LINE = b"%.2f %.2f m %.2f %.2f l "


def _marked_row(tag, row, middle, mark) -> list[bytes]:
    """The lines of all cells, each cell in the middle of its row; marks are counted from the first."""
    drawn = []
    for cell in row.cells:
        drawn += _marked(tag, cell, middle - cells.height(cell) / 2, mark + len(drawn))
    return drawn


def _marked(tag, cell, top, mark) -> list[bytes]:
    """Each line of a cell as a piece of marked content. None lies within another."""
    bottom = HEIGHT - top
    return [
        b"/%b<</MCID %d%b>>BDC 1 0 0 1 %.2f %.2f Tm %bEMC\n"
        % (b"Span" if told else tag, number, told, x, bottom - base, operators)
        for number, (x, base, _end, told, operators) in enumerate(cell, mark)
    ]


def _drawn(row, middle) -> list[bytes]:
    """The lines of all cells, outside the structure."""
    return [
        b"1 0 0 1 %.2f %.2f Tm %b" % (x, HEIGHT - middle + cells.height(cell) / 2 - base, operators)
        for cell in row.cells
        for x, base, _end, _told, operators in cell
    ]
