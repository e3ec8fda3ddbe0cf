"""Makes the exhibit a court receives: A4 upright, its mark at the upper right of the first page, a running number below.

The evidence is not altered to fit: a JPEG's picture data is copied, not encoded again, and turned upright by the page; the
pages of a PDF are placed whole, never enlarged. Left out is what is private or alive: Exif with place and time, document
properties, scripts, attachments, links. The same source and mark give the same bytes.
"""

import io
import mmap
import warnings
import zlib
from pathlib import Path

import pikepdf  # noqa: TID253 - this module is loaded only where a PDF is worked on
from django.utils.translation import gettext as _
from PIL import Image

from documents.rendering.errors import RenderError

from . import jpeg, photo, stamp

WIDTH, HEIGHT = 595.276, 841.89  # A4 in points
MOST_PIXELS = 50_000_000
_LEFT, _BOTTOM, _RIGHT, _TOP = 42.5, 56.7, WIDTH - 42.5, HEIGHT - 79.4  # where the evidence goes: 15, 20, 15, 28 mm
_MARK_SIZE, _FOOT_SIZE = 15, 9
_SPACES = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}  # by the number of a JPEG's components
# Exif orientation → matrix that maps the unit square of the stored picture onto the upright one.
_TURNS = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}


def mark_image(source: bytes | Path, mark: str) -> bytes:
    """A photo (JPEG, PNG) as a one-page exhibit. Refuses other files, damaged ones and more than 50 megapixels."""
    return b"".join(image_pieces(source, mark))


def image_pieces(source: bytes | Path, mark: str) -> list[bytes | memoryview]:
    """The same in pieces to be written one after another, so that a photo of many megabytes is not copied in memory."""
    data = _bytes(source)
    if data[:2] == b"\xff\xd8":
        picture = _jpeg(data)
    elif data[:8] == b"\x89PNG\r\n\x1a\n":
        picture = _png(data)
    else:
        raise RenderError("exhibit.unknown_image", _("This file is neither a JPEG nor a PNG picture."))
    content = _page_content(_place_image(picture), mark, 1, 1, tagged=True)
    return photo.pieces(picture, content, mark, (WIDTH, HEIGHT))


def mark_pdf(source: bytes | Path, mark: str) -> bytes:
    """A PDF as an exhibit with the same pages. Refuses a locked, damaged or empty PDF."""
    pdf = pikepdf.new()
    try:
        with _opened(_bytes(source)) as evidence:
            _copy_pages(evidence, pdf, mark)
            return _saved(pdf, mark)
    except (pikepdf.PdfError, ValueError) as error:
        raise RenderError("exhibit.broken_pdf", _("This PDF is damaged and cannot be shown in full.")) from error


def page_count(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as made:
        return len(made.pages)


def _copy_pages(evidence, pdf, mark):
    evidence.flatten_annotations("all")  # filled-in form fields become part of the page
    if "/OCProperties" in evidence.Root:  # which layers are hidden
        pdf.Root.OCProperties = pdf.copy_foreign(evidence.make_indirect(evidence.Root.OCProperties))
    box = pikepdf.Rectangle(_LEFT, _BOTTOM, _RIGHT, _TOP)
    font, count = _font(pdf), len(evidence.pages)
    for number, original in enumerate(evidence.pages, start=1):
        form = pdf.copy_foreign(original.as_form_xobject(handle_transformations=True))
        page = pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
        placed = page.calc_form_xobject_placement(form, pikepdf.Name.Evidence, box)
        page.obj.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(Mark=font), XObject=pikepdf.Dictionary(Evidence=form)
        )
        page.obj.Contents = pdf.make_stream(_page_content(placed, mark, number, count, tagged=False))


def _font(pdf):
    """The mark's font as an object of this PDF."""
    with pikepdf.open(io.BytesIO(photo.blank((WIDTH, HEIGHT)))) as carrier:
        return pdf.copy_foreign(carrier.pages[0].Resources.Font.Mark)


def _bytes(source):
    """The content; of a file as it lies in the system's cache, so that what is only passed on is not copied to us before."""
    if not isinstance(source, Path):
        return source
    with source.open("rb") as file:
        whole = mmap.MAP_SHARED | getattr(mmap, "MAP_POPULATE", 0)
        return mmap.mmap(file.fileno(), 0, flags=whole, prot=mmap.PROT_READ)


