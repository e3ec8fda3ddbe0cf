"""Reading a JPEG's structure without decoding a pixel: what the PDF needs to know, and a copy without private data.

The picture itself (tables, frame, scans) is copied byte for byte. Left out are Exif and XMP (place, time, device, a small
preview), Photoshop data, comments and whatever follows the picture's end; kept are JFIF, the ICC colour profile and Adobe's
colour mark, since the colours depend on them.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from documents.rendering.errors import RenderError

_KEPT_APPS = {0xE0, 0xE2, 0xEE}
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_DRAWABLE = {0xC0, 0xC1, 0xC2}  # baseline, extended, progressive: what PDF's DCTDecode reads


@dataclass(frozen=True)
class Jpeg:
    data: bytes
    """The file without private segments."""
    width: int
    height: int
    components: int
    inverted: bool
    """Adobe CMYK stores inverted values."""
    orientation: int
    """Exif orientation 1..8 of the original: how the picture must be turned to stand upright."""


def read(source: bytes) -> Jpeg:
    """Walk the segments up to the end of the picture. Refuses what is not a complete JPEG that a PDF can show."""
    try:
        return _read(source)
    except (IndexError, KeyError, ValueError) as error:
        raise RenderError("exhibit.broken_image", _("This photo is damaged and cannot be shown in full.")) from error


def _read(source):
    if source[:2] != b"\xff\xd8":
        raise ValueError("no start of image")
    kept, facts = [source[:2]], {"orientation": 1, "inverted": False}
    position = 2
    while True:
        marker, start, end = _segment(source, position)
        if marker == 0xD9:
            return Jpeg(data=b"".join([*kept, b"\xff\xd9"]), **facts)
        if marker == 0xDA:
            end = _end_of_scan(source, end)
        _note(marker, source[start:end], facts)
        if not (0xE0 <= marker <= 0xEF or marker == 0xFE) or marker in _KEPT_APPS:
            kept.append(source[position:end])
        position = end


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


def _end_of_scan(source, position):
    """Where the entropy-coded data ends: the next FF that is neither stuffing (FF00), a restart mark nor fill."""
    while True:
        position = source.index(b"\xff", position)
        follower = source[position + 1]
        if follower == 0 or 0xD0 <= follower <= 0xD7:
            position += 2
        elif follower == 0xFF:
            position += 1
        else:
            return position


def _note(marker, content, facts):
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
