"""Reads kept files again: each is decrypted and compared with the hash its row remembers, or at least asked for."""

from collections.abc import Iterator
from itertools import islice

from django.db.models import Model, QuerySet

from litigation.vault import files, holdings
from litigation.vault.errors import MissingFile, VaultError
from litigation.vault.holdings import Holding
from litigation.watch.actions import Finding

MISSING, CHANGED, UNREADABLE = "file.missing", "file.changed", "file.unreadable"
READ, ASKED = 100, 2000  # rows in a slice: of files that are read, of files that are only asked for
Slice = dict[str, object]
PREFIX = "file "  # begins the keys of these alarms


def slices() -> Iterator[tuple[str, Slice]]:
    """(key, payload) of items that together hold every row: each a stretch of primary keys."""
    for holding in holdings.every():
        pks = holding.rows().values_list("pk", flat=True).iterator(chunk_size=2000)
        number = 0
        while stretch := list(islice(pks, READ if holding.sha256 else ASKED)):
            number += 1
            first, last = str(stretch[0]), str(stretch[-1])
            yield (
                f"{holding.key} {number}",
                {
                    "holding": holding.key,
                    "from": first,
                    "to": last,
                    "rows": len(stretch),
                },
            )


def look(part: Slice) -> tuple[list[Finding], list[str]]:
    """(what is wrong in a slice, keys of what is well)"""
    holding = holdings.get(str(part["holding"]))
    if holding is None:
        return [], []
    bad, good = [], []
    for pk, name, sha256 in _values(holding, holding.rows().filter(pk__gte=part["from"], pk__lte=part["to"])):
        code = _wrong(name, sha256)
        if code and (finding := _still(holding, pk, name, code)):
            bad.append(finding)
        elif not code:
            good.append(_key(holding, pk))
    return bad, good


def _values(holding: Holding, rows: QuerySet[Model]) -> list[tuple[object, str, str]]:
    """(key, name, hash or "") of rows."""
    hashed = holding.sha256 or holding.name
    return [
        (pk, name, sha256 if holding.sha256 else "")
        for pk, name, sha256 in rows.values_list("pk", holding.name, hashed)
    ]


def _wrong(name: str, sha256: str) -> str:
    try:
        if not sha256:
            return "" if files.exists(name) else MISSING
        return "" if files.examine(name).sha256 == sha256 else CHANGED
    except MissingFile:
        return MISSING
    except (VaultError, OSError):
        return UNREADABLE


def _still(holding: Holding, pk: object, name: str, code: str) -> Finding | None:
    """Unless the row went, or got another file, while this one was being read."""
    row = holding.rows().filter(pk=pk, **{holding.name: name}).first()
    if row is None:
        return None
    claim, case = holding.of(row, holding.claim), holding.of(row, holding.case)
    return Finding(_key(holding, pk), code, name, subject=row, claim=claim, case=case)


def _key(holding: Holding, pk: object) -> str:
    return f"{PREFIX}{holding.key} {pk}"
