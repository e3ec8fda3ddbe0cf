"""How a private file leaves: always through here, after the view has checked the right and called record()."""

import re
import unicodedata
from pathlib import PurePosixPath

from django.http import FileResponse

from litigation.vault.errors import VaultError
from litigation.vault.files import open_file

# What a browser may show in place. Everything else is downloaded, whatever the view asked for.
SHOWN = {"application/pdf", "image/jpeg", "image/png", "image/webp"}
HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
LONGEST_STEM, LONGEST_SUFFIX = 120, 12
_FORBIDDEN = re.compile(r'[\\/:*?"<>|]')


def send(name, *, filename, content_type, inline=False, size=None) -> FileResponse:
    """Stream a file of the vault. Opened, and its end verified, before the first header goes out.

    filename: shown to the person, cleaned here. inline: show it in the browser where that is safe, else download.
    size: the bytes a row remembers; a file of another size raises VaultError instead of being sent.
    """
    stream = open_file(name)
    if size is not None and size != stream.raw.size:
        stream.close()
        raise VaultError(f"{name} has {stream.raw.size} bytes and its row remembers {size}.")
    response = FileResponse(
        stream,
        as_attachment=not (inline and content_type in SHOWN),
        filename=clean_filename(filename),
        content_type=content_type,
        headers=HEADERS,
    )
    response["Content-Length"] = str(stream.raw.size)
    return response


def clean_filename(filename: str) -> str:
    """A name that is only a name: no control or direction characters, no separators, no leading dots, not too long."""
    text = unicodedata.normalize("NFC", filename)
    text = "".join(" " if char.isspace() else char for char in text)
    text = "".join(
        char for char in text if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    )
    text = " ".join(_FORBIDDEN.sub("_", text).split()).strip(" .")
    path = PurePosixPath(text or "document")
    return path.stem[:LONGEST_STEM].rstrip(" .") + path.suffix[:LONGEST_SUFFIX]
