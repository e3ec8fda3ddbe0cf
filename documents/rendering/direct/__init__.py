"""The direct writer: repetition (annexes, lists, overlays, stamps) set by HarfBuzz and streamed into a PDF.

WeasyPrint lays out what a lawyer writes; a list of ten thousand people has one look and needs no layout engine. Here every
word is shaped once, lines are broken by width, and pages leave for the file as soon as they are full: memory does not grow
with the list. What it looks like is the court's style sheet (court.py); the WeasyPrint template is the reference it is tested
against. Nothing here knows Django, so that a worker or a benchmark starts in a moment.

    court.py      the facts of the page and of a table, as in templates/papers/court.css
    pdf.py        objects, pages, images, outline; streamed, the same bytes for the same calls
    faces.py      the pinned fonts: which face draws what in which language
    embedding.py  the glyphs a document used: codes, subset, ToUnicode
    bidi.py       the order of mixed right-to-left text (UAX #9)
    shaping.py    text → operators and a width
    letters.py    the short way, for what a Korean face sets letter by letter
    lines.py      where a line may end (UAX #14), and filling lines
    cells.py      paragraphs in columns, rows that can be cut
    table.py      the long table, page by page
    tags.py       the structure a screen reader walks
    remembered.py what was made once
    foreign.py    a page of another PDF as something to draw on
"""
