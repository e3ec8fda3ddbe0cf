"""Set text: every name comes back from the file, in the right face, as wide as it says."""

import subprocess
import sys

import pytest
from django.conf import settings

from documents.rendering import check
from litigation import fonts
from litigation.fonts import faces
from tests.documents.rendering.direct.tools import NAMES, a_page_of, a_writer, complaints, opened, texts

ONE_MORE_PROCESS = """
import hashlib
from tests.documents.rendering.direct.tools import NAMES, a_page_of
print(hashlib.sha256(a_page_of(NAMES)).hexdigest())
"""


@pytest.mark.parametrize(("name", "lang"), NAMES)
def test_name_is_found_by_two_readers(name, lang):
    for seen in texts(a_page_of([(name, lang)])):
        facts = check.PdfFacts(1, (), True, (), (seen,), 0, False, False, False)
        assert facts.contains(name), seen


@pytest.mark.parametrize(("name", "lang"), [("މުޙައްމަދު އަލީ", "dv"), ("מֹשֶׁה", "he")])
def test_name_with_marks_from_right_to_left_is_found_by_pdfium(name, lang):
    """Poppler puts a mark beside its letter, in whatever order they were drawn."""
    pdf = a_page_of([(name, lang)])
    assert check.inspect(pdf).contains(name)
    assert check.inspect(pdf).missing_glyphs == 0


def test_page_of_every_script_is_fit_for_the_court(tmp_path):
    pdf = a_page_of(NAMES)
    facts = check.inspect(pdf)
    assert (facts.fonts_embedded, facts.missing_glyphs, facts.encrypted) == (True, 0, False)
    assert complaints(pdf, tmp_path) == ""


def test_a_letter_no_font_has_is_counted():
    assert check.inspect(a_page_of([("ꪎꪳꪒ", "ko")])).missing_glyphs == 3


def test_letters_drawn_as_one_glyph_come_back_as_themselves():
    """CJK compatibility forms share a glyph with the plain letter; each says its own."""
    seen = texts(a_page_of([("金 \uf90a", "ko"), ("A \u0391", "ko")]))[0]
    assert "金 \uf90a" in seen
    assert "A \u0391" in seen


def test_width_is_where_the_text_ends():
    writer, shaper, out = a_writer()
    first, mark = shaper.text_run("경기도 AVATAR 12, 302호", 12), shaper.text_run("끝", 12)
    writer.add_page(b"BT " + first.at(60, 700) + mark.operators + mark.at(60 + first.width, 650) + b"ET")
    writer.close()
    import pypdfium2

    page = pypdfium2.PdfDocument(out.getvalue())[0].get_textpage()
    ends = [page.get_charbox(n)[0] for n in range(page.count_chars()) if page.get_text_range(n, 1) == "끝"]
    assert len(ends) == 2
    assert ends[0] == pytest.approx(ends[1], abs=0.2)


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("김하늘", "ko", {"NotoSerifKR"}),
        ("Мөнхбат", "mn", {"NotoSerif"}),
        ("Ғабит", "ko", {"NotoSerif"}),
        ("서울 Үүрий", "ko", {"NotoSerifKR", "NotoSerif"}),
        ("张伟", "zh-Hans", {"NotoSansSC"}),
        ("محمد", "ar", {"Amiri"}),
        ("예멘 صنعاء", "ko", {"NotoSerifKR", "Amiri"}),
    ],
)
def test_word_is_drawn_from_one_face_of_its_stack(text, lang, expected):
    with opened(a_page_of([(text, lang)])) as document:
        names = {
            str(font.BaseFont).partition("+")[2].partition("-")[0] for font in document.pages[0].resources.Font.values()
        }
    assert names == expected


def test_fonts_hold_only_what_was_drawn():
    assert len(a_page_of([("김하늘", "ko")])) < 12_000


def test_bold_falls_back_where_a_family_has_none():
    assert [face.name for face in faces.stack("bn", bold=True)][:2] == ["NotoSansBengali-Regular", "NotoSans-Bold"]


def test_every_stack_ends_with_all_families():
    for lang in ("ko", "vi", "zh", "ja", *(lang for langs in faces.OWN.values() for lang in langs)):
        for sans in (False, True):
            names = [face.name for face in faces.stack(lang, sans=sans)]
            assert sorted(names) == sorted(
                f"{file.stem.partition('_')[0]}-Regular" for file in fonts.FOLDER.glob("*Regular.ttf")
            )


def test_same_text_same_bytes_whatever_the_hash_seed():
    import hashlib

    here = hashlib.sha256(a_page_of(NAMES)).hexdigest()
    for seed in ("1", "2"):
        there = subprocess.run(
            [sys.executable, "-c", ONE_MORE_PROCESS],
            cwd=settings.BASE_DIR, capture_output=True, text=True, check=True, timeout=60, env={"PYTHONHASHSEED": seed},
        )  # fmt: skip
        assert there.stdout.strip() == here
