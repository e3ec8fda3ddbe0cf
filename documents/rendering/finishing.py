"""What WeasyPrint leaves out of a PDF: the language of a line, and the letters of stacking scripts.

Its tags do not say which language a line is in, so a reader would speak a translation as Korean: the mark of such a line gets
its language. Hindi, Bengali, Thai, Burmese, Khmer and Sinhala are drawn correctly, but a PDF maps glyphs back to letters one by
one, and here letters are drawn as parts, reordered or joined: «शर्मा» comes out as other letters. So a line that holds such a
script is wrapped with its ActualText, which readers and search take instead of the glyphs. Arabic is left out on purpose: its
font has one glyph per letter, and readers disagree on the order of right-to-left ActualText. Lines are found by the point they
are drawn at.
"""

import re

_COMPLEX = re.compile("[\u0900-\u109f\u1780-\u18af]")
_LANG = re.compile(r'\blang="?([\w-]+)')
_LINE = re.compile(rb"1 0 0 -1 (\S+) (\S+) Tm\n.*?(?=\n1 0 0 -1 \S+ \S+ Tm\n|\nET\b)", re.DOTALL)
_MARK = re.compile(rb"(<</MCID \d+)(>>\nBDC\n(?:(?!EMC\n).)*?\n1 0 0 -1 (\S+) (\S+) Tm\n)", re.DOTALL)


def is_needed(html) -> bool:
    return len(set(_LANG.findall(html))) > 1 or bool(_COMPLEX.search(html))


def finisher(document, pdf):
    """WeasyPrint finisher (called with the document and its PDF objects just before they are written)."""
    own = pdf.catalog["Lang"].string
    contents = [obj["Contents"] for obj in pdf.objects if isinstance(obj, dict) and obj.get("Type") == "/Page"]
    for page, reference in zip(document.pages, contents, strict=True):
        boxes = _lines(page)
        langs = {point: box.style["lang"] for point, box in boxes.items() if (box.style["lang"] or own) != own}
        letters = {point: box.text for point, box in boxes.items() if _COMPLEX.search(box.text)}
        stream = pdf.objects[int(reference.split()[0])]
        drawn = b"\n".join(_bytes(part) for part in stream.stream)
        drawn = _MARK.sub(lambda mark, langs=langs: _told(mark, langs), drawn)
        stream.stream = [_LINE.sub(lambda line, letters=letters: _wrapped(line, letters), drawn)]


def _lines(page):
    from weasyprint.formatting_structure.boxes import TextBox

    lines = [box for box in page._page_box.descendants() if isinstance(box, TextBox)]
    return {_point(box.position_x, box.position_y + box.baseline): box for box in lines}


def _bytes(part):
    """As pydyf would write it."""
    if isinstance(part, bytes):
        return part
    return part.data if hasattr(part, "data") else str(part).encode("ascii")


def _told(mark, langs):
    lang = langs.get(_point(float(mark[3]), float(mark[4])))
    return b"%b/Lang (%b)%b" % (mark[1], lang.encode(), mark[2]) if lang else mark[0]


def _wrapped(line, letters):
    text = letters.get(_point(float(line[1]), float(line[2])))
    if text is None:
        return line[0]
    code = ("\ufeff" + text).encode("utf-16-be").hex().encode()
    return b"/Span\n<</ActualText <" + code + b">>>\nBDC\n" + line[0] + b"\nEMC"


def _point(x, y):
    return round(x, 3), round(y, 3)
