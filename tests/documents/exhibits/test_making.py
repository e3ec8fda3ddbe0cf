"""Originals of every form that a phone sends become marked exhibits; what was changed or damaged does not."""

import hashlib
import io

import pytest
from PIL import Image

from documents.exhibits.making import marked
from documents.rendering.check import inspect
from documents.rendering.errors import RenderError
from litigation.vault.files import put
from tests.documents import people


def frozen(data, content_type):
    stored = put(data, prefix="evidence")
    return {
        "stored_name": stored.name,
        "content_type": content_type,
        "sha256": hashlib.sha256(data).hexdigest(),
        "number": 3,
        "sub": 12,
    }


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
        ("WEBP", "image/webp"),
        ("TIFF", "image/tiff"),
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


def test_original_that_is_no_longer_the_frozen_one_is_refused():
    exhibit = frozen(people.picture(1), "image/png") | {"sha256": "0" * 64}
    with pytest.raises(RenderError) as refused:
        marked(exhibit)
    assert refused.value.code == "exhibit.changed"


def test_damaged_picture_is_refused_with_a_sentence():
    with pytest.raises(RenderError) as refused:
        marked(frozen(b"not a picture at all", "image/heic"))
    assert refused.value.code == "exhibit.unreadable"
