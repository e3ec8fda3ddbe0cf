"""Room on the disk: how much must stay free, and which errors say that none is left."""

import errno
import shutil
from datetime import timedelta
from pathlib import Path

import structlog
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from redis import RedisError

log = structlog.get_logger(__name__)
UNSEALED_KEPT = timedelta(hours=6)  # longer than any upload takes


def is_full(error: BaseException | None) -> bool:
    """Whether this error, or one it came from, is a disk or a quota without room: of a file, of SQLite, of PostgreSQL."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            return True
        if "database or disk is full" in str(error) or type(error).__name__ == "DiskFull":
            return True
        error = error.__cause__ or error.__context__
    return False


def has_room(size):
    """Whether a file of this size can come and the reserve stays, wherever it lies first and for good."""
    return all(
        shutil.disk_usage(folder).free - size >= settings.DISK_RESERVE
        for folder in (settings.FILE_UPLOAD_TEMP_DIR, settings.VAR)
    )


def warn() -> None:
    """Say once an hour that the disk is full: whoever looks at the logs is to see it, not to drown in it.

    A cache that does not answer is no error: then it is said each time.
    """
    try:
        new = cache.add("space.told", 1, 3600)
    except RedisError:
        new = True
    if new:
        log.error("disk.full", free=shutil.disk_usage(settings.VAR).free, reserve=settings.DISK_RESERVE)


def sweep_uploads(*, all_of_them=False):
    """Delete what half-received uploads left behind: where a process was killed, nobody else does."""
    before = timezone.now() - UNSEALED_KEPT
    for path in Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir():
        if all_of_them or path.stat().st_mtime < before.timestamp():
            path.unlink(missing_ok=True)
