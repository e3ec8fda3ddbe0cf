"""The one reader of a JPEG's structure: its frame, how it is turned, and which of its bytes are the picture. Decodes nothing.

The picture (tables, frame, scans) is taken byte for byte and ends at its own end mark, whatever the file says of itself.
Kept beside it are only the two segments the colours depend on in a PDF, JFIF and Adobe's mark. Left out are Exif and XMP
(place, time, device, previews), Photoshop data, comments, further pictures, and the colour profile: no reader of PDFs looks
at it there, and it takes any text. Imports nothing of the project, since the sandbox reads with it too.
"""

import re
from dataclasses import dataclass

START, END = b"\xff\xd8", b"\xff\xd9"
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
DRAWABLE = {0xC0, 0xC1, 0xC2}  # baseline, extended, progressive: what PDF's DCTDecode reads
MOST_PIECES = 64  # a file cut up more than that is drawn anew
_PICTURE = FRAMES | {0xC4, 0xD9, 0xDA, 0xDB, 0xDD}  # frame, tables, scans, restarts, end
_JFIF, _ADOBE = 14, 12  # bytes of these segments without anything hidden behind
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # in a scan: no stuffing (FF00), restart mark or fill
_XMP_TURN = re.compile(rb"tiff:Orientation\s*(?:=\s*[\"']|>)\s*([1-8])\s*[\"'<]")


class Unreadable(ValueError):
    """No JPEG, or none whose bytes a PDF could show as they are."""


@dataclass(frozen=True)
class Frame:
    """What the frame header says. kind: the low byte of its marker; bits: of one sample."""

    kind: int
    bits: int
    width: int
    height: int
    components: int

    @property
    def is_common(self):
        """Whether decoders in use can open it: eight bits, and neither lossless nor in layers."""
        return self.bits == 8 and self.kind in DRAWABLE | {0xC9, 0xCA}


@dataclass(frozen=True)
class Jpeg:
    frame: Frame
    pieces: tuple[tuple[int, int], ...]
    """The stretches of the file that are the picture."""
    inverted: bool
    """Adobe stores four colours inverted."""
    turn: int
    """Exif orientation 1..8: how the stored picture must be turned to stand upright."""


def frame(stream) -> Frame | None:
    """The frame of the first picture, wherever in the file it stands; None where there is none. Seeks, and reads headers only."""
    stream.seek(0)
    if stream.read(2) != START:
        return None
    at = 2
    while True:
        stream.seek(at)
        head = stream.read(10)
        if len(head) < 4 or head[0] != 0xFF:
            return None
        if head[1] == 0xFF:
            at += 1
        elif head[1] in FRAMES:
            return _frame(head[1], head[4:]) if len(head) == 10 else None
        else:
            at += 2 if _stands_alone(head[1]) else 2 + int.from_bytes(head[2:4])


def read(source) -> Jpeg:
    """Walk the segments (of bytes or a map of a file) up to the end of the picture. Raises Unreadable."""
    try:
        return _read(source)
    except (IndexError, KeyError, ValueError) as error:
        raise Unreadable(str(error)) from error


def turn(exifs, xmps) -> int:
    """The one decision how a picture is turned: by the first Exif block that says so, else by XMP, else not at all."""
    said = [*map(_exif_turn, exifs), *map(_xmp_turn, xmps)]
    return next(filter(None, said), 1)


def _read(source):
    if source[:2] != START:
        raise ValueError("no start of image")
    facts, kept, at = {"exif": [], "xmp": []}, [[0, 2]], 2
    while True:
        marker, start, end = _segment(source, at)
        if marker == 0xDA:
            end = _end_of_scan(source, end)
        elif marker != 0xD9:
            _note(marker, bytes(source[start:end]), facts)
        if marker in _PICTURE or _is_needed(marker, bytes(source[start:end])):
            _keep(kept, at, end)
        at = end
        if marker == 0xD9:
            return _jpeg(facts, kept)


def _jpeg(facts, kept):
    found = facts["frame"]
    if found.kind not in DRAWABLE or found.bits != 8 or found.components not in (1, 3, 4):
        raise ValueError("a kind of JPEG that PDF cannot show")
    if not (found.width and found.height) or len(kept) > MOST_PIECES:
        raise ValueError("no size, or cut up")
    pieces = tuple((first, last) for first, last in kept)
    inverted = found.components == 4 and "adobe" in facts
    return Jpeg(found, pieces, inverted, turn(facts["exif"], facts["xmp"]))


def _keep(kept, start, end):
    """Add a stretch of the source; what lies side by side is one piece."""
    if kept[-1][1] == start:
        kept[-1][1] = end
    else:
        kept.append([start, end])


def _segment(source, at):
    """(marker, start of its content, end of its content) of the segment at a position; fill bytes are skipped."""
    if source[at] != 0xFF:
        raise ValueError("marker expected")
    while source[at + 1] == 0xFF:
        at += 1
    marker = source[at + 1]
    if _stands_alone(marker):
        return marker, at + 2, at + 2
    length = int.from_bytes(source[at + 2 : at + 4])
    end = at + 2 + length
    if length < 2 or end > len(source):
        raise ValueError("segment leaves the file")
    return marker, at + 4, end


def _stands_alone(marker):
    return marker in (0x01, 0xD9) or 0xD0 <= marker <= 0xD7


def _end_of_scan(source, at):
    found = _NEXT_MARKER.search(source, at)
    if found is None:
        raise ValueError("no end of image")
    return found.start()


def _note(marker, content, facts):
    """Take down what a segment says of the picture. Refuses a second frame: then it is not one picture."""
    if marker in FRAMES:
        if "frame" in facts:
            raise ValueError("two frames")
        facts["frame"] = _frame(marker, content)
    elif marker == 0xE1 and content.startswith(b"Exif\0"):
        facts["exif"].append(content[6:])
    elif marker == 0xE1:
        facts["xmp"].append(content)
    elif marker == 0xEE and content.startswith(b"Adobe"):
        facts["adobe"] = True


def _is_needed(marker, content):
    """JFIF and Adobe's mark, as they should be. With something hidden in them, the picture is drawn anew."""
    jfif = marker == 0xE0 and content.startswith(b"JFIF\0")
    adobe = marker == 0xEE and content.startswith(b"Adobe")
    if (jfif and (len(content) != _JFIF or content[12:] != b"\0\0")) or (adobe and len(content) != _ADOBE):
        raise ValueError("more in a segment than it should hold")
    return jfif or adobe


def _frame(marker, content):
    height, width = int.from_bytes(content[1:3]), int.from_bytes(content[3:5])
    return Frame(marker, content[0], width, height, content[5])


def _exif_turn(block):
    """Tag 0x0112 of the first directory, as a byte, a short or a long; 0 wherever the block is not what it should be."""
    order = {b"II": "little", b"MM": "big"}.get(block[:2])
    if order is None:
        return 0
    place = int.from_bytes(block[4:8], order)
    for at in range(place + 2, place + 2 + 12 * int.from_bytes(block[place : place + 2], order), 12):
        entry = block[at : at + 12]
        if int.from_bytes(entry[:2], order) == 0x0112:
            size = {1: 1, 3: 2, 4: 4}.get(int.from_bytes(entry[2:4], order), 0)
            value = int.from_bytes(entry[8 : 8 + size], order)
            return value if 1 <= value <= 8 else 0
    return 0


def _xmp_turn(packet):
    found = _XMP_TURN.search(bytes(packet).replace(b"\0", b""))
    return int(found[1]) if found else 0
