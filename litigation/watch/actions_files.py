"""Kept files: reading all of them again each night, and files on one side only."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

import structlog
from django.db import transaction

from litigation.errors import DomainError
from litigation.jobs.actions import start
from litigation.jobs.models import Job
from litigation.ledger.actions import record
from litigation.vault import holdings, orphans
from litigation.vault.adapters import adapter
from litigation.vault.holdings import Holding
from litigation.watch import actions, files
from litigation.watch.models import Alarm

log = structlog.get_logger(__name__)
READ_AGAIN = "files.read_again"


def read_again() -> Job | None:
    """Begin to read every kept file; None where the last reading still goes on, which then does this one's work too."""
    try:
        return start(READ_AGAIN, actor=None, items=files.slices())
    except DomainError:
        return None


def settle_gone(*, since: datetime) -> int:
    """End the alarms of files that this reading did not meet: their rows are gone."""
    unseen = Alarm.objects.filter(key__startswith=files.PREFIX, settled_at=None, last_at__lt=since)
    return actions.well(keys=unseen.values_list("key", flat=True))


def sweep_orphans() -> dict[str, int]:
    """Delete files that no row has named for a week, and halves; name those that stay. Returns how many of each.

    Deleted are only those whose names are made at random, since no row can come to name them again. A row without a file is
    never deleted: reading finds it, and it is an alarm.
    """
    told = {"deleted": 0, "named": 0, "strange": _strange(), "halves": orphans.sweep_halves()}
    for prefix, held in holdings.by_prefix():
        ours = all(each.random for each in held)
        told["deleted" if ours else "named"] += orphans.sweep(prefix, partial(_held, held), delete=ours)
    if any(told.values()):
        with transaction.atomic():
            record("files.orphans_found", actor=None, data=told)
    return told


def _held(held: Iterable[Holding], names: list[str]) -> set[str]:
    return {name for each in held for name in each.named(names)}


def _strange() -> int:
    """Files that lie in no folder of ours; only named."""
    known = tuple(f"{prefix}/" for prefix, _held in holdings.by_prefix())
    strange = [name for name in adapter().names() if not name.startswith(known)]
    for name in strange:
        log.warning("vault.strange_file", file=name)
    return len(strange)
