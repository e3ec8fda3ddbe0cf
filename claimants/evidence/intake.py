"""Looks at a file somebody sends, before anything of it is decoded: what it is by content, and whether we can take it.

Only headers are read here, by the few lines below; everything that parses a whole file runs in the sandbox. Originals
are kept sealed and never shown; people look at page images made from them. So a strange but honest photo is accepted,
and refused are only: other types, files that are two things at once, and files too big to look at.
"""

import re
import struct
import unicodedata
from dataclasses import dataclass
from enum import Enum

import magic
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claimants.evidence import jpeg, sandbox
from litigation.errors import DomainError

HEAD = 1024 * 1024  # of a HEIC, whose extents stand before its pictures
BLOCK = 1024 * 1024
BEFORE_PDF = b"\xef\xbb\xbf\r\n\t \0"  # what programs are known to write before a PDF
MAX_PAGES = 60
NAME_LENGTH = 120
HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
MARKUP = re.compile(rb"<(!doctype\s+html|html|head|body|script|svg|iframe|\?php)[\s>]", re.IGNORECASE)
SNIFFED = 4096  # where a program that guesses looks for markup: at both ends of a photo, and never in a PDF, which may hold it
ANOTHER = re.compile(
    rb"%PDF-[12]\.\d|PK\x03\x04[\x00-\x3f]\x00.[\x00-\x08][\x00-\x63]\x00", re.DOTALL
)  # a PDF, an entry of a ZIP
ZIP_END, ZIP_END_LENGTH, ZIP_COMMENT = b"PK\x05\x06", 22, 65535


