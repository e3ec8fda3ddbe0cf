"""Originals of every form that a phone sends become marked exhibits; what was changed or damaged does not."""

import io
from dataclasses import replace
from uuid import uuid4

import pytest
from PIL import Image

from claimants.evidence import sandbox
from claimants.evidence.court_file import CourtFile
from claimants.evidence.models import Evidence
from documents.exhibits.making import marked
from documents.papers import made_up
from documents.rendering.check import inspect
from documents.rendering.errors import RenderError
from litigation.vault.files import delete, put
from tests.documents import people


def frozen(data, content_type):
    """As the snapshot of a roster names a file that came and was made ready."""
    made = sandbox.make(io.BytesIO(data), content_type)
    stored = put(made.copy or data, prefix="copies")
    body = CourtFile(stored_name=stored.name, sha256=stored.sha256, picture=made.body)
    exhibit = made_up.exhibit(0, 11, made_up.trip(0, 11))
    return replace(exhibit, evidence=str(uuid4()), body=body)


def picture(form):
    from pillow_heif import register_heif_opener

    register_heif_opener()
    out = io.BytesIO()
    Image.new("RGB", (320, 240), (200, 30, 30)).save(out, form)
    return out.getvalue()


def made(exhibit):
    pieces, pages = marked(exhibit)
    return b"".join(pieces), pages


@pytest.mark.parametrize(
    ("form", "content_type"),
    [
        ("JPEG", "image/jpeg"),
        ("PNG", "image/png"),
        ("HEIF", "image/heic"),
    ],
)
def test_picture_becomes_one_marked_page_and_the_same_bytes_again(form, content_type):
    exhibit = frozen(picture(form), content_type)
    pdf, pages = made(exhibit)
    assert (pages, inspect(pdf).contains("갑 제3호증의 12")) == (1, True)
    assert made(exhibit) == (pdf, 1)


def test_pdf_keeps_its_pages():
    import pikepdf

    source, out = pikepdf.new(), io.BytesIO()
    for _page in range(3):
        source.add_blank_page(page_size=(300, 400))
    source.save(out)
    assert marked(frozen(out.getvalue(), "application/pdf"))[1] == 3


def test_file_that_is_no_longer_the_frozen_one_is_refused():
    exhibit = frozen(people.picture(1), "image/png")
    exhibit = replace(exhibit, body=replace(exhibit.body, sha256="0" * 64))
    with pytest.raises(RenderError) as refused:
        marked(exhibit)
    assert refused.value.code == "exhibit.changed"


def test_file_that_is_gone_from_the_vault_is_refused():
    exhibit = frozen(people.picture(1), "image/png")
    delete(exhibit.body.stored_name)
    with pytest.raises(RenderError) as refused:
        marked(exhibit)
    assert refused.value.code == "exhibit.missing"


@pytest.mark.django_db
def test_older_roster_that_names_no_body_takes_what_was_made_of_the_file_since():
    exhibit = frozen(people.picture(1), "image/png")
    claim = people.make_claim(people.make_case(), 1)
    evidence = claim.evidence.get()
    Evidence.objects.update(
        copy_name=exhibit.body.stored_name,
        copy_sha256=exhibit.body.sha256,
        body=exhibit.body.picture,
    )
    older = replace(exhibit, evidence=str(evidence.pk), body=None)
    assert made(older) == made(exhibit)
    Evidence.objects.update(pictures="failed")
    with pytest.raises(RenderError) as refused:
        marked(older)
    assert refused.value.code == "exhibit.not_made"


def test_worker_that_holds_the_keys_decodes_no_file_of_a_stranger(monkeypatch):
    exhibits = [
        frozen(picture(form), kind)
        for form, kind in (("JPEG", "image/jpeg"), ("PNG", "image/png"), ("HEIF", "image/heic"))
    ]
    monkeypatch.setattr(Image, "open", lambda *a, **k: pytest.fail("a pixel was about to be decoded"))
    assert [marked(exhibit)[1] for exhibit in exhibits] == [1, 1, 1]
