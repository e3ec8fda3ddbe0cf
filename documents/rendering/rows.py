"""Long tables (annex, evidence list) in flat memory: laid out in parts that meet exactly at page ends, then joined.

WeasyPrint keeps a document's every cell in memory, about 0.14 MB a row. So only PART rows are laid out at a time; the last
page of a part, which may be half empty, is thrown away and its rows open the next part. The result reads as if it had been
laid out in one piece, with page numbers running through.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from . import html
from .html import Paper, Rendered

PART = 400


@dataclass(frozen=True)
class Part:
    """What the template is told besides the paper: its rows, the number of its first page, where it stands."""

    rows: Sequence
    first_page: int
    opens: bool
    closes: bool


def render_rows(paper: Paper, rows: Sequence, *, first_page=1, part_size=PART) -> Rendered:
    """The whole table as one PDF. Each row of the template carries id="r0", "r1", … counted within its part.

    Short tables (one part) keep their tags; longer ones are joined from parts and lose them.
    """
    if len(rows) <= part_size:
        return html.render(paper, part=Part(rows, first_page, opens=True, closes=True))
    parts = []
    pages = start = 0
    while start < len(rows):
        text, pdf, made, used = _part(paper, rows, start, first_page + pages, part_size)
        parts.append((text, pdf))
        pages, start = pages + made, start + used
    return Rendered("\n".join(text for text, _pdf in parts), _join(paper, parts), pages)


def _part(paper, rows, start, page, size):
    """(html, pdf, pages kept, rows used) of the part that begins at a row; an unfinished last page is given back."""
    chunk = rows[start : start + size]
    part = Part(chunk, page, opens=start == 0, closes=start + len(chunk) == len(rows))
    text, document = html.lay_out(paper, part=part)
    if part.closes or len(document.pages) == 1:
        return text, html.to_pdf(document, text, tagged=False), len(document.pages), len(chunk)
    used = min(int(name[1:]) for name in document.pages[-1].anchors if name[1:].isdigit())
    kept = document.copy(document.pages[:-1])
    return text, html.to_pdf(kept, text, tagged=False), len(kept.pages), used


def _join(paper, parts):
    """One PDF of all parts, with the first part's metadata and an id made from every part."""
    import pikepdf

    sources = [pikepdf.open(io.BytesIO(pdf)) for _text, pdf in parts]
    joined = pikepdf.new()
    for source in sources:
        joined.pages.extend(source.pages)
    for key, value in sources[0].docinfo.items():
        joined.docinfo[key] = value
    joined.Root.Lang = pikepdf.String(paper.lang)
    joined.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    out = io.BytesIO()
    joined.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()
