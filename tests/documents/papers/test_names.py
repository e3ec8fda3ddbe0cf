"""File names for the court, and the language a name is set in."""

import pytest

from documents.papers.names import LONGEST, file_name, numbered
from documents.papers.scripts import language_of


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("소송위임장_0001_홍길동", "소송위임장_0001_홍길동.pdf"),
        ('a/b\\c:d*e?f"g<h>i|j', "abcdefghij.pdf"),
        ("이름\u202e\u200b.exe ", "이름.exe.pdf"),
        ("x" * 80, "x" * 46 + ".pdf"),
        ("\u1112\u1161\u11ab", "한.pdf"),
    ],
)
def test_file_name_has_only_what_a_portal_takes(stem, expected):
    assert file_name(stem, "pdf") == expected
    assert len(file_name(stem, "pdf")) <= LONGEST


@pytest.mark.parametrize(("number", "count", "expected"), [(7, 20, "a_0007_나"), (7, 12345, "a_00007_나")])
def test_numbered_names_sort_by_plaintiff(number, count, expected):
    assert numbered("a", number, count, "나") == expected


@pytest.mark.parametrize(
    ("name", "country", "language"),
    [
        ("Nguyễn Thị Hoa", "VN", ""),
        ("王小明", "CN", "zh-Hans"),
        ("王小明", "TW", "zh-Hant"),
        ("渡邊花子", "JP", "ja"),
        ("たなか", "", "ja"),
        ("Мөнхбат", "MN", "mn"),
        ("ليلى", "EG", "ar"),
        ("رضا", "IR", "fa"),
        ("สมชาย", "TH", "th"),
        ("", "KR", ""),
    ],
)
def test_language_of_a_name(name, country, language):
    assert language_of(name, country) == language
