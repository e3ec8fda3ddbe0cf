"""Private files: hashed while they stream in, encrypted at rest, found again by a random name.

`put()` in, `open_file()` out. What a person called a file never becomes part of a name here (trust: T31).
"""

import hashlib
import io
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import chain
from typing import Protocol, runtime_checkable

from django.utils.translation import gettext as _

from litigation.errors import DomainError
from litigation.vault.adapters import adapter
from litigation.vault.errors import VaultError
from litigation.vault.keys import ring
from litigation.vault.stream import CHUNK, HEADER, Opening, Piece, Sealing, key_id, rewrapped

MEGABYTE = 1024 * 1024
_PART = r"[A-Za-z0-9_-][A-Za-z0-9_.-]*"
_NAME = re.compile(rf"{_PART}(/{_PART})*")
LONGEST_NAME = 200


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


@runtime_checkable
class Rewindable(Readable, Protocol):
    def seekable(self) -> bool: ...

    def seek(self, offset: int, /) -> int: ...


Source = Piece | list[Piece] | tuple[Piece, ...] | Readable


@dataclass(frozen=True)
class Stored:
    """A file of the vault: its name there, and hash and size of what was put in."""

    name: str
    sha256: str
    size: int


def put(source: Source, *, prefix: str, max_bytes: int | None = None) -> Stored:
    """Encrypt bytes, a list of pieces of them or a binary stream into the vault under a random name `prefix/ab/cdef….hv`.

    A stream that can seek is read from its beginning, wherever it stands. Over max_bytes it stops with DomainError
    (vault.too_large) and leaves nothing behind. When this returns, the file is on disk (or in the bucket) wholly.
    """
    token = secrets.token_hex(20)
    return put_as(f"{prefix}/{token[:2]}/{token[2:]}.hv", source, max_bytes=max_bytes)


def put_as(name: str, source: Source, *, max_bytes: int | None = None) -> Stored:
    """The same under a name of ours. A file that stood there is replaced."""
    sealing = Sealing(_blocks(source), _checked(name), check=_limit(max_bytes))
    adapter().write(name, sealing)
    return Stored(name, sealing.sha256, sealing.size)


def together() -> AbstractContextManager[None]:
    """`with together():` many files are put, and only at the end of the block are they safe: then commit their rows."""
    return adapter().together()


def open_file(name: str) -> "io.BufferedReader[Opening]":
    """The plaintext as a binary stream that reads and seeks; every chunk is verified before it is given out.

    Raises MissingFile, or VaultError where the file was cut, changed or belongs to another name.
    """
    sealed = adapter().open(_checked(name))
    try:
        return io.BufferedReader(Opening(sealed, name), CHUNK)
    except BaseException:
        sealed.close()
        raise


def blocks(name: str) -> Iterator[bytes]:
    """The plaintext in pieces of 64 KiB."""
    with open_file(name) as stream:
        while piece := stream.read(CHUNK):
            yield piece


def read_bytes(name: str) -> bytes:
    with open_file(name) as stream:
        return stream.read()


def examine(name: str) -> Stored:
    """Read the whole file again and say what is there: for whoever compares it with what a row remembers."""
    digest, size = hashlib.sha256(), 0
    for piece in blocks(name):
        digest.update(piece)
        size += len(piece)
    return Stored(name, digest.hexdigest(), size)


def exists(name: str) -> bool:
    return adapter().exists(_checked(name))


def delete(name: str) -> None:
    """Remove the file and with it the only copy of its key. No error where it is gone already."""
    adapter().delete(_checked(name))


def sealed_under(name: str) -> str:
    """The id of the master key that a file's own key is wrapped with; "" where it is no file of ours, or gone."""
    try:
        with adapter().open(_checked(name)) as sealed:
            return key_id(sealed.read(HEADER), name)
    except VaultError:
        return ""


def rewrap(name: str, *, dry_run: bool = False) -> str:
    """Wrap the file key with the newest master key and return the id of the former. Chunks are copied as they are."""
    with adapter().open(_checked(name)) as sealed:
        header = sealed.read(HEADER)
        before = key_id(header, name)
        if before != ring().newest.id and not dry_run:
            adapter().write(name, chain([rewrapped(header, name)], iter(lambda: sealed.read(CHUNK), b"")))
    return before


def _checked(name: str) -> str:
    if len(name) > LONGEST_NAME or not _NAME.fullmatch(name) or ".." in name:
        raise VaultError("This is no name of a file in the vault: it takes letters, digits, -, _ and / only.")
    return name


def _limit(max_bytes: int | None) -> Callable[[int], None]:
    def check(size: int) -> None:
        if max_bytes is not None and size > max_bytes:
            words = {"limit": max(1, max_bytes // MEGABYTE)}
            sentence = _("This file is larger than %(limit)s MB. Send a smaller one, or send it in parts.") % words
            raise DomainError("vault.too_large", sentence, status=413)

    return check


def _blocks(source: Source) -> Iterator[Piece]:
    if isinstance(source, bytes | bytearray | memoryview):
        source = [source]
    if isinstance(source, list | tuple):
        yield from source
        return
    if isinstance(source, Rewindable) and source.seekable():
        source.seek(0)
    while block := source.read(CHUNK):
        yield block
