"""Long lists as papers: made by the direct writer; the template is their reference.

The list is drawn from the same frozen paper as its template, with columns, words and order of the same source; the tests hold
the two against each other, text by text and edge by edge.
"""

import io
from collections.abc import Iterable
from datetime import UTC

from .direct.court import TableStyle
from .html import Paper, Rendered


class ListPaper(Paper):
    """A paper that is one long table. Subclasses say how it looks and what stands in the cells of a row."""

    def style(self, first_page) -> TableStyle:
        raise NotImplementedError

    def cells(self, row) -> tuple:
        raise NotImplementedError


def render(paper: ListPaper, rows: Iterable, *, first_page=1) -> Rendered:
    """The list as PDF; it has no HTML. `first_page` continues the numbering of a body it is bound to."""
    from .direct.table import write_table

    out, about = io.BytesIO(), {"title": paper.title, "author": paper.author, "made_at": paper.made_at.astimezone(UTC)}
    written = write_table(paper.style(first_page), map(paper.cells, rows), out, **about)
    return Rendered("", out.getvalue(), written.pages)
