"""Marks and file names of exhibits."""

import pytest

from documents.exhibits.names import exhibit_mark, file_name


@pytest.mark.parametrize(
    ("arguments", "mark"),
    [
        ((3,), "갑 제3호증"),
        ((3, 12), "갑 제3호증의 12"),
        ((1, 1), "갑 제1호증의 1"),
    ],
)
def test_mark(arguments, mark):
    assert exhibit_mark(*arguments) == mark


def test_mark_of_a_group_that_the_court_allowed():
    assert exhibit_mark(2, 5, side="갑가") == "갑가 제2호증의 5"


@pytest.mark.parametrize("arguments", [(0,), (-1,), (1, 0)])
def test_mark_refuses_numbers_below_one(arguments):
    with pytest.raises(ValueError, match="start at 1"):
        exhibit_mark(*arguments)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("출입국사실증명", "갑제3호증의12_출입국사실증명.pdf"),
        ('출입국: "사실" <증명>/원본?', "갑제3호증의12_출입국_사실_증명_원본.pdf"),
        ("", "갑제3호증의12.pdf"),
        ("..\\..\\etc/passwd", "갑제3호증의12_etc_passwd.pdf"),
        ("a\u202egnp.exe\x00\r\n", "갑제3호증의12_agnp.exe.pdf"),
        ("\u1112\u1161\u11ab", "갑제3호증의12_한.pdf"),
    ],
)
def test_file_name_is_clean(title, name):
    assert file_name("갑 제3호증의 12", title) == name


def test_file_name_is_never_longer_than_fifty():
    name = file_name("갑 제3호증의 12", "아주 긴 제목 " * 20)
    assert len(name) <= 50
    assert name.endswith(".pdf")
    assert "_.pdf" not in name
