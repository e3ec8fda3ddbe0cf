"""Where sealed bytes lie: a folder on disk, or a bucket of S3. An adapter knows no keys and no plaintext.

Both hold the same six promises (tests/litigation/vault/test_adapters.py): a name is written wholly or not at all; a
missing name raises MissingFile; deleting a missing one is no error; a stream that is opened can seek; names() lists
all (of a prefix, older than a moment); what was written within together() is safe when that block has ended.
"""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings
from django.core.files import File
from django.utils._os import safe_join

from litigation.vault.errors import MissingFile, VaultError

PART = ".part"  # ends the name of what is still being written
IN_MEMORY = 4 * 1024 * 1024
_together = ContextVar("written_together", default=False)


class Adapter(Protocol):
    def write(self, name: str, blocks: Iterable[bytes]) -> None: ...

    def together(self) -> AbstractContextManager[None]: ...

    def open(self, name: str) -> BinaryIO: ...

    def exists(self, name: str) -> bool: ...

    def delete(self, name: str) -> None: ...

    def names(self, prefix: str = "", before: datetime | None = None) -> Iterator[str]: ...

    def drop_halves(self, *, before: datetime) -> int: ...


class LocalFolder:
    """Files under one folder. Written beside their place, synced, then renamed into it.

    Within together() the disk is asked once for all of them, at the end: waiting for it is most of what a small file costs.
    """

    def __init__(self, root: str | Path) -> None:
        self.root = Path(root)

    def write(self, name: str, blocks: Iterable[bytes]) -> None:
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, part = tempfile.mkstemp(dir=path.parent, suffix=PART)
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines(blocks)
                file.flush()
                if not _together.get():
                    os.fsync(file.fileno())
            Path(part).replace(path)
        except BaseException:
            Path(part).unlink(missing_ok=True)
            raise
        if not _together.get():
            self._sync(path.parent)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Nobody may rely on a file before the block has ended: a machine that loses power within it may lose them all."""
        before = _together.set(True)
        try:
            yield
        finally:
            _together.reset(before)
        os.sync()

    def open(self, name: str) -> BinaryIO:
        try:
            return open(self._path(name), "rb")
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            raise MissingFile(f"The vault has no file {name}.") from None

    def exists(self, name: str) -> bool:
        return self._path(name).is_file()

    def delete(self, name: str) -> None:
        self._path(name).unlink(missing_ok=True)

    def names(self, prefix: str = "", before: datetime | None = None) -> Iterator[str]:
        for path in self._files(prefix, before):
            if path.suffix != PART:
                yield str(path.relative_to(self.root))

    def drop_halves(self, *, before: datetime) -> int:
        halves = [path for path in self._files("", before) if path.suffix == PART]
        for path in halves:
            path.unlink(missing_ok=True)
        return len(halves)

    def _files(self, prefix: str, before: datetime | None) -> Iterator[Path]:
        for folder, folders, files in os.walk(self._path(prefix)):
            folders.sort()
            for path in (Path(folder, file) for file in sorted(files)):
                if before is None or path.stat().st_mtime < before.timestamp():
                    yield path

    def _path(self, name: str) -> Path:
        return Path(safe_join(self.root, name))

    @staticmethod
    def _sync(folder: Path) -> None:
        """A rename is on disk only when its folder is."""
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


class S3Bucket:
    """Objects of one bucket, through django-storages. Credentials come from where boto3 looks for them."""

    def __init__(self, bucket: str, endpoint: str) -> None:
        from storages.backends.s3 import S3Storage  # boto3 is heavy, and only for those who use it

        self._storage = S3Storage(
            bucket_name=bucket,
            endpoint_url=endpoint or None,
            default_acl=None,
            file_overwrite=True,
            max_memory_size=IN_MEMORY,
            object_parameters={"ContentType": "application/octet-stream"},
        )

    def write(self, name: str, blocks: Iterable[bytes]) -> None:
        """Gathered in a temporary file (sealed already), so that a failed upload can be sent again from its start."""
        with tempfile.TemporaryFile() as file:
            file.writelines(blocks)
            size = file.tell()
            self._storage.save(name, File(file))
        if self._storage.size(name) != size:
            self.delete(name)
            raise VaultError(f"The bucket kept {name} with another size than was sent.")

    def together(self) -> AbstractContextManager[None]:
        return nullcontext()  # a bucket keeps each object before it answers

    def open(self, name: str) -> BinaryIO:
        if not self.exists(name):
            raise MissingFile(f"The vault has no file {name}.")
        sealed: BinaryIO = self._storage.open(name, "rb")
        return sealed

    def exists(self, name: str) -> bool:
        return bool(self._storage.exists(name))

    def delete(self, name: str) -> None:
        self._storage.delete(name)

    def names(self, prefix: str = "", before: datetime | None = None) -> Iterator[str]:
        for each in self._storage.bucket.objects.filter(Prefix=prefix):
            if before is None or each.last_modified < before:
                yield each.key

    def drop_halves(self, *, before: datetime) -> int:
        return 0  # a bucket shows an object wholly or not at all


def adapter() -> Adapter:
    """The one the settings name."""
    return _adapter(str(settings.FILES_ROOT), settings.FILES_S3_BUCKET, settings.FILES_S3_ENDPOINT)


@lru_cache(maxsize=8)
def _adapter(root: str, bucket: str, endpoint: str) -> Adapter:
    return S3Bucket(bucket, endpoint) if bucket else LocalFolder(root)
