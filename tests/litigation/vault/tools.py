"""What the tests of the vault share."""

import hashlib

from litigation.vault.files import Stored, blocks


def examine(name: str) -> Stored:
    """Read the whole file again and say what is there: for whoever compares it with what a row remembers."""
    digest, size = hashlib.sha256(), 0
    for piece in blocks(name):
        digest.update(piece)
        size += len(piece)
    return Stored(name, digest.hexdigest(), size)
