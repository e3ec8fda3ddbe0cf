"""From the untouched original in the vault to the marked exhibit."""

import hashlib
import io

from django.utils.translation import gettext as _

from documents.exhibits.marking import image_pieces, mark_pdf, page_count
from documents.exhibits.names import exhibit_mark
from documents.rendering.errors import RenderError
from litigation.vault.errors import VaultError
from litigation.vault.files import read_bytes

COPIED = {"image/jpeg", "image/png"}  # placed as they are, bit for bit
JPEG_QUALITY = 92  # for phone formats that PDF does not know


def marked(exhibit) -> tuple[list[bytes | memoryview], int]:
    """(the PDF in pieces, its pages) of an exhibit as its snapshot names it.

    Refuses an original that is no longer the one that was frozen: then nothing is made, and a person has to look.
    """
    original = _original(exhibit["stored_name"])
    if hashlib.sha256(original).hexdigest() != exhibit["sha256"]:
        raise RenderError(
            "exhibit.changed",
            _("The file in the vault is not the one that was frozen with the round. Restore it from the backup."),
        )
    mark = exhibit_mark(exhibit["number"], exhibit["sub"])
    if exhibit["content_type"] == "application/pdf":
        pdf = mark_pdf(original, mark)
        return [pdf], page_count(pdf)
    picture = original if exhibit["content_type"] in COPIED else _as_jpeg(original)
    return image_pieces(picture, mark), 1


def _original(name):
    try:
        return read_bytes(name)
    except VaultError as error:
        raise RenderError(
            "exhibit.missing",
            _(
                "The file this exhibit is made from cannot be read in the vault. Restore it from the backup, then retry."
            ),
        ) from error


def _as_jpeg(data):
    """HEIC, WebP and TIFF as JPEG, upright; the original stays in the vault with its hash."""
    from PIL import Image, ImageOps, UnidentifiedImageError
    from pillow_heif import register_heif_opener

    register_heif_opener()
    try:
        with Image.open(io.BytesIO(data)) as picture:
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError) as error:
        raise RenderError("exhibit.unreadable", _("This picture is damaged and cannot be read.")) from error
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=JPEG_QUALITY, subsampling=0)
    return out.getvalue()
