"""What the court's portal takes, and what a package says about how it was made. Pure."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from documents.rendering import fonts

MANIFEST, SEAL = "manifest.json", "manifest.json.p7s"
MEGABYTE = 1_000_000
ROOMS = Path(__file__).resolve().parent.parent
HOME = ROOMS.parent
PAPERS = HOME / "templates" / "papers"
LIBRARIES = ("weasyprint", "pydyf", "pikepdf", "openpyxl")


@dataclass(frozen=True)
class Limit:
    """A limit of the e-filing portal, with the day it was read and how well it is known."""

    max_file_mb: int
    max_submission_mb: int
    effective_from: date
    citation: str
    confidence: str
    confirmed_on: date | None = None


# Newest last. Not confirmed by counsel yet: blogs differ (10 or 20 MB a file), so the smaller number counts.
LIMITS = (Limit(10, 100, date(2022, 1, 1), "EDR 8③; 전자소송포털 안내 (2025년 블로그)", "V2w"),)


def limit_on(day) -> Limit:
    return [each for each in LIMITS if each.effective_from <= day][-1]


def too_large(files, limit) -> list[str]:
    """Paths of files over the limit of one file; files: (path, bytes)."""
    return [path for path, size in files if size > limit.max_file_mb * MEGABYTE]


def submissions(total, limit) -> int:
    """How many submissions a package needs at least."""
    return max(1, -(-total // (limit.max_submission_mb * MEGABYTE)))


@lru_cache(maxsize=1)
def made_with() -> dict[str, str]:
    """Versions of everything that can change a byte of a paper: our code, templates, fonts, libraries."""
    code = [path for room in ("rendering", "filings", "exhibits") for path in (ROOMS / room).rglob("*.py")]
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


def made_of(round, kind, entry) -> str:
    """What a paper of one plaintiff is made from: equal, and it would come out the same byte for byte."""
    digits = len(str(round.roster_count))  # in its file's name
    parts = (code(), settings.SITE_URL, kind.type, round.frozen_at.isoformat(), digits, _frame(round), entry.sha256)
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _frame(round):
    return hashlib.sha256(json.dumps(round.frame, sort_keys=True).encode()).hexdigest()


def _digest(paths, home):
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(f"{path.relative_to(home).as_posix()}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
