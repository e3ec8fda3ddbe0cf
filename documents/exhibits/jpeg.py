"""Reading a JPEG's structure without decoding a pixel: what the PDF needs to know, and which of its bytes go in.

The picture itself (tables, frame, scans) is taken byte for byte. Left out are Exif and XMP (place, time, device, a small
preview), Photoshop data, comments and whatever follows the picture's end; kept are JFIF, the ICC colour profile and Adobe's
colour mark, since the colours depend on them.
"""

import re
from dataclasses import dataclass
from mmap import mmap

from django.utils.translation import gettext as _

from documents.rendering.errors import RenderError

_KEPT_APPS = {0xE0, 0xE2, 0xEE}
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_DRAWABLE = {0xC0, 0xC1, 0xC2}  # baseline, extended, progressive: what PDF's DCTDecode reads
_START, _END = b"\xff\xd8", b"\xff\xd9"
_NEXT_MARKER = re.compile(
    rb"\xff[^\x00\xd0-\xd7\xff]"
)  # in a scan: neither stuffing (FF00) nor a restart mark nor fill
_MORE_PICTURES = (b"Container", b"Motion", b"MicroVideo")  # XMP of phones that append a film or a second picture


@dataclass(frozen=True)
class Jpeg:
    pieces: tuple[memoryview, ...]
    """The file without private segments: views of the source, nothing is copied."""
    width: int
    height: int
    components: int
    inverted: bool
    """Adobe CMYK stores inverted values."""
    orientation: int
    """Exif orientation 1..8 of the original: how the picture must be turned to stand upright."""


def read(source: bytes | mmap) -> Jpeg:
    """Walk the segments up to the end of the picture. Refuses what is not a complete JPEG that a PDF can show."""
    try:
        return _read(source)
    except (IndexError, KeyError, ValueError) as error:
        raise RenderError("exhibit.broken_image", _("This photo is damaged and cannot be shown in full.")) from error


def _read(source):
    if source[:2] != _START:
        raise ValueError("no start of image")
    facts = {"orientation": 1, "inverted": False}
    kept, position, alone = [[0, 2]], 2, source[-2:] == _END
    while True:
        marker, start, end = _segment(source, position)
        if marker == 0xDA:
            end = _end_of_scan(source, end, alone)
        elif marker != 0xD9:
            alone = not _note(marker, source[start:end], facts) and alone
        if not (0xE0 <= marker <= 0xEF or marker == 0xFE) or marker in _KEPT_APPS:
            _keep(kept, position, end)
        position = end
        if marker == 0xD9:
            view = memoryview(source)
            return Jpeg(pieces=tuple(view[first:last] for first, last in kept), **facts)


def _keep(kept, start, end):
    """Add a stretch of the source; what lies side by side is one piece."""
    if kept[-1][1] == start:
        kept[-1][1] = end
    else:
        kept.append([start, end])


def _segment(source, position):
    """(marker, start of its content, end of its content) of the segment at a position; fill bytes are skipped."""
    if source[position] != 0xFF:
        raise ValueError("marker expected")
    while source[position + 1] == 0xFF:
        position += 1
    marker = source[position + 1]
    if marker == 0xD9 or 0xD0 <= marker <= 0xD7 or marker == 0x01:
        return marker, position + 2, position + 2
    length = int.from_bytes(source[position + 2 : position + 4], "big")
    end = position + 2 + length
    if length < 2 or end > len(source):
        raise ValueError("segment leaves the file")
    return marker, position + 4, end


def _end_of_scan(source, position, alone):
    """Where the entropy-coded data ends. A file that holds one picture and ends as a picture does needs no search."""
    if alone:
        return len(source) - len(_END)
    found = _NEXT_MARKER.search(source, position)
    if found is None:
        raise ValueError("no end of image")
    return found.start()


def _note(marker, content, facts):
    """Take down what a segment says of the picture; True where it says that the file holds more than this one."""
    if marker in _FRAMES:
        if marker not in _DRAWABLE or content[0] != 8:
            raise ValueError("a kind of JPEG that PDF cannot show")
        facts["height"] = int.from_bytes(content[1:3], "big")
        facts["width"] = int.from_bytes(content[3:5], "big")
        facts["components"] = content[5]
        if not (facts["width"] and facts["height"] and facts["components"] in (1, 3, 4)):
            raise ValueError("no size")
    elif marker == 0xE1 and content[:6] == b"Exif\0\0":
        facts["orientation"] = _orientation(content[6:])
    elif marker == 0xEE and content[:5] == b"Adobe":
        facts["inverted"] = True
    elif marker == 0xE2:
        return content[:4] == b"MPF\0"
    elif marker == 0xE1:
        return any(word in content for word in _MORE_PICTURES)
    return False


def _orientation(tiff):
    """Tag 0x0112 of the first directory; 1 wherever the block is not what it should be."""
    order = {b"II": "little", b"MM": "big"}.get(tiff[:2])
    if order is None or len(tiff) < 10:
        return 1
    place = int.from_bytes(tiff[4:8], order)
    count = int.from_bytes(tiff[place : place + 2], order)
    for index in range(min(count, 200)):
        entry = tiff[place + 2 + 12 * index : place + 14 + 12 * index]
        if int.from_bytes(entry[:2], order) == 0x0112:
            value = int.from_bytes(entry[8:10], order)
            return value if 1 <= value <= 8 else 1
    return 1
