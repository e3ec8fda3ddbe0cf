"""How a finished paper is kept: its bytes in the vault under their own hash, a row that remembers them."""

import hashlib

from documents.filings.models import PaperFile
from litigation.vault.files import Stored, put_as


def store(round, content) -> Stored:
    """Put a paper (bytes, or pieces of them) into the vault under its own hash. The same bytes are stored once."""
    digest = hashlib.sha256()
    for piece in [content] if isinstance(content, bytes) else content:
        digest.update(piece)
    sha256 = digest.hexdigest()
    return put_as(f"papers/{round.pk.hex}/{sha256[:2]}/{sha256[2:]}.hv", content)


def keep(*, filing, entry, made, stored):
    """Remember a rendered file. Made again with the same bytes nothing changes; with others the newer ones count."""
    values = {
        "entry": entry,
        "path": made.path,
        "stored_name": stored.name,
        "sha256": stored.sha256,
        "size": stored.size,
        "pages": made.pages,
    }
    PaperFile.objects.update_or_create(filing=filing, key=made.key, defaults=values)
