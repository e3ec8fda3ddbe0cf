"""The outside of the sandbox: gives one file to a process of its own and takes back what the court gets and page images.

Whatever the file does to that process (crash, endless loop, memory, exploit), this one goes on. The process has no
environment (no keys), no network and no file system where the kernel has user namespaces ("namespaces"), and always the
limits of decode.py ("limits"): of its own work, since how busy the machine is says nothing of a file. It works in
memory-backed files where there is room, so plaintext does not reach a disk.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import structlog
from django.conf import settings
from django.utils.translation import gettext as _

from claimants.evidence.decode import TOO_LARGE

log = structlog.get_logger(__name__)
WALL_SECONDS = 540  # only for what hangs without working; the limits of decode.py end what works too long
LOOK_SECONDS = 60  # the same for a look that somebody waits for
MEMORY_DISK = Path("/dev/shm")  # noqa: S108  only for folders that tempfile makes
ROOM = 256 * 1024 * 1024  # what copy and page images of one file may need beside the file itself


class DecodeFailed(Exception):
    """Nothing could be made: `reason` is a stable word (damaged, too_slow, too_large, crashed, busy), `sentence` is for people.

    busy says nothing of the file: the machine did not get to it, so it is tried again."""

    def __init__(self, reason, sentence):
        super().__init__(reason)
        self.reason, self.sentence = reason, sentence


@dataclass(frozen=True)
class Page:
    """One page as two JPEGs in sRGB, upright, without any of the original's hidden data."""

    number: int
    image: bytes
    thumb: bytes
    width: int
    height: int


@dataclass(frozen=True)
class Made:
    """What came of a file. The page images show the body, so people judge what the court gets."""

    pages: list[Page]
    body: dict
    """body.Body of a photo; empty: the copy is a PDF."""
    copy: bytes | None
    """What the body lies in; None: in the original itself."""
    same: bool
    """Whether it shows what the file shows."""
    flaw: str
    """differs, blank, form: why it cannot be an exhibit though it can be opened; "" where it can."""
    warnings: list[str]


def make(stream, file_type) -> Made:
    """Exhibit and page images (≤ 1600 px; thumbnails ≤ 320 px) of a JPEG, PNG, HEIC or PDF. Raises DecodeFailed, nothing else.

    file_type: an intake.FileType, or its content type.
    """
    verb = {"image/jpeg": "jpeg", "image/png": "png", "image/heic": "heic", "application/pdf": "pdf"}
    with _run(verb[getattr(file_type, "value", file_type)], stream, WALL_SECONDS) as (folder, result):
        pages = [
            Page(number, _read(folder, page["image"]), _read(folder, page["thumb"]), page["width"], page["height"])
            for number, page in enumerate(result["pages"], 1)
        ]
        copy = _read(folder, "copy") if result["copy"] else None
        told = {name: result[name] for name in ("body", "same", "flaw", "warnings")}
        return Made(pages=pages, copy=copy, **told)


def inspect_pdf(stream) -> dict:
    """{"pages", "locked": whether only a password opens it, "shape": "", "xfa" or "portfolio"}. Raises DecodeFailed."""
    with _run("inspect_pdf", stream, LOOK_SECONDS) as (_folder, result):
        return result


@contextmanager
def _run(verb, stream, seconds):
    """Run one verb on the stream; yields (folder, result) while the folder exists."""
    with tempfile.TemporaryDirectory(prefix="hamkke-", dir=_scratch(stream)) as folder:
        with open(Path(folder, "original"), "wb") as original:
            if stream is not None:
                stream.seek(0)
                shutil.copyfileobj(stream, original)
                stream.seek(0)
        code = _wait(_spawn(verb, folder), seconds)
        yield folder, _result(verb, folder, code)


def _spawn(verb, folder):
    command = [sys.executable, "-m", "claimants.evidence.decode", verb, folder]
    environment = {"PYTHONPATH": str(settings.BASE_DIR), "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"}
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(command, env=environment, cwd=settings.BASE_DIR, start_new_session=True, **quiet)


def _wait(process, seconds):
    """Its exit code; None where it had to be stopped."""
    try:
        return process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _result(verb, folder, code):
    if code == 0:
        return json.loads(_read(folder, "result.json"))
    log.warning("evidence.decode_failed", verb=verb, code=code)
    raise _failed(code)


def _failed(code):
    if code is None:
        return DecodeFailed("busy", _("We are very busy and could not open this file yet. We try again by ourselves."))
    if code == TOO_LARGE:
        return DecodeFailed("too_large", _("This file is too large to open. Add a smaller photo of the document."))
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return DecodeFailed("too_slow", _("This file takes too long to open. Add a photo of the document instead."))
    if code < 0:
        return DecodeFailed("crashed", _("This file cannot be opened safely. Add a photo of the document instead."))
    return DecodeFailed("damaged", _("This file did not arrive whole or is damaged. Add it again, or a photo of it."))


def _read(folder, name):
    """A file the sandbox wrote. Its name is ours, but what stands there may not be: no links are followed."""
    with open(os.open(Path(folder, Path(name).name), os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
        return file.read()


def _scratch(stream):
    """The memory disk where the file and its pages fit, else the usual place for temporary files."""
    size = stream.seek(0, 2) if stream is not None else 0
    with suppress(OSError):
        if shutil.disk_usage(MEMORY_DISK).free > size + ROOM and os.access(MEMORY_DISK, os.W_OK):
            return MEMORY_DISK
    return None
