"""The outside of the sandbox: gives one file to a process of its own and takes back page images, or a sentence.

Whatever the file does to that process (crash, endless loop, memory, exploit), this one goes on. The process has no
environment (no keys), no network and no file system where the kernel has user namespaces ("namespaces"), and always the
limits of decode.py ("limits"). It works in memory-backed files where there is room, so plaintext does not reach a disk.
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

log = structlog.get_logger(__name__)
WALL_SECONDS = 15
MEMORY_DISK = Path("/dev/shm")  # noqa: S108  only for folders that tempfile makes
ROOM = 96 * 1024 * 1024  # what the page images of one file may need beside the file itself


class DecodeFailed(Exception):
    """No page images: `reason` is a stable word (damaged, too_slow, crashed), `sentence` is for people."""

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


def make_pages(stream, file_type) -> list[Page]:
    """Page images (≤ 1600 px) and thumbnails (≤ 320 px) of a JPEG, PNG, HEIC or PDF. Raises DecodeFailed, nothing else.

    file_type: an intake.FileType, or its content type.
    """
    verb = {"image/jpeg": "jpeg", "image/png": "png", "image/heic": "heic", "application/pdf": "pdf"}
    with _run(verb[getattr(file_type, "value", file_type)], stream) as (folder, result):
        return [
            Page(number, _read(folder, page["image"]), _read(folder, page["thumb"]), page["width"], page["height"])
            for number, page in enumerate(result["pages"], 1)
        ]


def inspect_pdf(stream) -> dict:
    """{"pages": n, "locked": whether only a password opens it}. Raises DecodeFailed."""
    with _run("inspect_pdf", stream) as (_folder, result):
        return result


def isolation() -> str:
    """How well this machine shuts decoders in: "namespaces" (no network, no files) or "limits" only.

    Tries what must not work; a start-up check and the health page show the answer. Raises DecodeFailed where not even
    the limits hold.
    """
    with _run("probe", None) as (_folder, result):
        forbidden = {"memory"} | ({"network", "files"} if result["isolation"] == "namespaces" else set())
        if forbidden & set(result["allowed"]):
            raise DecodeFailed("open", _("The sandbox for files does not hold on this machine."))
        return result["isolation"]


@contextmanager
def _run(verb, stream):
    """Run one verb on the stream; yields (folder, result) while the folder exists."""
    with tempfile.TemporaryDirectory(prefix="hamkke-", dir=_scratch(stream)) as folder:
        with open(Path(folder, "original"), "wb") as original:
            if stream is not None:
                stream.seek(0)
                shutil.copyfileobj(stream, original)
                stream.seek(0)
        code = _wait(_spawn(verb, folder))
        yield folder, _result(verb, folder, code)


def _spawn(verb, folder):
    command = [sys.executable, "-m", "claimants.evidence.decode", verb, folder]
    environment = {"PYTHONPATH": str(settings.BASE_DIR), "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"}
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(command, env=environment, cwd=settings.BASE_DIR, start_new_session=True, **quiet)


def _wait(process):
    """Its exit code; None where it had to be stopped."""
    try:
        return process.wait(timeout=WALL_SECONDS)
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
    if code in (None, -signal.SIGXCPU, -signal.SIGKILL):
        raise DecodeFailed("too_slow", _("This file takes too long to open. Add a photo of the document instead."))
    if code < 0:
        raise DecodeFailed("crashed", _("This file cannot be opened safely. Add a photo of the document instead."))
    raise DecodeFailed("damaged", _("This file did not arrive whole or is damaged. Add it again, or a photo of it."))


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
