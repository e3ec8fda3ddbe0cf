"""The party list: no cell is a formula, whatever people are called, and the same rows give the same bytes."""

import csv
import io
from datetime import UTC, datetime

import pytest
import time_machine
from openpyxl import load_workbook

from documents.papers.tables import csv_bytes, xlsx_bytes

AT = datetime(2026, 11, 23, 5, 2, 9, tzinfo=UTC)
FORMULAS = ["=1+1", "+82 10", "-3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", '=HYPERLINK("http://x")']


@pytest.mark.parametrize("text", FORMULAS)
def test_csv_cell_is_never_a_formula(text):
    rows = list(csv.reader(io.StringIO(csv_bytes(("name",), [(text,)]).decode("utf-8-sig"), newline="")))
    assert rows[1][0].startswith("'")


@pytest.mark.parametrize("text", FORMULAS)
def test_xlsx_cell_is_never_a_formula(text):
    sheet = load_workbook(io.BytesIO(xlsx_bytes(("name",), [(text,)], title="원고", made_at=AT))).active
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value.strip() == text.strip()


def test_names_of_all_scripts_come_back_from_both():
    rows = [(1, "뭉흐바트", "Мөнхбат"), (2, "라일라", "ليلى"), (3, "왕", "王小明"), (4, "오", 'O"Brien, "x"')]
    read = list(csv.reader(io.StringIO(csv_bytes(("no", "ko", "own"), rows).decode("utf-8-sig"), newline="")))
    assert read[1:] == [[str(cell) for cell in row] for row in rows]
    sheet = load_workbook(io.BytesIO(xlsx_bytes(("no", "ko", "own"), rows, title="원고", made_at=AT))).active
    assert list(sheet.iter_rows(min_row=2, values_only=True)) == rows


def test_control_characters_are_left_out():
    sheet = load_workbook(io.BytesIO(xlsx_bytes(("a",), [("x\x00\x0by",)], title="원고", made_at=AT))).active
    assert sheet["A2"].value == "xy"


def test_lines_of_a_cell_end_in_one_way_and_an_empty_cell_is_empty():
    rows = [("a\r\nb\rc", "")]
    sheet = load_workbook(io.BytesIO(xlsx_bytes(("a", "b"), rows, title="원고", made_at=AT))).active
    assert (sheet["A2"].value, sheet["B2"].value) == ("a\nb\nc", None)


def test_same_rows_give_the_same_bytes():
    rows = [(1, "뭉흐바트")]
    first = xlsx_bytes(("no", "name"), rows, title="원고", made_at=AT)
    with time_machine.travel(datetime(2031, 1, 1, tzinfo=UTC)):
        assert xlsx_bytes(("no", "name"), rows, title="원고", made_at=AT) == first
    properties = load_workbook(io.BytesIO(first)).properties
    assert properties.created == properties.modified == AT.replace(tzinfo=None)
    assert csv_bytes(("no", "name"), rows) == csv_bytes(("no", "name"), rows)
