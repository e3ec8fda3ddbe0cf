"""The renderer: strict about what it reads, the same bytes for the same paper."""

import hashlib
import subprocess
import sys
from datetime import datetime

import pytest
from django.conf import settings

from documents.papers import mandate_paper
from documents.papers.types import complaint
from documents.rendering import check, html
from documents.rendering.errors import RenderError
from tests.documents.papers import samples

ATTACKS = [
    '<img src="file:///etc/passwd">',
    '<img src="http://127.0.0.1:9/x.png">',
    '<img src="https://example.org/x.png">',
    '<img src="data:image/png;base64,iVBORw0KGgo=">',
    '<img src="hamkke:../../etc/passwd">',
    '<img src="hamkke:other.png">',
    '<link rel="stylesheet" href="file:///etc/passwd">',
    '<link rel="attachment" href="file:///etc/passwd">',
    "<style>@import url(http://127.0.0.1:9/x.css);</style>",
    '<style>p { background: url("file:///etc/passwd") }</style>',
    '<style>@font-face { font-family: x; src: url("http://127.0.0.1:9/x.ttf") }</style>',
    '<object data="file:///etc/passwd"></object>',
    '<embed src="file:///etc/passwd">',
    '<svg><image href="file:///etc/passwd" width="9" height="9"/></svg>',
]
ONE_MORE_PROCESS = """
import hashlib, os
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django; django.setup()
from tests.documents.papers import samples
print(hashlib.sha256(samples.RENDERED["power_of_attorney"]().pdf).hexdigest())
"""


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_outside_the_paper_is_fetched(attack, monkeypatch):
    monkeypatch.setattr(html, "fill", lambda paper, **extra: f'<html lang="ko"><title>x</title><p>{attack}</p>')
    with pytest.raises(RenderError) as refused:
        html.render(samples.a_complaint())
    assert refused.value.code == "paper.foreign_resource"


def test_the_file_named_as_attachment_never_enters_the_pdf(monkeypatch):
    text = '<html lang="ko"><title>x</title><a rel="attachment" href="file:///etc/passwd">x</a>'
    monkeypatch.setattr(html, "fill", lambda paper, **extra: text)
    with pytest.raises(RenderError):
        html.render(samples.a_complaint())


@pytest.mark.parametrize("field", ["court", "case_name"])
def test_markup_in_a_value_is_printed_as_text(field):
    rendered = complaint.render(samples.a_complaint(**{field: '<img src="file:///etc/passwd"><b>법원</b>'}))
    assert "&lt;img src=&quot;file:///etc/passwd&quot;&gt;" in rendered.html
    assert check.inspect(rendered.pdf).contains("<b>법원</b>")


def test_a_name_the_paper_lacks_is_an_error(monkeypatch):
    template = html._engine().from_string("{{ paper.no_such_thing }}")
    monkeypatch.setattr(type(html._engine()), "get_template", lambda self, name: template)
    with pytest.raises(RenderError) as refused:
        html.fill(samples.a_complaint())
    assert refused.value.code == "paper.missing_name"


def test_a_date_without_time_zone_is_refused():
    with pytest.raises(RenderError) as refused:
        complaint.render(samples.a_complaint(made_at=datetime(2026, 11, 23)))
    assert refused.value.code == "paper.no_time_zone"


def test_same_paper_same_bytes_in_another_process():
    here = samples.RENDERED["power_of_attorney"]().pdf
    assert samples.RENDERED["power_of_attorney"]().pdf == here
    there = subprocess.run(
        [sys.executable, "-c", ONE_MORE_PROCESS],
        cwd=settings.BASE_DIR, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    assert there.stdout.strip() == hashlib.sha256(here).hexdigest()


def test_the_readers_language_changes_nothing():
    from django.utils import translation

    plain = samples.RENDERED["complaint"]().pdf
    with translation.override("ko"):
        assert samples.RENDERED["complaint"]().pdf == plain


def test_another_value_gives_another_pdf_id():
    import io

    import pikepdf

    ids = set()
    for count in (1000, 1001):
        pdf = complaint.render(samples.a_complaint(plaintiff_count=count)).pdf
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            ids.add(bytes(opened.trailer.ID[0]))
    assert len(ids) == 2


def test_metadata_say_title_language_author_and_the_snapshots_time():
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(samples.RENDERED["complaint"]().pdf)) as pdf:
        assert str(pdf.Root.Lang) == "ko"
        assert str(pdf.docinfo["/Title"]) == "소장"
        assert str(pdf.docinfo["/Author"]) == samples.AGENT.firm
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261123050209")
        assert bool(pdf.Root.MarkInfo.Marked)
        assert not pdf.attachments


def test_signature_picture_must_be_the_papers_own():
    paper = samples.a_power_of_attorney(method="drawn")
    with pytest.raises(RenderError):
        mandate_paper.render(paper)


def test_a_broken_picture_is_not_left_out_in_silence():
    paper = samples.a_power_of_attorney(method="drawn", images={"signature.svg": b"<svg"})
    with pytest.raises(RenderError):
        mandate_paper.render(paper)


def test_a_harmless_page_passes_the_same_way(monkeypatch):
    monkeypatch.setattr(html, "fill", lambda paper, **extra: '<html lang="ko"><title>x</title><p>x</p>')
    assert html.render(samples.a_complaint()).pages == 1


def test_templates_render_without_a_complaint_of_the_layout_engine(caplog):
    for make in samples.RENDERED.values():
        make()
    assert [record.getMessage() for record in caplog.records if record.name.startswith("weasyprint")] == []
