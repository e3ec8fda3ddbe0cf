"""How a finished paper is kept: its bytes in the vault under their own hash, a row that remembers them."""

import hashlib
import zlib
from typing import TypedDict

from django.utils.translation import gettext as _

from documents.papers.models import Filing, PaperFile
from documents.papers.registry import Made
from documents.rounds.models import RosterEntry, Round
from litigation.jobs.kinds import Retry
from litigation.vault import files


class Stored(TypedDict):
    """Where a file lies in the vault, and what it is known again by."""

    stored_name: str
    sha256: str
    size: int
    crc32: int


def store(*, round: Round, content: bytes | list[bytes | bytearray | memoryview]) -> Stored:
    """Put a file (bytes, or pieces of them) into the vault under its own hash: the same bytes are stored once.

    A vault that does not take it is a trouble of the installation, not of this file: Retry.
    """
    digest, crc = hashlib.sha256(), 0
    for piece in [content] if isinstance(content, bytes) else content:
        digest.update(piece)
        crc = zlib.crc32(piece, crc)
    sha256 = digest.hexdigest()
    try:
        stored = files.put_as(f"papers/{round.pk.hex}/{sha256[:2]}/{sha256[2:]}.hv", content)
    except OSError as error:
        sentence = _("The file store did not take a paper. Look whether its disk is full, then retry.")
        raise Retry(sentence, after=10) from error
    return {"stored_name": stored.name, "sha256": sha256, "size": stored.size, "crc32": crc}


def keep(*, filing: Filing, entry: RosterEntry | None, made: Made, stored: Stored) -> None:
    """Remember a file of a paper that was asked for. Made again with the same bytes nothing changes."""
    values = {"entry": entry, "path": made.path, "pages": made.pages, **stored}
    PaperFile.objects.update_or_create(filing=filing, key=made.key, defaults=values)
