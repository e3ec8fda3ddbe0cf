"""What the court's portal takes, and what a package says about how it was made. Pure."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from documents.papers.registry import READING
from litigation import fonts
from litigation.law.rows import LawTable

MANIFEST, SEAL = "manifest.json", "manifest.json.p7s"
MEGABYTE = 1_000_000
ROOMS = Path(__file__).resolve().parent.parent
HOME = ROOMS.parent
PAPERS = HOME / "templates" / "papers"
MAKERS = ("rendering", "rounds", "papers", "exhibits")  # rooms whose code decides what a paper says and looks like
LIBRARIES = ("weasyprint", "pydyf", "uharfbuzz", "pikepdf", "pillow", "pillow-heif", "xlsxwriter")


@dataclass(frozen=True)
class Limit:
    """What the e-filing portal takes, and whether counsel confirmed both numbers."""

    max_file_mb: int
    max_submission_mb: int
    is_confirmed: bool

    @property
    def max_file(self) -> int:
        """Bytes of the largest file it takes."""
        return self.max_file_mb * MEGABYTE


def limit_on(day: date, law: LawTable) -> Limit:
    """The limits of a day: rows efiling.* of the law."""
    file, submission = law.row("efiling.file.most", day), law.row("efiling.submission.most", day)
    return Limit(file.value, submission.value, bool(file.confirmed_on and submission.confirmed_on))


class Envelopes:
    """Packs files into submissions in the order of the folder: a new one begins where the cap would be passed.

    What only we read (index, party list, manifest) goes to nobody: submission 0.
    """

    def __init__(self, limit: Limit):
        self._most, self._number, self._used = limit.max_submission_mb * MEGABYTE, 1, 0

    def of(self, path: str, size: int) -> int:
        """The number of the submission a file goes into; files are asked about in their order."""
        if path.startswith(f"{READING}/") or path in (MANIFEST, SEAL):
            return 0
        if self._used and self._used + size > self._most:
            self._number, self._used = self._number + 1, 0
        self._used += size
        return self._number


@lru_cache(maxsize=1)
def made_with() -> dict[str, str]:
    """Versions of everything that can change a byte of a paper: our code, templates, fonts, libraries."""
    code = [path for room in MAKERS for path in (ROOMS / room).rglob("*.py")]
    return {
        "code": _digest(code, ROOMS),
        "templates": _digest([path for path in PAPERS.rglob("*") if path.is_file()], PAPERS),
        "fonts": _digest([fonts.FOLDER / "SHA256SUMS"], fonts.FOLDER),
        **{name: version(name) for name in LIBRARIES},
    }


@lru_cache(maxsize=1)
def code() -> str:
    """One hash for all that can change a byte of a paper, and all code besides: rather make one again than keep an old one."""
    apps = [path for app in ("litigation", "claimants", "documents") for path in (HOME / app).rglob("*.py")]
    made = {"all": _digest(apps, HOME), **made_with()}
    return hashlib.sha256(json.dumps(made, sort_keys=True).encode()).hexdigest()


def made_of(roster, kind, entry) -> str:
    """What a paper of one plaintiff is made from: equal, and it would come out the same byte for byte."""
    digits, names = len(str(roster.last_number)), roster.names.get(entry.number)  # in its file's name; where corrected
    frozen = (roster.frozen_at.isoformat(), _frame(roster.round), entry.sha256)
    parts = (code(), settings.SITE_URL, kind.type, digits, *frozen, names)
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _frame(round):
    return hashlib.sha256(json.dumps(round.frame, sort_keys=True).encode()).hexdigest()


def _digest(paths, home):
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(f"{path.relative_to(home).as_posix()}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
