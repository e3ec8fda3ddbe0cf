"""Makes names in stacking scripts (Hindi, Bengali, Thai, Burmese, Khmer, Sinhala) searchable and copyable in the PDF.

WeasyPrint draws them correctly, but a PDF maps glyphs back to letters one by one, and here letters are drawn as parts,
reordered or joined: «शर्मा» comes out as other letters. So every line that holds such a script is wrapped with its ActualText,
which readers and search take instead of the glyphs. Lines are found by the point they are drawn at. Arabic is left out on
purpose: its font has one glyph per letter, and readers disagree on the order of right-to-left ActualText.
"""

import re

_COMPLEX = re.compile("[\u0900-\u109f\u1780-\u18af]")
_LINE = re.compile(rb"1 0 0 -1 (\S+) (\S+) Tm\n.*?(?=\n1 0 0 -1 \S+ \S+ Tm\n|\nET\b)", re.DOTALL)


def is_complex(text) -> bool:
    return bool(_COMPLEX.search(text))


def finisher(document, pdf):
    """WeasyPrint finisher (called with the document and its PDF objects just before they are written)."""
    contents = [obj["Contents"] for obj in pdf.objects if isinstance(obj, dict) and obj.get("Type") == "/Page"]
    for page, reference in zip(document.pages, contents, strict=True):
        lines = {_point(box.position_x, box.position_y + box.baseline): box.text for box in _complex_lines(page)}
        if lines:
            stream = pdf.objects[int(reference.split()[0])]
            drawn = b"\n".join(_bytes(part) for part in stream.stream)
            stream.stream = [_LINE.sub(lambda line, lines=lines: _wrapped(line, lines), drawn)]


def _complex_lines(page):
    from weasyprint.formatting_structure.boxes import TextBox

    return [box for box in page._page_box.descendants() if isinstance(box, TextBox) and is_complex(box.text)]


def _bytes(part):
    """As pydyf would write it."""
    if isinstance(part, bytes):
        return part
    return part.data if hasattr(part, "data") else str(part).encode("ascii")


def _wrapped(line, lines):
    text = lines.get(_point(float(line[1]), float(line[2])))
    if text is None:
        return line[0]
    code = ("\ufeff" + text).encode("utf-16-be").hex().encode()
    return b"/Span\n<</ActualText <" + code + b">>>\nBDC\n" + line[0] + b"\nEMC"


def _point(x, y):
    return round(x, 3), round(y, 3)
