"""A fresh folder should just work: commands for trying things out make an empty database first."""

from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder


def make_database_if_empty():
    """Create the tables where there are none. A database that has some is the operator's to migrate, knowingly."""
    if not MigrationRecorder(connection).has_table():
        call_command("migrate", interactive=False, verbosity=0)
