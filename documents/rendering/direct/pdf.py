"""A PDF written in one go: every object leaves for the file at once, small ones packed together; only numbers are kept.

The same calls give the same bytes: no clock, no random, the document's id is the hash of what was written.
"""

import hashlib
import zlib
from array import array
from copy import copy
from itertools import accumulate, chain
from struct import Struct
from typing import NamedTuple

PACKED = 250  # objects in one object stream at most: their place in it is one byte
BRANCH = 64  # pages under one node of the page tree
A4 = (595.276, 841.89)
_ENTRY = Struct(">BBIB")  # kind, offset (five bytes), index: a line of the cross-reference stream
_INDEXES = [bytes((index,)) for index in range(PACKED)]


class Written(NamedTuple):
    """What came out: for the row that remembers the file."""

    pages: int
    size: int
    sha256: str


class Writer:
    """A PDF streamed into `file`, which only needs write(). Numbers of objects are plain integers.

    Text is drawn with `fonts` (embedding.Fonts), which are written at the end, when it is known what they must hold.
    """

    def __init__(self, file, *, title, lang="ko", author="", made_at=None):
        self.pages = 0
        self.size = 0
        self._file, self._digest = file, hashlib.sha256()
        self._about = (title, author, made_at)
        self._lang, self._level, self._least = lang, 1, 0
        self._entries = bytearray(_ENTRY.size)
        self._packed, self._packed_numbers = [], []
        self._branches, self._leaves = array("L"), []
        self._outline = []
        self._at_end = []
        self._catalog = self.reserve()
        self._root, self._info = self.reserve(), self.reserve()
        self._in_catalog = b""
        self._resources = {}
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    # Documents that begin alike

    def flush(self):
        """Write what waits to be packed, so that every copy has it."""
        self._pack()

    def copied(self, file, *, title, author="", made_at=None, level=6, least=0) -> "Writer":
        """A writer that goes on from here on its own. `file` holds already what this one has written.

        level, least: how hard it packs, and from how many bytes on. For thousands of small documents the packing would
        be a third of the work.
        """
        twin = copy(self)
        twin._level, twin._least = level, least
        twin._file, twin._digest, twin._about = file, self._digest.copy(), (title, author, made_at)
        for name in ("_entries", "_packed", "_packed_numbers", "_branches", "_leaves", "_outline", "_at_end"):
            setattr(twin, name, getattr(self, name)[:])
        twin._resources = dict(self._resources)
        return twin

    # Objects

    def reserve(self, count=1) -> int:
        """The number of an object that is written later (the first of `count`)."""
        first = len(self._entries) // _ENTRY.size
        self._entries.extend(bytes(count * _ENTRY.size))
        return first

    def put(self, body: bytes, number=None) -> int:
        """An object without a stream."""
        number = self.reserve() if number is None else number
        self.put_many([body], number)
        return number

    def put_many(self, bodies: list[bytes], number: int):
        """Objects without streams, numbered one after the other."""
        if len(self._packed) + len(bodies) > PACKED:
            self._pack()
        self._packed += bodies
        self._packed_numbers.append(range(number, number + len(bodies)))

    def put_stream(self, data: bytes, entries=b"", number=None, *, deflate=True) -> int:
        """A stream; `entries` go into its dictionary. deflate=False: the data is packed already, or must stay as it is."""
        number = self.reserve() if number is None else number
        if deflate and len(data) >= self._least:
            data, entries = zlib.compress(data, self._level), entries + b"/Filter/FlateDecode"
        self._place(number, 1, self.size, 0)
        self._write(b"%d 0 obj\n<<%b/Length %d>>\nstream\n%b\nendstream\nendobj\n" % (number, entries, len(data), data))
        return number

    def at_end(self, finish):
        """Call finish() when the last page has been added, before the file is closed: for what collects on the way."""
        self._at_end.append(finish)

    def in_catalog(self, entries: bytes):
        self._in_catalog += entries

    def share(self, kind: bytes, number: int):
        """A resource dictionary that every page refers to, as share(b"Font", 12)."""
        self._resources[kind] = number

    # Pages and what stands on them

    def add_page(self, content: bytes, *, size=A4, xobjects=(), beneath=None, entries=b"", number=None) -> int:
        """A page. xobjects: (name, object number) of the pictures and forms its content draws.

        beneath: (numbers of streams that are drawn first, entries of what they draw with).
        """
        if self.pages % BRANCH == 0:
            self._close_branch()
            self._branches.append(self.reserve())
        drawn = b"/XObject<<%b>>" % b"".join(b"/%b %d 0 R" % each for each in xobjects) if xobjects else b""
        shared = b"".join(b"/%b %d 0 R" % each for each in self._resources.items())
        before, theirs = beneath or (b"", b"")
        body = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %g %g]/Resources<<%b%b%b>>/Contents[%b%d 0 R]%b>>"
        content = self.put_stream(content)
        said = self._branches[-1], *size, shared, drawn, theirs, before, content, entries
        number = self.put(body % said, number)
        self._leaves.append(number)
        self.pages += 1
        return number

    def add_outline(self, title: str, page: int, *, level=0):
        """A bookmark to a page (its object number), in reading order; level 1 stands under the last of level 0."""
        self._outline.append((level, title, page))

    def close(self) -> Written:
        """Write what was collected. The file itself stays open: it is the caller's."""
        for finish in self._at_end:
            finish()
        self._close_branch()
        self._write_pages()
        self._write_outline()
        self._write_catalog()
        self._pack()
        self._write_end()
        return Written(self.pages, self.size, self._digest.hexdigest())

    # The end of the file

    def _close_branch(self):
        if self._leaves:
            kids = b" ".join(b"%d 0 R" % leaf for leaf in self._leaves)
            body = b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%b]>>" % (self._root, len(self._leaves), kids)
            self.put(body, self._branches[-1])
            self._leaves.clear()

    def _write_pages(self):
        kids = b" ".join(b"%d 0 R" % branch for branch in self._branches)
        self.put(b"<</Type/Pages/Count %d/Kids[%b]>>" % (self.pages, kids), self._root)

    def _write_outline(self):
        if not self._outline:
            return
        root = self.reserve()
        numbers = [self.reserve() for _line in self._outline]
        above, links = [], {root: {}}
        for number, (level, title, page) in zip(numbers, self._outline, strict=True):
            above[level:] = [number]
            parent = above[level - 1] if level else root
            links[number] = {b"Parent": parent, b"Title": text(title), b"Dest": b"[%d 0 R/Fit]" % page}
            previous = links[parent].get(b"Last")
            links[parent].setdefault(b"First", number)
            links[parent][b"Last"] = number
            if previous:
                links[number][b"Prev"], links[previous][b"Next"] = previous, number
        for number, entries in links.items():
            self.put(b"<<%b>>" % b"".join(_entry(*pair) for pair in entries.items()), number)
        self.in_catalog(b"/Outlines %d 0 R" % root)

    def _write_catalog(self):
        title, author, made_at = self._about
        info = b"/Title" + text(title) + (b"/Author" + text(author) if author else b"")
        if made_at:
            info += b"/CreationDate(D:%b)" % made_at.strftime("%Y%m%d%H%M%SZ").encode()
        self.put(b"<<%b>>" % info, self._info)
        shown = b"/Type/Catalog/Pages %d 0 R/Lang(%b)/ViewerPreferences<</DisplayDocTitle true>>"
        self.put(b"<<%b%b>>" % (shown % (self._root, self._lang.encode()), self._in_catalog), self._catalog)

    def _write_end(self):
        number, start = self.reserve(), self.size
        self._place(number, 1, start, 0)
        digest = self._digest.hexdigest()[:32].encode()
        _ENTRY.pack_into(self._entries, 0, 0, 0, 0, 0)
        data = zlib.compress(self._entries, self._level)
        entries = b"/Type/XRef/Size %d/W[1 5 1]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]/Filter/FlateDecode/Length %d"
        entries %= (number + 1, self._catalog, self._info, digest, digest, len(data))
        self._write(b"%d 0 obj\n<<%b>>\nstream\n%b\nendstream\nendobj\n" % (number, entries, data))
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)

    def _pack(self):
        """The waiting small objects as one object stream."""
        if not self._packed:
            return
        stream, bodies, numbers = self.reserve(), self._packed, self._packed_numbers
        first, step = 0, _ENTRY.size
        entry = _ENTRY.pack(2, stream >> 32, stream & 0xFFFFFFFF, 0)[:-1]
        entries = entry + entry.join(_INDEXES[: len(bodies)])
        for part in numbers:
            last = first + len(part) * step
            self._entries[part.start * step : part.stop * step] = entries[first:last]
            first = last
        offsets = accumulate([len(body) + 1 for body in bodies], initial=0)
        places = chain.from_iterable(zip(chain(*numbers), offsets, strict=False))
        head = b"%d %d " * len(bodies) % tuple(places)
        self._packed, self._packed_numbers = [], []
        self.put_stream(head + b"\n".join(bodies), b"/Type/ObjStm/N %d/First %d" % (len(bodies), len(head)), stream)

    def _place(self, number, kind, where, index):
        _ENTRY.pack_into(self._entries, number * _ENTRY.size, kind, where >> 32, where & 0xFFFFFFFF, index)

    def _write(self, data):
        self._file.write(data)
        self._digest.update(data)
        self.size += len(data)


def text(value: str) -> bytes:
    """A text string for a reader's eyes: title, bookmark, ActualText."""
    return b"<FEFF" + value.encode("utf-16-be").hex().upper().encode() + b">"


def _entry(name, value):
    return b"/%b %d 0 R" % (name, value) if isinstance(value, int) else b"/%b%b" % (name, value)
