"""The index as a workbook: every paper in one row, nothing a formula."""

import io

import pytest
from openpyxl import load_workbook

from documents.packages import listing
from documents.packages.rules import Limit
from documents.papers.models import PaperFile
from documents.rendering.check import inspect
from litigation.vault.files import read_bytes

pytestmark = pytest.mark.django_db


def rows_of(content):
    return list(load_workbook(io.BytesIO(content)).active.values)


def test_index_workbook_names_every_paper_as_the_manifest_does(freeze, make):
    package = make(freeze(2))
    header, *rows = rows_of(read_bytes(package.contents.get(path="4_참고/목록.xlsx").stored_name))
    assert header == ("서류", "원고", "폴더", "파일", "쪽", "크기 (바이트)", "SHA-256", "확인할 점")
    papers = PaperFile.objects.select_related("filing", "entry").order_by("path")
    assert [(f"{row[2]}/{row[3]}", row[1], row[4] or 0, *row[5:7]) for row in rows] == [
        (paper.path, paper.entry and paper.entry.number, paper.pages, paper.size, paper.sha256) for paper in papers
    ]
    assert {row[0] for row in rows} == {"소장", "별지 1 원고 명단", "증거목록", "소송위임장", "갑호증", "당사자 목록"}


def test_index_workbook_has_no_formula_whatever_a_file_is_called(freeze, make):
    round = freeze(1)
    make(round)
    PaperFile.objects.filter(filing__type="exhibit").update(path="3_증거/=1+1.pdf")
    sheet = load_workbook(io.BytesIO(listing.workbook(round))).active
    assert [(cell.value, cell.data_type) for cell in sheet["D"] if "1+1" in str(cell.value)] == [("=1+1.pdf", "s")]


def test_index_workbook_of_the_same_papers_is_the_same_bytes(freeze, make):
    round = freeze(2)
    make(round)
    assert listing.workbook(round) == listing.workbook(round)


def test_index_says_which_papers_are_over_the_portals_limit(freeze, make, monkeypatch):
    monkeypatch.setattr(Limit, "max_file", 2_000)  # bytes: every paper is larger than that, the tables are not
    round = freeze(1)
    package = make(round)
    said = {row[3]: row[7] for row in rows_of(listing.workbook(round))[1:]}
    large = set(PaperFile.objects.filter(size__gt=2_000).values_list("path", flat=True))
    assert {name for name, words in said.items() if words == "제출 한도 초과"} == {p.rpartition("/")[2] for p in large}
    index = inspect(read_bytes(package.contents.get(path="4_참고/목록.pdf").stored_name))
    assert index.contains(f"{len(large)}건 (목록.xlsx 참조)")
    assert (package.state, package.flaws) == ("ready", 0)  # a person splits it; nothing of ours is wrong
