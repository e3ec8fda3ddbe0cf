"""Tables as CSV and XLSX: the same rows give the same bytes, and no cell is ever a formula. Pure."""

import csv
import io
import re
from itertools import chain

BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_LINE_END = re.compile(r"\r\n?")  # a lone one would stand in the cell by its number
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
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})  # else its rows lie in a file of /tmp until it is closed
    book.set_properties({"author": "Hamkke", "created": made_at.replace(tzinfo=None, microsecond=0)})
    sheet = book.add_worksheet(title)
    sheet.freeze_panes(1, 0)
    for down, row in enumerate(chain([header], rows)):
        for across, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(down, across, value)
            elif text := _CONTROL.sub("", str(value)):
                sheet.write_string(down, across, _LINE_END.sub("\n", text))
    book.close()
    return out.getvalue()


def _harmless(cell):
    text = _CONTROL.sub("", str(cell))
    return f"'{text}" if text.startswith(_FORMULA) and not isinstance(cell, int) else text
