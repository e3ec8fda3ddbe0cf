"""Whether a package is, byte for byte, what was made: a folder, a ZIP, or one that stands in the database."""

import hashlib
import json
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from documents.packages.manifest import FORMAT, contents_sha256
from documents.packages.queries import by_path
from documents.packages.rules import MANIFEST, SEAL
from documents.rounds.snapshot import roster_sha256
from documents.sealing.installation import identity
from documents.sealing.seal import Verdict, verify_detached
from litigation.kept import sha256
from litigation.vault.errors import VaultError
from litigation.vault.files import blocks, read_bytes

BLOCK = 1 << 18
SEAL_PROBLEMS = {
    Verdict.CHANGED: "manifest.json is not what was sealed",
    Verdict.OTHER_CERTIFICATE: "the seal is not of this installation",
    Verdict.NO_SEAL: "there is no readable seal",
}


@dataclass
class Report:
    """What was looked at, and each thing that is not as made. No problems: the package is whole."""

    files: int = 0
    pages: int = 0
    size: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def intact(self):
        return not self.problems


class Folder:
    def __init__(self, path):
        self.path = Path(path)

    def names(self):
        return [each.relative_to(self.path).as_posix() for each in self.path.rglob("*") if not each.is_dir()]

    def open(self, name):
        return (self.path / name).open("rb")


class Zip:
    def __init__(self, file):
        self.file = zipfile.ZipFile(file)

    def names(self):
        return self.file.namelist()

    def open(self, name):
        return self.file.open(name)


def verify_files(source, *, fingerprint="") -> Report:
    """Check a folder or ZIP against its own sealed manifest: every file there, none more, each with its hash and size.

    fingerprint: of the certificate that must have sealed it; this installation's where none is given.
    """
    names = source.names()
    report = Report()
    twice = sorted({name for name in names if names.count(name) > 1}) if len(set(names)) < len(names) else []
    report.problems += [f"{name} is there twice" for name in twice]
    if MANIFEST not in names:
        report.problems.append(f"{MANIFEST} is missing")
        return report
    body = _read(source, MANIFEST)
    _check_seal(report, body, _read(source, SEAL) if SEAL in names else b"", fingerprint)
    told = _manifest(report, body)
    _check_files(report, source, set(names), told)
    return report


def verify_folder(path, *, fingerprint="") -> Report:
    return verify_files(Folder(path), fingerprint=fingerprint)


def verify_zip(path, *, fingerprint="") -> Report:
    try:
        source = Zip(path)
    except zipfile.BadZipFile:
        return Report(problems=["it is no readable ZIP"])
    with source.file:
        return verify_files(source, fingerprint=fingerprint)


def verify_stored(package) -> Report:
    """Check a package of this installation: its files in the vault against their rows, which its ZIP is computed from, its
    manifest, and the roster behind it."""
    report = Report()
    for row in package.contents.iterator(chunk_size=2000):
        _check_stored(report, row)
    if package.is_put_together:
        _check_manifest_row(report, package)
    else:
        report.problems.append("the package was never completed")
    _check_roster(report, package.round)
    return report


def _read(source, name):
    with source.open(name) as stream:
        return stream.read()


def _check_seal(report, body, p7s, fingerprint):
    result = verify_detached(body, p7s, fingerprint=fingerprint or identity().fingerprint)
    if not result.intact:
        report.problems.append(SEAL_PROBLEMS[result.verdict])


def _manifest(report, body) -> dict:
    """{path: row} of the manifest; a problem where it cannot be read or contradicts itself."""
    try:
        told = json.loads(body)
        rows = {row["path"]: row for row in told["files"]}
        whole = told["format"] == FORMAT and len(rows) == len(told["files"]) and all(map(_is_row, rows.values()))
    except (ValueError, KeyError, TypeError):
        whole = False
    if not whole:
        report.problems.append(f"{MANIFEST} cannot be read")
    return rows if whole else {}


def _is_row(row):
    return isinstance(row["sha256"], str) and isinstance(row["size"], int) and isinstance(row["pages"], int)


def _check_files(report, source, names, told):
    report.problems += [f"{name} is missing" for name in sorted(told.keys() - names)]
    report.problems += [f"{name} is not part of the package" for name in sorted(names - told.keys() - {MANIFEST, SEAL})]
    for name in sorted(told.keys() & names):
        digest, size = hashlib.sha256(), 0
        with _problems_of(report, name), source.open(name) as stream:
            while block := stream.read(BLOCK):
                digest.update(block)
                size += len(block)
            if (digest.hexdigest(), size) != (told[name]["sha256"], told[name]["size"]):
                report.problems.append(f"{name} is not as it was made")
        report.files, report.size = report.files + 1, report.size + size
        report.pages += told[name]["pages"]


@contextmanager
def _problems_of(report, name):
    """What goes wrong while reading one file is a problem of that file, and the rest is still looked at."""
    try:
        yield
    except (OSError, VaultError, zipfile.BadZipFile):
        report.problems.append(f"{name} cannot be read")


def _check_stored(report, row):
    with _problems_of(report, row.path):
        if _digests(blocks(row.stored_name)) != (row.sha256, row.size, row.crc32):
            report.problems.append(f"{row.path} is not as it was made")
    report.files, report.pages, report.size = report.files + 1, report.pages + row.pages, report.size + row.size


def _digests(pieces):
    digest, size, crc = hashlib.sha256(), 0, 0
    for piece in pieces:
        digest.update(piece)
        size, crc = size + len(piece), zlib.crc32(piece, crc)
    return digest.hexdigest(), size, crc


def _check_manifest_row(report, package):
    row = package.contents.filter(path=MANIFEST).first()
    if row is None or row.sha256 != package.manifest_sha256:
        report.problems.append("the package's row names another manifest")
        return
    with _problems_of(report, MANIFEST):
        told = _manifest(report, read_bytes(row.stored_name))
        rows = by_path(package.contents.exclude(path__in=[MANIFEST, SEAL])).values("path", "sha256", "size")
        if contents_sha256(told[path] for path in sorted(told)) != contents_sha256(rows.iterator(chunk_size=2000)):
            report.problems.append("the rows of the package and its manifest differ")


def _check_roster(report, round):
    hashes = []
    for entry in round.roster.order_by("number").iterator(chunk_size=500):
        hashes.append(entry.sha256)
        try:
            if sha256(entry.snapshot) != entry.sha256:
                report.problems.append(f"plaintiff {entry.number} of the roster was changed")
        except VaultError:
            report.problems.append(f"plaintiff {entry.number} of the roster cannot be read")
    if (roster_sha256(hashes), len(hashes)) != (round.roster_sha256, round.roster_count):
        report.problems.append("the roster is not the one that was frozen")
