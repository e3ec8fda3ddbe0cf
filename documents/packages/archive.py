"""The ZIP of a package, computed instead of kept: its layout follows from names and sizes, its bytes from the vault.

Nothing is stored twice and nothing decrypted is kept; any stretch of it can be read without what comes before, so an
interrupted download goes on where it stopped. Files lie in it uncompressed, since PDFs gain nothing by it, and carry the
moment the roster was frozen: the same files give the same bytes.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from struct import Struct
from zoneinfo import ZoneInfo

from litigation.vault.errors import VaultError
from litigation.vault.files import open_file
from litigation.vault.stream import Measured

SEOUL = ZoneInfo("Asia/Seoul")
BLOCK = 1 << 18
_LOCAL = Struct("<4s5H3L2H")
_CENTRAL = Struct("<4s6H3L5H2L")
_LARGE = Struct("<2HQ")  # the offset of a member beyond 4 GiB
_END = Struct("<4s4H2LH")
_LARGE_END = Struct("<4sQ2H2L4Q")
_LOCATOR = Struct("<4sLQL")
_UTF8, _STORED, _UNIX_FILE = 0x800, 0, 0o100644 << 16
_4G, _64K = 0xFFFFFFFF, 0xFFFF


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the ZIP: `at` is where its header begins."""

    path: str
    stored_name: str
    size: int
    crc32: int
    at: int

    @property
    def end(self) -> int:
        return self.at + length(self.path, self.size)


def length(path: str, size: int) -> int:
    """How many bytes a file takes up in the ZIP, with the header before it."""
    return _LOCAL.size + len(path.encode()) + size


class PackageZip(Measured):
    """Reads and seeks like a file. members(at): the members in order, from the one that holds byte `at` on."""

    def __init__(self, members: Callable[[int], Iterator[Member]], *, count: int, directory_at: int, moment):
        super().__init__()
        self._members, self._count, self._directory_at = members, count, directory_at
        self._stamp = _dos(moment)
        self._at, self._pieces, self._rest = 0, None, memoryview(b"")
        self.size = directory_at + sum(map(len, self._directory()))

    def readable(self):
        return True

    def seekable(self):
        return True

    def tell(self):
        return self._at

    def seek(self, offset, whence=io.SEEK_SET):
        at = max(0, {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.size}[whence] + offset)
        if at != self._at:
            self._drop()
        self._at = at
        return at

    def readinto(self, buffer):
        self._pieces = self._pieces or self._from(self._at)
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = memoryview(piece)
        count = min(len(buffer), len(self._rest))
        buffer[:count], self._rest = self._rest[:count], self._rest[count:]
        self._at += count
        return count

    def close(self):
        self._drop()
        super().close()

    def _drop(self):
        if self._pieces:
            self._pieces.close()
        self._pieces, self._rest = None, memoryview(b"")

    def _from(self, at):
        """All bytes from a place on."""
        if at < self._directory_at:
            for member in self._members(at):
                yield from _skipped([_local(member, self._stamp)], at - member.at)
                yield from _content(member, max(0, at - member.end + member.size))
            at = self._directory_at
        yield from _skipped(self._directory(), at - self._directory_at)

    def _directory(self):
        """The list at the end: a record for each member, then where the list begins."""
        size = 0
        for member in self._members(0):
            record = _central(member, self._stamp)
            size += len(record)
            yield record
        yield _end(self._count, size, self._directory_at)


def _skipped(pieces, count):
    """The pieces without their first `count` bytes."""
    for piece in pieces:
        if count < len(piece):
            yield piece[max(0, count) :]
        count -= len(piece)


def _content(member, offset):
    if offset >= member.size:
        return
    with open_file(member.stored_name) as stream:
        if stream.raw.size != member.size:
            raise VaultError(f"{member.stored_name} has {stream.raw.size} bytes and its row remembers {member.size}.")
        stream.seek(offset)
        while piece := stream.read(BLOCK):
            yield piece


def _local(member, stamp):
    name = member.path.encode()
    told = (member.crc32, member.size, member.size, len(name), 0)
    return _LOCAL.pack(b"PK\x03\x04", 20, _UTF8, _STORED, *stamp, *told) + name


def _central(member, stamp):
    name, large = member.path.encode(), member.at >= _4G
    extra = _LARGE.pack(1, 8, member.at) if large else b""
    told = (member.crc32, member.size, member.size, len(name), len(extra), 0, 0, 0, _UNIX_FILE, min(member.at, _4G))
    needed = 45 if large else 20
    return _CENTRAL.pack(b"PK\x01\x02", 3 << 8 | needed, needed, _UTF8, _STORED, *stamp, *told) + name + extra


def _end(count, size, at):
    large = b""
    if count >= _64K or at >= _4G or size >= _4G:
        place = at + size
        large = _LARGE_END.pack(b"PK\x06\x06", _LARGE_END.size - 12, 3 << 8 | 45, 45, 0, 0, count, count, size, at)
        large += _LOCATOR.pack(b"PK\x06\x07", 0, place, 1)
    return large + _END.pack(b"PK\x05\x06", 0, 0, min(count, _64K), min(count, _64K), min(size, _4G), min(at, _4G), 0)


def _dos(moment):
    """(time, date) as a ZIP writes them, in Seoul."""
    t = moment.astimezone(SEOUL)
    return t.hour << 11 | t.minute << 5 | t.second // 2, (t.year - 1980) << 9 | t.month << 5 | t.day
