"""Tables as CSV and XLSX: the same rows give the same bytes, and no cell is ever a formula. Pure."""

import csv
import io
import re
import zipfile
from itertools import chain

BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def csv_bytes(header, rows) -> bytes:
    """UTF-8 with BOM, as spreadsheet programs expect; a cell that could be read as a formula gets an apostrophe before it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return (BOM + out.getvalue()).encode()


def xlsx_bytes(header, rows, *, title, made_at) -> bytes:
    """A workbook with one sheet. Texts are stored as texts, whatever they begin with; times in the file are made_at."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for row in chain([header], rows):
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=value if isinstance(value, int) else _CONTROL.sub("", str(value)))
            if not isinstance(value, int):
                cell.data_type = "s"  # openpyxl takes what begins with = for a formula
            cells.append(cell)
        sheet.append(cells)
    book.properties.creator, book.properties.created = "Hamkke", made_at.replace(tzinfo=None, microsecond=0)
    draft = io.BytesIO()
    book.save(draft)
    return _without_clock(draft, made_at)


def _without_clock(draft, made_at):
    """The same workbook with made_at in every place where the writer put the time of writing."""
    stamp = made_at.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    out = io.BytesIO()
    with zipfile.ZipFile(draft) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist()):
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + stamp, content)
            target.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _harmless(cell):
    text = _CONTROL.sub("", str(cell))
    return f"'{text}" if text.startswith(_FORMULA) and not isinstance(cell, int) else text
