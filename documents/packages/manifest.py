"""manifest.json: every file of a package with its hash, and what it was all made from. Pure."""

import hashlib
import json
from itertools import islice

from documents.packages.rules import made_with

FORMAT = "hamkke-package/1"
TOLD = ("path", "sha256", "size", "pages")


def contents_sha256(files) -> str:
    """One hash for a set of files (path, sha256, size), in the order of their paths. Printed in the reading index."""
    digest = hashlib.sha256()
    for each in files:
        digest.update(f"{each['sha256']}  {each['size']}  {each['path']}\n".encode())
    return digest.hexdigest()


def manifest(roster, files, *, contents, gaps=0) -> list[bytes]:
    """What is sealed, in pieces. It says nothing of when or by whom: the same roster gives the same bytes.

    files: all files of the package but the manifest and its seal, in the order of their paths. contents: the hash the index
    prints. gaps: how many papers are missing.
    """
    shared = roster.shared
    body = {
        "format": FORMAT,
        "case": shared.case.slug,
        "round": roster.number,
        "frozen_at": roster.frozen_at.isoformat(),
        "roster": {"count": roster.roster_count, "version": roster.at, "sha256": roster.roster_sha256},
        "texts": {key: [text.version, text.sha256] for key, text in shared.texts.items()},
        "made_with": made_with(),
        "contents_sha256": contents,
        "missing_papers": gaps,
    }
    head = json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True).removesuffix("\n}")
    return [f'{head},\n "files": [\n'.encode(), *_lines(iter(files)), b"\n ]\n}\n"]


def _lines(files):
    """One line for each file, a thousand at a time."""
    comma = ""
    while rows := [json.dumps({name: row[name] for name in TOLD}, ensure_ascii=False) for row in islice(files, 1000)]:
        yield (comma + ",\n".join(f"  {row}" for row in rows)).encode()
        comma = ",\n"
