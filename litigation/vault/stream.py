"""The format of a file at rest, and nothing about where it lies.

    magic "HVF1" · key id (16 bytes, zero-padded) · wrapped file key (nonce 12, key 32, tag 16) · nonce prefix 7
    chunk 0 · chunk 1 · … · last chunk        each 64 KiB of plaintext (the last one less, or none) and a tag of 16

Every file has a random key of its own, wrapped by a master key and bound to the name of the file: a file moved to
another name does not open. Chunks follow the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015): the
nonce is prefix · counter (4 bytes) · last flag (1 byte), so a chunk that is changed, moved, left out, doubled, or no
longer the last, fails.
"""

import hashlib
import io
import os
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from litigation.vault.errors import VaultError
from litigation.vault.keys import NONCE_BYTES, MasterKey, ring

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAGIC = b"HVF1"
KEY_ID_BYTES, PREFIX_BYTES, TAG = 16, 7, 16
WRAPPED_BYTES = NONCE_BYTES + 32 + TAG
HEADER = len(MAGIC) + KEY_ID_BYTES + WRAPPED_BYTES + PREFIX_BYTES
CHUNK = 64 * 1024
PURPOSE = "file"
Piece = bytes | bytearray | memoryview


def _nonce(prefix: bytes, counter: int, last: bool) -> bytes:
    return prefix + counter.to_bytes(4, "big") + bytes([last])


def _context(key: MasterKey, prefix: bytes, name: str) -> bytes:
    return b"\0".join([MAGIC, key.id.encode(), prefix, name.encode()])


def _header(file_key: bytes, prefix: bytes, name: str) -> bytes:
    master, nonce = ring().newest, os.urandom(NONCE_BYTES)
    wrapped = AESGCM(master.subkey(PURPOSE)).encrypt(nonce, file_key, _context(master, prefix, name))
    return MAGIC + master.id.encode().ljust(KEY_ID_BYTES, b"\0") + nonce + wrapped + prefix


def key_id(header: bytes, name: str) -> str:
    """The id of the master key that wraps the key of this file."""
    if len(header) < HEADER or not header.startswith(MAGIC):
        raise VaultError(f"{name} is not a file of the vault, or its beginning was lost.")
    return header[len(MAGIC) : len(MAGIC) + KEY_ID_BYTES].rstrip(b"\0").decode("ascii", "replace")


def _unwrap(header: bytes, name: str) -> tuple[bytes, bytes]:
    """(file key, nonce prefix) of a header."""
    master = _master(header, name)
    start = len(MAGIC) + KEY_ID_BYTES
    nonce, wrapped = header[start : start + NONCE_BYTES], header[start + NONCE_BYTES : start + WRAPPED_BYTES]
    prefix = header[HEADER - PREFIX_BYTES : HEADER]
    try:
        return AESGCM(master.subkey(PURPOSE)).decrypt(nonce, wrapped, _context(master, prefix, name)), prefix
    except InvalidTag:
        raise VaultError(
            f"{name} cannot be opened: its header was changed, or it is the file of another name."
        ) from None


def _master(header: bytes, name: str) -> MasterKey:
    try:
        return ring().get(key_id(header, name))
    except VaultError as error:
        raise VaultError(f"{name} cannot be opened. {error}") from None


def rewrapped(header: bytes, name: str) -> bytes:
    """The same file key under the newest master key: a header to put before the same chunks."""
    file_key, prefix = _unwrap(header, name)
    return _header(file_key, prefix, name)


class Sealing:
    """Encrypts while it is read, and afterwards knows the size and SHA-256 of what went in."""

    def __init__(self, blocks: Iterable[Piece], name: str, check: Callable[[int], None] = lambda size: None) -> None:
        self._blocks, self._name, self._check = blocks, name, check
        self._hash, self.size = hashlib.sha256(), 0

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    def __iter__(self) -> Iterator[bytes]:
        file_key, prefix = os.urandom(32), os.urandom(PREFIX_BYTES)
        cipher = AESGCM(file_key)
        yield _header(file_key, prefix, self._name)
        held, counter = bytearray(), 0  # a chunk is sealed only when more follows: only then it is not the last
        for block in self._blocks:
            self._take(block)
            rest = memoryview(block)
            chunk: Piece
            while len(held) + len(rest) > CHUNK:
                if held:  # fill it up; what is left of the block is sealed where it lies, without being copied
                    room = CHUNK - len(held)
                    held += rest[:room]
                    chunk, rest = bytes(held), rest[room:]
                    held.clear()
                else:
                    chunk, rest = rest[:CHUNK], rest[CHUNK:]
                yield cipher.encrypt(_nonce(prefix, counter, False), chunk, None)
                counter += 1
            held += rest
        yield cipher.encrypt(_nonce(prefix, counter, True), bytes(held), None)

    def _take(self, block: Piece) -> None:
        self.size += len(block)
        self._check(self.size)
        self._hash.update(block)


class Measured(io.RawIOBase):
    """A stream that knows its size before it is read."""

    size: int


class Opening(Measured):
    """The plaintext of a sealed stream: readable, seekable; every chunk is verified before a byte of it is given out.

    The last chunk is verified first, so a file that was cut is refused before anything of it was sent.
    """

    def __init__(self, sealed: BinaryIO, name: str) -> None:
        super().__init__()
        self._sealed, self._name = sealed, name
        header = sealed.read(HEADER)
        file_key, self._prefix = _unwrap(header, name)
        self._cipher = AESGCM(file_key)
        body = sealed.seek(0, io.SEEK_END) - HEADER
        self._chunks = max(1, -(-body // (CHUNK + TAG)))
        self.size = body - self._chunks * TAG
        self._at, self._plain = 0, b""
        self._open: int | None = None
        self._load(self._chunks - 1)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def readinto(self, buffer: "WriteableBuffer") -> int:
        if self._at >= self.size:
            return 0
        index, offset = divmod(self._at, CHUNK)
        self._load(index)
        view = memoryview(buffer)
        piece = self._plain[offset : offset + len(view)]
        view[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def close(self) -> None:
        if not self.closed:
            self._sealed.close()
        super().close()

    def _load(self, index: int) -> None:
        if index == self._open:
            return
        self._sealed.seek(HEADER + index * (CHUNK + TAG))
        nonce = _nonce(self._prefix, index, index == self._chunks - 1)
        try:
            self._plain = self._cipher.decrypt(nonce, self._sealed.read(CHUNK + TAG), None)
        except InvalidTag:
            raise VaultError(f"{self._name} was changed or cut: chunk {index} does not open.") from None
        self._open = index
