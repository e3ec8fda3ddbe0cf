"""What the check sees in a PDF."""

import io

import pikepdf
import pytest

from documents.papers.types import complaint
from documents.rendering import check
from documents.rendering.errors import RenderError
from tests.documents.papers import samples
from tests.documents.rendering import places


def changed(change, **save):
    pdf = pikepdf.open(io.BytesIO(samples.RENDERED["index"]().pdf))
    change(pdf)
    out = io.BytesIO()
    pdf.save(out, **save)
    return out.getvalue()


def test_facts_of_a_paper():
    facts = check.inspect(samples.RENDERED["index"]().pdf)
    assert (facts.pages, facts.page_sizes, facts.all_a4) == (1, ((210.0, 297.0),), True)
    assert (facts.fonts_embedded, facts.missing_glyphs) == (True, 0)
    assert (facts.encrypted, facts.has_javascript, facts.has_attachments) == (False, False, False)


def test_missing_glyphs_are_counted():
    facts = check.inspect(complaint.render(samples.a_complaint(court="ꪎꪳꪒ 법원")).pdf)
    assert facts.missing_glyphs >= 3


def test_javascript_is_seen():
    def add(pdf):
        pdf.Root.OpenAction = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("1")))

    assert check.inspect(changed(add)).has_javascript


def test_a_font_that_is_not_embedded_is_seen():
    def add(pdf):
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        pdf.pages[0].resources["/Font"]["/Plain"] = pdf.make_indirect(font)

    facts = check.inspect(changed(add))
    assert not facts.fonts_embedded
    assert "/Helvetica" in facts.fonts


def test_attachments_are_seen():
    def add(pdf):
        pdf.attachments["x.txt"] = b"x"

    assert check.inspect(changed(add)).has_attachments


def test_locked_and_broken_files_are_refused():
    locked = changed(lambda pdf: None, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    for data, code in ((locked, "pdf.encrypted"), (b"%PDF-1.7 nothing", "pdf.broken")):
        with pytest.raises(RenderError) as refused:
            check.inspect(data)
        assert refused.value.code == code


def test_contains_forgives_line_breaks_and_ways_to_write_a_letter():
    facts = check.PdfFacts(1, (), True, (), ("Nguye\u0302\u0303n\r\nThị ﻣﺤﻤﺪ",), 0, False, False, False)
    assert facts.contains("Nguyễn Thị")
    assert facts.contains("محمد")
    assert not facts.contains("Nguyen")


def test_outside_names_what_leaves_the_margins():
    assert places.outside(samples.RENDERED["complaint"]().pdf) == []
    strict = places.outside(samples.RENDERED["complaint"]().pdf, left=60)
    assert (1, "원고") in strict
