"""Makes the exhibit a court receives: A4 upright, its mark at the upper right of the first page, a running number below.

Works on what the sandbox made of a file when it came (claimants/evidence/sandbox.py) and decodes nothing: the packed data of a
photo is copied, a JPEG's as its sender made it, and turned upright by the page; the pages of the clean copy of a PDF are placed
whole, never enlarged. The same body and mark give the same bytes.
"""

import io
import mmap
from pathlib import Path

import pikepdf  # noqa: TID253 - this module is loaded only where a PDF is worked on
from django.utils.translation import gettext as _

from claimants.evidence import jpeg
from claimants.evidence.body import Body, of_jpeg
from documents.rendering.errors import RenderError

from . import photo, stamp

WIDTH, HEIGHT = 595.276, 841.89  # A4 in points
_LEFT, _BOTTOM, _RIGHT, _TOP = 42.5, 56.7, WIDTH - 42.5, HEIGHT - 79.4  # where the evidence goes: 15, 20, 15, 28 mm
_MARK_SIZE, _FOOT_SIZE = 15, 9


def image_pieces(source: bytes | Path, mark: str, body: Body | None = None) -> list[bytes | memoryview]:
    """A photo as a one-page exhibit, in pieces to be written one after another, so that its megabytes are not copied in memory.

    body: what of the source it is; without one the source must be a JPEG, whose structure is then read.
    """
    data = _bytes(source)
    body = body or _read(data)
    content = _page_content(_place_image(body), mark, 1, 1, tagged=True)
    return photo.pieces(body, data, content, mark, (WIDTH, HEIGHT))


def mark_pdf(source: bytes | Path, mark: str) -> bytes:
    """The clean copy of a PDF as an exhibit with the same pages. Refuses what is none."""
    pdf = pikepdf.new()
    try:
        with pikepdf.open(io.BytesIO(_bytes(source)), attempt_recovery=False) as clean:
            _copy_pages(clean, pdf, mark)
            return _saved(pdf, mark)
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError) as error:
        raise RenderError("exhibit.broken_pdf", _("This PDF is damaged and cannot be shown in full.")) from error


def page_count(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as made:
        return len(made.pages)


def _read(data):
    try:
        return of_jpeg(jpeg.read(data))
    except jpeg.Unreadable as error:
        raise RenderError("exhibit.broken_image", _("This photo is damaged and cannot be shown in full.")) from error


def _copy_pages(clean, pdf, mark):
    box = pikepdf.Rectangle(_LEFT, _BOTTOM, _RIGHT, _TOP)
    font, count = _font(pdf), len(clean.pages)
    for number, original in enumerate(clean.pages, start=1):
        form = pdf.copy_foreign(original.as_form_xobject())
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


def _place_image(body):
    """Centred, at the top, as large as fits; a small picture at most one point per pixel."""
    across, down = body.upright
    scale = min((_RIGHT - _LEFT) / across, (_TOP - _BOTTOM) / down, 1.0)
    width, height = across * scale, down * scale
    return body.placed(width, height, (WIDTH - width) / 2, _TOP - height)


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
    pdf.Root.Lang = pikepdf.String("ko")
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    pdf.docinfo["/Title"] = pikepdf.String(mark)
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()