class FileType(Enum):
    """What we accept; the value is the content type."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    HEIC = "image/heic"
    PDF = "application/pdf"

    @property
    def ending(self):
        return {"JPEG": "jpg"}.get(self.name, self.name.lower())


LIBMAGIC = {
    FileType.JPEG: {"image/jpeg"},
    FileType.PNG: {"image/png", "image/apng"},
    FileType.HEIC: {"image/heic", "image/heif", "image/heic-sequence", "image/heif-sequence"},
    FileType.PDF: {"application/pdf"},
}


@dataclass(frozen=True)
class Checked:
    """A file we take: its type by content, its name for people, its size, and what its header says about its extent."""

    type: FileType
    name: str
    size: int
    pages: int = 1
    width: int = 0
    height: int = 0


def check(stream, *, name) -> Checked:
    """Look at a whole file and say what it is, or refuse it with a sentence that names it.

    In this order: empty, too many bytes, type by content, two things at once, too many pixels (photos), locked with a
    password or too many pages (PDF). Leaves the stream at its beginning.
    """
    name = clean_name(name)
    size = _size(stream)
    if size == 0:
        raise _refusal("empty", _("“%(name)s” is empty. Add it again, or take a photo of it."), name)
    if size > settings.UPLOAD_MAX_BYTES:
        raise _too_big(name, size)
    kind = sniff(stream, name=name)
    refuse_two_in_one(stream, kind, name=name)
    if kind == FileType.PDF:
        checked = Checked(kind, name, size, pages=_pdf_pages(stream, name))
    else:
        width, height = _pixels(stream, kind, name)
        checked = Checked(kind, name, size, width=width, height=height)
    stream.seek(0)
    return checked


def sniff(stream, *, name="") -> FileType:
    """The type by content; its ending is never asked (phones name HEIC files .jpg). Our own look at the header and
    libmagic must agree. Refuses everything that is not a photo we can read or a PDF."""
    head = _head(stream)
    kind = _by_header(head)
    seen = head.lstrip(BEFORE_PDF) if kind == FileType.PDF else head
    if kind is None or magic.from_buffer(seen[:8192], mime=True) not in LIBMAGIC[kind]:
        sentence = _("“%(name)s” cannot be used. Add a photo (JPG, PNG, HEIC) or a PDF.")
        raise _refusal("type", sentence, clean_name(name))
    return kind


def refuse_two_in_one(stream, kind, *, name=""):
    """Refuse a photo that is also an archive, a PDF or a web page, and a PDF that is also an archive.

    The whole file is looked through, but only for what a program would take it for: markup within a PDF, or an archive
    that is attached to one, is honest.
    """
    another = _is_archive(stream, kind) or (kind != FileType.PDF and (_has_markup(stream) or _holds_another(stream)))
    stream.seek(0)
    if another:
        sentence = _("“%(name)s” may be unsafe, so we did not keep it. Add a photo of the document instead.")
        raise _refusal("unsafe", sentence, clean_name(name))


def _has_markup(stream):
    head = _head(stream, SNIFFED)
    stream.seek(max(0, _size(stream) - SNIFFED))
    return MARKUP.search(head + stream.read())


def _holds_another(stream):
    """Whether a PDF or a ZIP begins anywhere in the file."""
    stream.seek(0)
    before = b""
    while block := stream.read(BLOCK):
        if ANOTHER.search(before + block):
            return True
        before = block[-16:]
    return False


def _is_archive(stream, kind):
    """Whether the file ends as a ZIP. In a PDF it must close the file or stand behind it; else it is one attached to it."""
    size = _size(stream)
    stream.seek(max(0, size - ZIP_END_LENGTH - ZIP_COMMENT))
    tail = stream.read()
    at = tail.rfind(ZIP_END)
    if at < 0 or len(tail) - at < ZIP_END_LENGTH:
        return False
    closes = at + ZIP_END_LENGTH + int.from_bytes(tail[at + 20 : at + 22], "little") == len(tail)
    return kind != FileType.PDF or closes or at > tail.rfind(b"%%EOF")


def dimensions(stream, kind):
    """(width, height) from the headers alone, or None where they hold none. Nothing is decoded."""
    if kind == FileType.JPEG:
        found = jpeg.frame(stream)
        return (found.width, found.height) if found else None
    return {FileType.PNG: _png_size, FileType.HEIC: _heic_size}[kind](_head(stream))


def clean_name(name):
    """A sender's file name as harmless text for people: no path, no control or direction characters, ≤ 120 characters.

    Never used as a path or in a header. The ending is kept when the middle must go.
    """
    name = re.split(r"[/\\]", unicodedata.normalize("NFC", str(name or "")))[-1]
    name = "".join(
        " " if char in "\r\n\t" else char for char in name if char in "\r\n\t" or char in JOINERS or _shown(char)
    )
    name = " ".join(name.split()).strip(". ")
    if len(name) > NAME_LENGTH:
        stem, dot, ending = name.rpartition(".")
        tail = f"…{dot}{ending}" if dot and len(ending) <= 5 else "…"
        name = (stem or name)[: NAME_LENGTH - len(tail)] + tail
    return name or _("file without a name")


JOINERS = "\u200c\u200d"  # some scripts cannot be written without them


def _shown(char):
    return unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


# Headers --------------------------------------------------------------------------------------------------------------
def _by_header(head):
    if head.startswith(b"\xff\xd8\xff"):
        return FileType.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n") and head[12:16] == b"IHDR":
        return FileType.PNG
    if head[4:8] == b"ftyp":
        length = min(int.from_bytes(head[:4]), 256)
        brands = {head[8:12], *(head[at : at + 4] for at in range(16, length, 4))}
        return FileType.HEIC if brands & HEIC_BRANDS and b"avif" not in brands else None
    if head[:16].lstrip(BEFORE_PDF).startswith(b"%PDF-"):
        return FileType.PDF
    return None


def _png_size(head):
    return struct.unpack(">II", head[16:24])


def _heic_size(head):
    """The largest of the image extents the file declares (a picture, its tiles, its thumbnail)."""
    extents = [struct.unpack(">II", found) for found in re.findall(rb"ispe\0{4}(.{8})", head, re.DOTALL)]
    return max(extents, key=lambda extent: extent[0] * extent[1], default=None)


# Refusals -------------------------------------------------------------------------------------------------------------
def _pixels(stream, kind, name):
    size = dimensions(stream, kind)
    if size is None or 0 in size:
        raise _damaged(name)
    if size[0] * size[1] > settings.UPLOAD_MAX_PIXELS:
        most = settings.UPLOAD_MAX_PIXELS // 1_000_000
        sentence = _("“%(name)s” has more than %(most)s million pixels. Add a smaller photo.")
        raise _refusal("pixels", sentence, name, most=most)
    if kind == FileType.JPEG and not jpeg.frame(stream).is_common:
        sentence = _(
            "“%(name)s” is a rare kind of JPG that we cannot show. Save it as a normal JPG or PNG, or add a photo."
        )
        raise _refusal("rare", sentence, name)
    return size


def _pdf_pages(stream, name):
    try:
        facts = sandbox.inspect_pdf(stream)
    except sandbox.DecodeFailed as failed:
        if failed.reason == "busy":
            sentence = _("We are very busy now and could not look at “%(name)s”. Add it again in some minutes.")
            raise _refusal("busy", sentence, name, status=503) from failed
        raise _damaged(name) from failed
    if facts["locked"]:
        sentence = _("“%(name)s” is locked with a password. Add a copy without a password.")
        raise _refusal("locked", sentence, name)
    _refuse_covers(facts["shape"], name)
    if not facts["pages"]:
        raise _damaged(name)
    if facts["pages"] > MAX_PAGES:
        sentence = ngettext(
            "“%(name)s” has %(pages)s page. Files may have %(most)s pages or fewer. Add only the pages that matter.",
            "“%(name)s” has %(pages)s pages. Files may have %(most)s pages or fewer. Add only the pages that matter.",
            facts["pages"],
        )
        raise _refusal("pages", sentence, name, pages=facts["pages"], most=MAX_PAGES)
    return facts["pages"]


def _refuse_covers(shape, name):
    """A PDF whose page is only a cover: the document itself is seen in a few programs and by no court."""
    if shape == "xfa":
        sentence = _(
            "“%(name)s” is a form that only Adobe Reader can show. Print it to PDF there, or add a photo of it."
        )
        raise _refusal("xfa", sentence, name)
    if shape == "portfolio":
        sentence = _("“%(name)s” is a PDF that holds other files. Open it, save each file by itself, and add those.")
        raise _refusal("portfolio", sentence, name)


def _damaged(name):
    return _refusal("damaged", _("“%(name)s” did not arrive whole or is damaged. Add it again."), name)


def _too_big(name, size):
    million = 1024 * 1024
    numbers = {"size": -(-size // million), "most": settings.UPLOAD_MAX_BYTES // million}
    sentence = _("“%(name)s” is %(size)s MB. Files must be %(most)s MB or smaller.")
    return _refusal("size", sentence, name, status=413, **numbers)


def _refusal(code, sentence, name, *, status=422, **values):
    sentence %= {"name": name, **values}
    return DomainError(f"evidence.{code}", sentence, status=status, fields={"file": sentence})


def _size(stream):
    size = stream.seek(0, 2)
    stream.seek(0)
    return size


def _head(stream, length=HEAD):
    stream.seek(0)
    head = stream.read(length)
    stream.seek(0)
    return head
