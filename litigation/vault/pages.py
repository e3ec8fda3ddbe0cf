"""How a private file leaves: always through here, after the view has checked the right and called record()."""

import io
import re
import unicodedata
from collections.abc import Iterator
from pathlib import PurePosixPath

from django.http import FileResponse, HttpRequest, JsonResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from litigation.vault.errors import VaultError
from litigation.vault.files import open_file
from litigation.vault.stream import Measured

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
BLOCK = 1 << 18
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
_FORBIDDEN = re.compile(r'[\\/:*?"<>|]')


def send(name: str, *, filename: str, content_type: str, inline: bool = False, size: int | None = None) -> FileResponse:
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


def send_resumable(
    request: HttpRequest, stream: "io.BufferedReader[Measured]", *, filename: str, content_type: str, tag: str
) -> StreamingHttpResponse | JsonResponse:
    """Send a stream that seeks and knows its size, whole or from where an earlier download broke off (RFC 9110, 14).

    tag: the same as long as every byte is; a client that has the beginning of another version gets the whole again.
    """
    headers = HEADERS | {"Accept-Ranges": "bytes", "ETag": f'"{tag}"'}
    start, end = asked_range(request, stream.raw.size, tag) or (0, stream.raw.size)
    if start >= end:
        stream.close()
        return _no_such_range(stream.raw.size, headers)
    part = (start, end) != (0, stream.raw.size)
    if part:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{stream.raw.size}"
    response = StreamingHttpResponse(
        _stretch(stream, start, end), status=206 if part else 200, content_type=content_type, headers=headers
    )
    response["Content-Length"] = str(end - start)
    response["Content-Disposition"] = content_disposition_header(True, clean_filename(filename))
    return response


def _no_such_range(size: int, headers: dict[str, str]) -> JsonResponse:
    sentence = _("This file has no such range. Ask for one within its size.")
    body = {"type": "about:blank", "status": 416, "title": sentence, "code": "range"}
    headers = headers | {"Content-Range": f"bytes */{size}"}
    return JsonResponse(body, status=416, headers=headers, content_type="application/problem+json")


def asked_range(request: HttpRequest, size: int, tag: str) -> tuple[int, int] | None:
    """(start, end) of the one range a request asks for, cut to the size; None where it asks for all of it.

    Several ranges, another unit, or an If-Range of another version: all of it. A start beyond the end gives an empty range.
    """
    found = _RANGE.fullmatch(request.headers.get("Range", ""))
    same = request.headers.get("If-Range", f'"{tag}"') == f'"{tag}"'
    if not found or not any(found.groups()) or not same:
        return None
    first, last = found.groups()
    if not first:
        return max(0, size - int(last)), size
    end = min(size, int(last) + 1) if last else size
    return None if last and int(last) < int(first) else (int(first), end)


def _stretch(stream: "io.BufferedReader[Measured]", start: int, end: int) -> Iterator[bytes]:
    with stream:
        stream.seek(start)
        while start < end and (piece := stream.read(min(BLOCK, end - start))):
            start += len(piece)
            yield piece


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
