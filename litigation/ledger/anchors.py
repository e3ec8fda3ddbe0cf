"""Anchors: the head of the chain, noted where whoever holds the database cannot reach. One line of JSON each.

Keep the file on another machine, print it, mail it to counsel: a chain cut back, written anew or restored from an older
backup no longer fits it.
"""

import json
import os
from pathlib import Path
from typing import TypedDict

from django.utils import timezone

from litigation.ledger.models import LedgerHead


class Anchor(TypedDict):
    seq: int
    hash: str
    at: str


def current() -> Anchor:
    """The anchor of this moment: number and hash of the last event."""
    head = LedgerHead.objects.filter(pk=1).first() or LedgerHead()
    return {"seq": head.seq, "hash": head.hash, "at": timezone.now().isoformat(timespec="seconds")}


def line(anchor: Anchor) -> str:
    return json.dumps(anchor, sort_keys=True)


def append(path: str | Path, anchor: Anchor) -> None:
    """Add one line to the file; it is on disk when this returns."""
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(line(anchor) + "\n")
        file.flush()
        os.fsync(file.fileno())


def read(path: str | Path) -> list[tuple[int, str]]:
    """(seq, hash) of every line. Raises ValueError naming the line that is no anchor."""
    found = []
    for number, text in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
        try:
            anchor = json.loads(text)
            found.append((int(anchor["seq"]), str(anchor["hash"])))
        except (ValueError, KeyError, TypeError):
            raise ValueError(f"Line {number} of {path} is no anchor.") from None
    return [(seq, anchored) for seq, anchored in found if seq > 0]
