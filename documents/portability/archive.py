"""The ZIP of a copy, written while it is read: memory holds a block of it, however large its files are.

Its size is not known before it is written, so each member says its own after it. Programs on phones that unpack while they
read take that only of packed members; hence photos are packed too.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime

from litigation.law.figures import SEOUL

Named = tuple[str, Iterable[bytes]]  # a path, and what stands in it


class ZipStream:
    """A ZIP as a binary stream that is read once, from beginning to end. The same members give the same bytes."""

    def __init__(self, members: Iterable[Named], *, made_at: datetime) -> None:
        self._pieces = _written(members, made_at)

    def read(self, _size: int = -1) -> bytes:
        """The next piece; nothing at the end."""
        return next(self._pieces, b"")


class _Left(io.RawIOBase):
    """Where the writer leaves what is finished. It cannot seek, so nothing is written into what was taken already."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        self._waiting += data
        return len(data)

    def taken(self) -> bytes:
        taken = bytes(self._waiting)
        self._waiting.clear()
        return taken


def _written(members: Iterable[Named], made_at: datetime) -> Iterator[bytes]:
    left, stamp = _Left(), made_at.astimezone(SEOUL).timetuple()[:6]
    with zipfile.ZipFile(left, "w", zipfile.ZIP_DEFLATED) as whole:
        for path, blocks in members:
            about = zipfile.ZipInfo(path, date_time=stamp)
            about.compress_type = zipfile.ZIP_DEFLATED
            about.external_attr = 0o100600 << 16
            with whole.open(about, "w") as member:
                for block in blocks:
                    member.write(block)
                    if piece := left.taken():
                        yield piece
            if piece := left.taken():
                yield piece
    yield left.taken()
