"""A ZIP written as it is read: no copy on disk, nothing decrypted kept, the same files give the same bytes."""

import io
import zipfile
from datetime import datetime
from zoneinfo import ZoneInfo

from litigation.vault.files import blocks

SEOUL = ZoneInfo("Asia/Seoul")


class ZipStream(io.RawIOBase):
    """Reads as a ZIP of (path, stored name) pairs, in their order, uncompressed: PDFs gain nothing by it.

    Every entry carries `at` (Seoul), never the time of packing.
    """

    def __init__(self, files, *, at: datetime):
        self._pieces = _pieces(files, at.astimezone(SEOUL).timetuple()[:6])
        self._rest = b""

    def readable(self):
        return True

    def readinto(self, buffer):
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = piece
        count = min(len(buffer), len(self._rest))
        buffer[:count], self._rest = self._rest[:count], self._rest[count:]
        return count


class _Outbox(io.RawIOBase):
    """What the ZIP writer wrote and nobody took yet. It cannot seek, so the writer never goes back."""

    def __init__(self):
        self.pieces = []

    def writable(self):
        return True

    def write(self, data):
        self.pieces.append(bytes(data))
        return len(data)

    def take(self):
        taken, self.pieces = b"".join(self.pieces), []
        return taken


def _pieces(files, moment):
    outbox = _Outbox()
    with zipfile.ZipFile(outbox, "w", zipfile.ZIP_STORED) as target:
        for path, stored_name in files:
            entry = zipfile.ZipInfo(path, moment)
            entry.external_attr, entry.create_system = 0o644 << 16, 3
            with target.open(entry, "w") as file:
                for block in blocks(stored_name):
                    file.write(block)
                    yield outbox.take()
    yield outbox.take()