def _opened(data):
    """A PDF anybody can open. Airlines lock tickets against editing only (an owner's password); those can be read."""
    try:
        evidence = pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError as error:
        raise _locked() from error
    if not len(evidence.pages):
        evidence.close()
        raise RenderError("exhibit.empty_pdf", _("This PDF has no pages."))
    return evidence


def _locked():
    return RenderError(
        "exhibit.locked_pdf",
        _("This PDF is locked with a password. Save it again without one, or send a photo or print of it."),
    )


def _jpeg(data) -> photo.Picture:
    """The picture's data goes in as it is."""
    found = jpeg.read(data)
    _check_pixels(found.width, found.height)
    return photo.Picture(
        found.pieces,
        found.width,
        found.height,
        _SPACES[found.components],
        "DCTDecode",
        inverted=found.components == 4 and found.inverted,
        turn=found.orientation,
    )


def _png(data) -> photo.Picture:
    """Decoded, laid on white where it is transparent, and packed without loss."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=["PNG"])
            _check_pixels(*picture.size)
            turn = picture.getexif().get(0x0112, 1)
            picture = _opaque(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large() from error
    except (OSError, ValueError, SyntaxError) as error:
        raise RenderError("exhibit.broken_image", _("This picture is damaged and cannot be shown in full.")) from error
    packed = zlib.compress(picture.tobytes(), 6)
    space = "DeviceGray" if picture.mode == "L" else "DeviceRGB"
    return photo.Picture([packed], *picture.size, space, "FlateDecode", turn=turn if turn in _TURNS else 1)


def _opaque(picture):
    if picture.mode in ("1", "L"):
        return picture.convert("L")
    if picture.mode in ("LA", "PA", "RGBA") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB")
    return picture.convert("RGB")


def _check_pixels(width, height):
    if width * height > MOST_PIXELS:
        raise _too_large()


def _too_large():
    return RenderError("exhibit.too_large", _("This picture has more than 50 megapixels. Save it smaller."))


def _place_image(picture):
    """Centred, at the top, as large as fits; a small picture at most one point per pixel."""
    across, down = picture.upright
    scale = min((_RIGHT - _LEFT) / across, (_TOP - _BOTTOM) / down, 1.0)
    width, height = across * scale, down * scale
    x, y = (WIDTH - width) / 2, _TOP - height
    a, b, c, d, e, f = _TURNS[picture.turn]
    matrix = (a * width, b * height, c * width, d * height, e * width + x, f * height + y)
    return ("q " + " ".join(f"{value:.3f}" for value in matrix) + " cm /Evidence Do Q\n").encode()


def _page_content(placed, mark, number, count, *, tagged):
    """The drawing of one exhibit page: the evidence, the mark on the first, the running number.

    tagged: for the structure of photo.py. A PDF keeps marks of its own that no structure knows any more, so it gets none.
    """
    foot = f"{mark} – {number}/{count}"
    if not stamp.can_draw(foot):
        raise RenderError("exhibit.bad_mark", _("The exhibit mark holds characters that a mark cannot have."))
    pieces = [(b"/Figure<</MCID 0>>BDC", placed)]
    if number == 1:
        box, letters = _mark_box(mark)
        pieces += [(b"/Artifact BMC", box), (b"/P<</MCID 1>>BDC", letters)]
    running = stamp.show(foot, (WIDTH - stamp.width(foot, _FOOT_SIZE)) / 2, 34, _FOOT_SIZE)
    pieces.append((b"/Artifact BMC", running))
    return b"\n".join(b"%b %b EMC" % piece if tagged else piece[1] for piece in pieces)


def _mark_box(mark):
    wide = stamp.width(mark, _MARK_SIZE)
    left, low = _RIGHT - wide - 16, HEIGHT - 62
    box = f"q 1 g 0 G 0.9 w {left:.2f} {low:.2f} {wide + 16:.2f} 27 re B Q\n".encode()
    return box, stamp.show(mark, left + 8, low + 8.4, _MARK_SIZE)


def _saved(pdf, mark):
    """The bytes, without what documents carry along: properties, metadata streams, editors' private data."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            for key in ("/Metadata", "/PieceInfo", "/LastModified", "/StructParents", "/StructParent"):
                if key in item:
                    del item[key]
    pdf.Root.Lang = pikepdf.String("ko")
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    pdf.docinfo["/Title"] = pikepdf.String(mark)
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()
