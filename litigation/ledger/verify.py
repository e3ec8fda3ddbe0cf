"""Proves the chain, row by row, in flat memory, while others go on writing.

Inside the database it finds every edited column, and rows deleted, swapped, inserted or cut off. Who can write the
database can also recompute the whole chain and its head: only an anchor kept elsewhere shows that (anchors.py).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from litigation.ledger.chain import HASHED, event_hash
from litigation.ledger.models import GENESIS, LedgerEvent, LedgerHead

BATCH = 2000
COLUMNS = (*HASHED, "hash")


@dataclass(frozen=True)
class Verification:
    """What was found. count: events that hold, from from_seq on; head_hash: the hash of the last of them."""

    ok: bool
    count: int
    head_hash: str
    first_bad_seq: int | None = None
    reason: str = ""


class _Broken(Exception):
    def __init__(self, seq: int, reason: str) -> None:
        super().__init__(reason)
        self.seq, self.reason = seq, reason


def verify(from_seq: int = 1, *, anchors: Iterable[tuple[int, str]] = ()) -> Verification:
    """Walk the chain from from_seq to its end and stop at the first row that does not hold.

    anchors: (seq, hash) pairs kept outside the database. The head is read before and after the walk, since events may
    be appended meanwhile: the last row must not lie before the first reading nor after the second.
    """
    head = _head()
    from_seq = min(from_seq, head.seq + 1)
    noted = [(seq, noted) for seq, noted in [*anchors, (head.seq, head.hash)] if seq >= from_seq]
    count = 0
    last = (from_seq - 1, _hash_before(from_seq))
    try:
        for event in _walk(from_seq, last[1], noted):
            count, last = count + 1, event
        _compare_end(last[0], max([0, *[seq for seq, _hash in noted]]), _head().seq)
    except _Broken as broken:
        return Verification(False, count, last[1], broken.seq, broken.reason)
    return Verification(True, count, last[1])


def _walk(from_seq: int, before: str, noted: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """(seq, hash) of every event that holds."""
    rows = LedgerEvent.objects.filter(seq__gte=from_seq).order_by("seq").values_list(*COLUMNS)
    expected = from_seq
    wanted: dict[int, set[str]] = defaultdict(set)
    for seq, hash_ in noted:
        wanted[seq].add(hash_)
    try:
        for row in rows.iterator(chunk_size=BATCH):
            values = dict(zip(COLUMNS, row, strict=True))
            _check(values, expected, before, wanted.get(expected, set()))
            before = values["hash"]
            yield expected, before
            expected += 1
    except (ValueError, TypeError, AttributeError):  # a column holds what no event was ever written with
        raise _Broken(expected, f"Event {expected} cannot be read: a column was exchanged.") from None


def _check(values: Mapping[str, Any], expected: int, before: str, noted: set[str]) -> None:
    if values["seq"] != expected:
        raise _Broken(expected, f"Event {expected} is missing: {values['seq']} stands in its place.")
    if event_hash(values) != values["hash"]:
        raise _Broken(expected, f"Event {expected} is not what was written: its content does not give its hash.")
    if values["prev_hash"] != before:
        raise _Broken(expected, f"Event {expected} does not follow the one before it: that one was exchanged.")
    if noted - {values["hash"]}:
        raise _Broken(expected, f"Event {expected} has another hash than was noted for it: the chain was written anew.")


def _compare_end(last: int, reached: int, head_after: int) -> None:
    if last < reached:
        raise _Broken(last + 1, f"The chain ends at event {last} and reached {reached} before: its tail was cut off.")
    if last > head_after:
        raise _Broken(head_after + 1, f"Event {head_after + 1} stands after the end of the chain: it was inserted.")


def _head() -> LedgerHead:
    return LedgerHead.objects.filter(pk=1).first() or LedgerHead()


def _hash_before(from_seq: int) -> str:
    if from_seq == 1:
        return GENESIS
    return LedgerEvent.objects.filter(seq=from_seq - 1).values_list("hash", flat=True).first() or GENESIS
