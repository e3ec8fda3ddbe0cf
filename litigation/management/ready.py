"""A fresh folder should just work: commands for trying things out make an empty database first, and need no Redis."""

import logging
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder


def make_database_if_empty():
    """Create the tables where there are none. A database that has some is the operator's to migrate, knowingly."""
    if not MigrationRecorder(connection).has_table():
        call_command("migrate", interactive=False, verbosity=0)


@contextmanager
def without_redis():
    """For commands that fill rows: a bell that cannot ring is no news there. Whoever works the rows finds them anyway."""
    bells = [logging.getLogger(name) for name in ("litigation.jobs.tasks", "claimants.notices.tasks")]
    levels = [bell.level for bell in bells]
    try:
        for bell in bells:
            bell.setLevel(logging.ERROR)
        yield
    finally:
        for bell, level in zip(bells, levels, strict=True):
            bell.setLevel(level)
