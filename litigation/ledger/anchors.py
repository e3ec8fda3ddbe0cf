"""Anchors: the head of the chain, noted where whoever holds the database cannot reach. One line of JSON each.

Beat notes one each hour in the file settings.LEDGER_ANCHORS and in a line of the log. Keep copies on another machine, print
them, mail them to counsel: a chain cut back, written anew or restored from an older backup no longer fits them.
"""

import fcntl
import json
import os
from pathlib import Path
from typing import BinaryIO, TypedDict

from django.utils import timezone

from litigation.ledger.models import LedgerEvent, LedgerHead

TAIL = 4096  # bytes from the end in which the last line stands
CUT = (
    "The record of acts ends at event {ends} and reached {seq} at {at} (noted in {path}): its tail was cut off, or an older "
    "backup of the database was put back. "
)
REWRITTEN = (
    "Event {seq} of the record of acts has another hash than was noted at {at} in {path}: the record was written anew, or "
    "this is another database. "
)
MOVE = "Find out what was done to the file. To begin another, move it away, with what it says."
HOW_ON = (
    "Put the right database back. If this one is meant, say so: manage.py anchor_ledger --accept 'why'. That stands in the "
    "record from then on."
)


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


def append(path: str | Path, anchor: Anchor, *, accepted: str = "", beyond: int = 0) -> None:
    """Add one line to the file; it is on disk when this returns. A line that a power cut left half is taken off first.

    accepted: why a chain that does not fit what was noted is taken as it is; from the event `beyond` on, what was noted before
    this line does not count any more.
    """
    text = json.dumps({**anchor, "accepted": accepted, "beyond": beyond}, sort_keys=True) if accepted else line(anchor)
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        _drop_half_a_line(file)
        file.write(text.encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def read(path: str | Path) -> list[tuple[int, str]]:
    """(seq, hash) of every line that still counts. Raises ValueError naming the line that is no anchor."""
    found: list[tuple[int, str]] = []
    whole, _newline, rest = Path(path).read_text(encoding="utf-8").rpartition("\n")
    for number, each in enumerate([*whole.splitlines(), *_unless_half([rest])], 1):
        anchor, beyond = _parsed(each, f"Line {number}", path)
        if beyond:
            found = [(seq, noted) for seq, noted in found if seq < beyond]
        found.append((anchor["seq"], anchor["hash"]))
    return [(seq, anchored) for seq, anchored in found if seq > 0]


def count(path: str | Path) -> int:
    """How many lines were ever noted; it never falls."""
    return Path(path).read_bytes().count(b"\n") if Path(path).exists() else 0


def last(path: str | Path) -> Anchor | None:
    """The newest line; None where there is no file, or none in it. Raises ValueError where it is no anchor."""
    try:
        with Path(path).open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - TAIL))
            *lines, rest = file.read().decode(errors="replace").split("\n")
    except FileNotFoundError:
        return None
    lines += _unless_half([rest])
    return _parsed(lines[-1], "The last line", path)[0] if lines else None


def astray(path: str | Path) -> str:
    """The sentence that says how the chain of this database does not reach what was noted last; "" where it does.

    The file is read first: events may be added meanwhile, never taken away.
    """
    try:
        noted = last(path)
    except ValueError as error:
        return f"{error} {MOVE}"
    if noted is None or noted["seq"] < 1:
        return ""
    seq, ends = noted["seq"], current()["seq"]
    stands = LedgerEvent.objects.filter(seq=seq).values_list("hash", flat=True).first()
    if ends < seq or stands is None:
        return CUT.format(ends=min(ends, seq - 1), seq=seq, at=noted["at"], path=path) + HOW_ON
    return "" if stands == noted["hash"] else REWRITTEN.format(seq=seq, at=noted["at"], path=path) + HOW_ON


def _parsed(text: str, name: str, path: str | Path) -> tuple[Anchor, int]:
    """(the anchor of a line, from which event on it makes earlier ones void; 0: it makes none)"""
    try:
        row = json.loads(text)
        anchor: Anchor = {"seq": int(row["seq"]), "hash": str(row["hash"]), "at": str(row.get("at", ""))}
        return anchor, int(row.get("beyond", 0))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ValueError(f"{name} of {path} is no anchor.") from None


def _unless_half(rest: list[str]) -> list[str]:
    """What follows the last newline, unless it is a line that a power cut left half."""
    return [each for each in rest if each and not (each.startswith("{") and not each.endswith("}"))]


def _drop_half_a_line(file: BinaryIO) -> None:
    end = file.seek(0, os.SEEK_END)
    start = max(0, end - TAIL)
    file.seek(start)
    tail = file.read()
    if tail and not tail.endswith(b"\n"):
        file.truncate(start + tail.rfind(b"\n") + 1)
