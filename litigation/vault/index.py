"""Blind indexes: find equal values, and duplicates, without reading them."""

import hashlib
import hmac
import re
import unicodedata

from litigation.vault.keys import ring

_SEPARATORS = re.compile(r"[\W_]+")


def normalised(value: str) -> str:
    """One spelling for what people write in many: width, case, spaces, hyphens, dots and slashes fall away."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", value).casefold()))


def blind_index(value: str, purpose: str) -> str:
    """HMAC-SHA256 hex of the normalised value; '' for nothing, so that empty ones never look like duplicates.

    purpose (for example "passport") keeps indexes apart: the same number under two purposes gives two hashes. The key
    is derived from the oldest master key. Who takes that key out of the list must write all indexes anew.
    """
    spelled = normalised(value or "")
    if not spelled:
        return ""
    key = ring().oldest.subkey(f"index.{purpose}")
    return hmac.new(key, spelled.encode(), hashlib.sha256).hexdigest()
