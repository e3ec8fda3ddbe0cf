"""manifest.json: every file of a package with its hash, and what it was all made from. Pure."""

import hashlib
import json

from documents.packages.rules import made_with

FORMAT = "hamkke-package/1"


def contents_sha256(files) -> str:
    """One hash for a set of files (path, sha256, size, pages), whatever their order. Printed in the reading index."""
    lines = (f"{each['sha256']}  {each['size']}  {each['path']}\n" for each in sorted(files, key=lambda f: f["path"]))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def manifest(round, files, *, contents) -> bytes:
    """The bytes that are sealed. They say nothing of when or by whom: the same roster gives the same bytes.

    files: all files of the package but the manifest and its seal. contents: the hash the index prints.
    """
    body = {
        "format": FORMAT,
        "case": round.frame["case"]["slug"],
        "round": round.number,
        "frozen_at": round.frozen_at.isoformat(),
        "roster": {"count": round.roster_count, "sha256": round.roster_sha256},
        "texts": {key: [text["version"], text["sha256"]] for key, text in round.frame["texts"].items()},
        "made_with": made_with(),
        "contents_sha256": contents,
        "files": sorted(files, key=lambda each: each["path"]),
    }
    return (json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
