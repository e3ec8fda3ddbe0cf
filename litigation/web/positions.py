"""Places in long lists that travel through a browser or a program: signed, so what comes back is what we wrote, or nothing.

Without the signature each reader would have to foresee every bent place: another list's, another order's, another type.
"""

import base64
import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from django.core.signing import BadSignature, Signer


def write(values: Sequence[object], *, of: str) -> str:
    """The place with these sort values as text for an address; `of` names the list, and opens it again."""
    text = json.dumps(values, default=str, separators=(",", ":"))
    return _signer(of).sign(base64.urlsafe_b64encode(text.encode()).decode().rstrip("="))


def read(text: str, *, of: str) -> Any:
    """The values that write() put into this place of this list; None where it was bent, cut, or is another list's."""
    try:
        plain = _signer(of).unsign(text)
    except (BadSignature, UnicodeError):
        return None
    return json.loads(base64.urlsafe_b64decode(plain + "=" * (-len(plain) % 4)))


def _signer(of: str) -> Signer:
    return Signer(salt=f"position {quote(of)}", sep="~")
