"""The overlaid power of attorney against the full rendering: the same letters at the same places, or no overlay at all."""

import io
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from functools import cache
from math import dist

import pikepdf
import pypdfium2
import pytest

from documents.papers import mandate_overlay, mandate_paper
from documents.rendering import check
from tests.documents.papers import samples
from tests.documents.rendering import places, structure
from tests.documents.rendering.direct.tools import aloud

NEAR = 2.0  # points; WeasyPrint raises a colon between digits by as much
HYPHEN = "\ufffe"  # what pdfium makes of one at a line's end


def paper(row=0, drawn=False, **changes):
    made = samples.a_power_of_attorney(claimant=samples.a_person(row), **changes)
    return mandate_paper.with_signature(made, samples.STROKES) if drawn else made


@cache
def both(row, drawn):
    made = paper(row, drawn)
    return mandate_paper.render(made), mandate_overlay.render(made)


def letters(pdf):
    """(page, letter, x, y) of everything that is drawn."""
    found, document = [], pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document):
        text = page.get_textpage()
        for place in range(text.count_chars()):
            letter = text.get_text_range(place, 1).replace(HYPHEN, "-")
            if letter.strip() and letter != "\u200b":
                left, bottom, _right, _top = text.get_charbox(place)
                found.append((number, letter, left, bottom))
    return found


def farthest(some, others):
    """How far the letter that is farthest from its like in the other document is away from it."""
    places = {}
    for page, letter, x, y in others:
        places.setdefault((page, letter), []).append((x, y))
    return max(min(dist((x, y), each) for each in places[page, letter]) for page, letter, x, y in some)


@pytest.mark.parametrize("drawn", [False, True])
@pytest.mark.parametrize("row", range(len(samples.NAMES)))
def test_overlay_has_the_letters_of_the_full_rendering(row, drawn):
    full, made = both(row, drawn)
    there, here = letters(full.pdf), letters(made.pdf)
    assert Counter(each[:2] for each in there) == Counter(each[:2] for each in here)
    assert (full.pages, check.inspect(full.pdf).page_sizes) == (made.pages, check.inspect(made.pdf).page_sizes)


# Not those whose letters readers place differently (joined Arabic), nor the row whose name ends a line within a word.
@pytest.mark.parametrize("row", [0, 3, 4, 5, 6, 7, 8, 9, 10])
def test_every_letter_stands_where_the_full_rendering_has_it(row):
    full, made = (letters(each.pdf) for each in both(row, True))
    assert max(farthest(full, made), farthest(made, full)) < NEAR


@pytest.mark.parametrize("row", range(len(samples.NAMES)))
def test_names_in_every_script_can_be_found_and_nothing_is_tofu(row):
    facts = check.inspect(both(row, True)[1].pdf)
    person = samples.a_person(row)
    assert [
        name
        for name in (person.hangul_name, person.passport_name, person.own_name)
        if name and not facts.contains(name)
    ] == []
    assert (facts.missing_glyphs, facts.fonts_embedded, facts.has_javascript) == (0, True, False)
    assert places.outside(both(row, True)[1].pdf) == []


@pytest.mark.parametrize("row", range(len(samples.NAMES)))
def test_it_is_read_aloud_in_the_order_of_the_full_rendering(row):
    full, made = both(row, True)
    assert check.plain(aloud(made.pdf)) == check.plain(aloud(full.pdf))
    assert (structure.flaws(made.pdf), structure.flaws(full.pdf)) == ([], [])


@pytest.mark.parametrize(("row", "expected"), [(0, ["vi"]), (1, ["mn", "vi"]), (2, ["ar", "vi"]), (10, ["vi"])])
def test_lines_say_which_language_they_are_in(row, expected):
    """The text signed stands in Vietnamese beside the Korean; a name is in its own language, everything English in English."""
    full, made = (languages(each.pdf) for each in both(row, True))
    assert made.keys() == full.keys() == {*expected, "en"}
    assert [made[lang] for lang in expected] == [full[lang] for lang in expected]


def languages(pdf):
    """{language: how many marked pieces say that they are in it}."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        commands = [each for page in document.pages for each in pikepdf.parse_content_stream(page, "BDC")]
    return Counter(str(entries.Lang) for (_tag, entries), _operator in commands if "/Lang" in entries)


def test_signature_is_drawn_at_the_same_place():
    def darkest(pdf):
        page = pypdfium2.PdfDocument(pdf)[0].render(scale=1).to_pil().convert("RGB")
        blue = [
            (x, y) for x in range(page.width) for y in range(page.height) if (c := page.getpixel((x, y)))[2] > c[0] + 25
        ]
        return min(blue)[0], min(y for _x, y in blue), max(blue)[0], max(y for _x, y in blue)

    full, made = (darkest(each.pdf) for each in both(0, True))
    assert max(abs(a - b) for a, b in zip(full, made, strict=True)) <= 1


def test_overlay_is_a_pdf_without_errors():
    with pikepdf.open(io.BytesIO(both(0, True)[1].pdf), attempt_recovery=False) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert (str(pdf.Root.Lang), str(pdf.docinfo["/Title"])) == ("ko", "소송위임장")


def test_same_person_gives_the_same_bytes_in_any_process_and_after_anybody():
    made = mandate_overlay.render(paper(0)).pdf
    mandate_overlay.render(paper(3))
    assert mandate_overlay.render(paper(0)).pdf == made
    code = (
        "import django; django.setup(); import sys; from documents.papers import mandate_overlay as o;"
        "from tests.documents.papers.test_mandate_overlay import paper; sys.stdout.buffer.write(o.render(paper(0)).pdf)"
    )
    again = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert again.stdout == made


@pytest.mark.parametrize(
    "changes",
    [
        {"claimant": replace(samples.a_person(), passport_name="A VERY LONG NAME " * 9)},
        {"claimant": replace(samples.a_person(), hangul_name="아주 긴 이름을 가진 사람의 이름이 여기에 있습니다")},
        {"claimant": replace(samples.a_person(), address="아주 긴 주소 " * 40)},
        {"claimant": replace(samples.a_person(), representative="법정대리인 친권자 부 ○○○")},
        {"typed_name": "A Name That Is Far Too Long For The Line It Is Signed On"},
    ],
)
def test_what_does_not_fit_gives_no_overlay(changes):
    assert mandate_overlay.render(replace(paper(0), **changes)) is None


def test_shapes_are_laid_out_once(monkeypatch):
    layouts = mandate_overlay.Layouts()
    monkeypatch.setattr(mandate_overlay, "_layouts", layouts)
    for _person in range(3):
        mandate_overlay.render(paper(0))
    assert len(layouts._found) == 1
    mandate_overlay.render(replace(paper(0), claimant=replace(samples.a_person(), address="")))
    assert len(layouts._found) == 2
