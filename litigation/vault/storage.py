"""Django's default storage: the vault, for code that speaks to `default_storage`."""

from typing import NoReturn

from django.core.files import File
from django.core.files.storage import Storage
from django.utils.deconstruct import deconstructible

from litigation.vault import files
from litigation.vault.errors import VaultError


@deconstructible
class VaultStorage(Storage):
    """Encrypted at rest. It reads only whole names of ours and gives no URL: a private file leaves through a view."""

    def _open(self, name: str, mode: str = "rb") -> "File[bytes]":
        if mode != "rb":
            raise VaultError("A file of the vault is read as binary. To change it, save a new one.")
        return File(files.open_file(name), name)

    def _save(self, name: str, content: "File[bytes]") -> str:
        return files.put_as(name, content).name

    def delete(self, name: str) -> None:
        files.delete(name)

    def exists(self, name: str) -> bool:
        return files.exists(name)

    def size(self, name: str) -> int:
        with files.open_file(name) as stream:
            return stream.raw.size

    def url(self, name: str | None) -> NoReturn:
        raise VaultError(
            "A private file has no URL. Send it from a view that checks the right (litigation/vault/pages.py)."
        )
