"""What a killed process or an older making left in the vault: files that no row names, and halves that were being written.

A room says which names under its prefix its rows still hold; what lies under other prefixes is not touched.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
from itertools import islice

import structlog
from django.utils import timezone

from litigation.vault.adapters import adapter

log = structlog.get_logger(__name__)
AGE = timedelta(days=7)  # a file is put before its row; and a database that was set back a day must not cost files
BATCH = 500


def sweep(prefix: str, held: Callable[[list[str]], Iterable[str]], *, delete: bool = True) -> int:
    """Name the old files under a prefix that no row holds in the log, and delete them; returns how many.

    held(names): those of them that a row holds. delete: False, where they may get a row again.
    """
    names, count = adapter().names(f"{prefix}/", before=timezone.now() - AGE), 0
    while batch := list(islice(names, BATCH)):
        for name in sorted(set(batch) - set(held(batch))):
            log.warning("vault.orphan", file=name, deleted=delete)
            if delete:
                adapter().delete(name)
            count += 1
    return count


def sweep_halves() -> int:
    """Delete what was being written when its process died."""
    return adapter().drop_halves(before=timezone.now() - AGE)
