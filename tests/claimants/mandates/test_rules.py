"""Marks, codes and hashes."""

import pytest

from claimants.mandates import rules
from litigation.errors import DomainError

NAMES = ["NGUYEN THI HUONG", "Nguyễn Thị Hường", "응우옌 티 흐엉"]


@pytest.mark.parametrize(
    "typed",
    [
        "NGUYEN THI HUONG",
        "nguyen thi huong",
        " Thi Huong  Nguyen ",
        "Nguyễn Thị Hường",
        "응우옌 티 흐엉",
        "Nguyễn Thị Hường",
    ],
)
def test_typed_name_may_be_any_of_ones_own(typed):
    assert rules.typed(typed, NAMES) == rules.Mark("typed", typed_name=" ".join(typed.split()))


@pytest.mark.parametrize(
    ("typed", "code"), [("", "empty"), ("   ", "empty"), ("Nguyen", "other_name"), ("TRAN VAN AN", "other_name")]
)
def test_typed_name_of_somebody_else_is_refused(typed, code):
    with pytest.raises(DomainError) as refused:
        rules.typed(typed, NAMES)
    assert (refused.value.code, set(refused.value.fields)) == (f"mandate.{code}", {"typed_name"})


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("O’Brien Mai", "O'BRIEN MAI"),
        ("OBrien Mai", "O'BRIEN MAI"),
        ("Müller Anna", "MUELLER ANNA"),
        ("Nguyê\u0303n\u200b Thi\u00a0Huong", "NGUYEN THI HUONG"),
        ("ＮＧＵＹＥＮ ＴＨＩ ＨＵＯＮＧ", "NGUYEN THI HUONG"),
        ("علیرضا", "علی\u200cرضا"),
    ],
)
def test_typed_name_is_compared_by_what_a_reader_sees(typed, name):
    assert rules.typed(typed, [name]).method == "typed"


@pytest.mark.parametrize(
    "typed",
    [
        "9f2c41aa07d35b6e",
        "9F2C–41AA–07D3–5B6E",
        "９Ｆ２Ｃ ４１ＡＡ ０７Ｄ３ ５Ｂ６Ｅ",
        "9F2C\u200b-41AA-\u0660\u0667D3-5B6E",
    ],
)
def test_code_of_a_document_is_read_however_it_is_typed(typed):
    assert rules.read_code(typed) == "9f2c41aa07d35b6e"


@pytest.mark.parametrize("typed", ["", "9F2C", "\ue000", "ZZZZ-41AA-07D3-5B6E"])
def test_code_that_is_none_is_none(typed):
    assert rules.read_code(typed) is None


def test_drawing_is_kept_in_whole_numbers_on_one_sheet():
    mark = rules.drawn({"w": 500, "h": 100, "strokes": [[[1.26, 2.5, 0], [100.4, 80, 9]], []]})
    assert mark == rules.Mark("drawn", strokes=[[[3, 5], [201, 160]]])


@pytest.mark.parametrize(
    "drawing",
    [
        None,
        {},
        [],
        {"w": 600, "strokes": []},
        {"w": 0, "strokes": [[[1, 1], [500, 1]]]},
        {"w": -5, "strokes": [[[1, 1], [500, 1]]]},
        {"w": 600, "strokes": [[[5, 5, 0]]]},  # a dot
        {"w": 600, "strokes": [[[5, 5, 0], [9, 9, 5]]]},  # a slip
        {"w": 600, "strokes": [["a", "b"]]},
        {"w": 600, "strokes": [[[1e308, 0], [0, 0]]]},
        {"w": 600, "strokes": [[[float("nan"), 0], [0, 0]]]},
        {"w": 600, "strokes": [[[1, 1], [500, 1]]] * 201},
        {"w": 600, "strokes": [[[0, 0]] * 20_001]},
    ],
)
def test_drawing_that_is_none_is_refused(drawing):
    with pytest.raises(DomainError) as refused:
        rules.drawn(drawing)
    assert (refused.value.code, set(refused.value.fields)) == ("mandate.empty", {"strokes"})


def test_code_reads_back_however_it_is_typed():
    digest = "9f2c41aa07d35b6e" + "0" * 48
    assert rules.code_of(digest) == "9F2C-41AA-07D3-5B6E"
    assert {rules.read_code(text) for text in ("9F2C-41AA-07D3-5B6E", "9f2c 41aa 07d3 5b6e", "9F2C41AA07D35B6E")} == {
        "9f2c41aa07d35b6e"
    }
    assert {rules.read_code(text) for text in ("", "9F2C", "9F2C-41AA-07D3-5B6X", "%" * 16)} == {None}


def test_address_and_name_are_shortened_for_others():
    assert rules.masked_email("huong@example.org") == "h••••@example.org"
    assert rules.initials("NGUYEN THI HUONG") == "N. T. H."
