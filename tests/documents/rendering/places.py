"""Where the text of a finished PDF stands: within the margins, and not over other text."""

import pypdfium2

from documents.rendering.check import POINTS_PER_MM, is_page_number


def outside(pdf: bytes, *, top=45.0, right=20.0, bottom=30.0, left=20.0) -> list[tuple[int, str]]:
    """(page number, text) of every line that leaves the margins (mm); the page number in the bottom margin may."""
    found = []
    document = pypdfium2.PdfDocument(pdf)
    for index, page in enumerate(document):
        width, height = page.get_size()
        lines = page.get_textpage()
        for rect in range(lines.count_rects()):
            x0, y0, x1, y1 = lines.get_rect(rect)
            text = lines.get_text_bounded(x0, y0, x1, y1).strip()
            inside = (
                x0 >= left * POINTS_PER_MM - 1
                and x1 <= width - right * POINTS_PER_MM + 1
                and y1 <= height - top * POINTS_PER_MM + 1
                and y0 >= bottom * POINTS_PER_MM - 1
            )
            if text and not inside and not is_page_number(text):
                found.append((index + 1, text))
    document.close()
    return found


def overlapping(pdf: bytes) -> list[tuple[int, str]]:
    """(page number, text) of every piece of text that stands over another: more than a third of the lower one is covered."""
    found = []
    document = pypdfium2.PdfDocument(pdf)
    for index, page in enumerate(document):
        lines = page.get_textpage()
        boxes = [lines.get_rect(each) for each in range(lines.count_rects())]
        for place, box in enumerate(boxes):
            if any(_covers(box, other) for other in boxes[:place]):
                found.append((index + 1, lines.get_text_bounded(*box).strip()))
    document.close()
    return found


def _covers(one, other):
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide > 2 and high > min(one[3] - one[1], other[3] - other[1]) / 3
