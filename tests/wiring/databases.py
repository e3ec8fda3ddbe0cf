"""Databases of a test's own: made by migrations alone, touched by no other test, read as the server has them."""

from contextlib import contextmanager

from django.db import connections
from django.db.migrations.executor import MigrationExecutor

DEFINITIONS = {  # (kind, table, name, definition) of everything migrations make
    "sqlite": ["SELECT type, tbl_name, name, sql FROM sqlite_master WHERE sql IS NOT NULL"],
    "postgresql": [
        "SELECT 'column', table_name, column_name, concat_ws(' ', data_type, character_maximum_length, is_nullable, "
        "is_identity, column_default) FROM information_schema.columns WHERE table_schema = 'public'",
        "SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE connamespace = 'public'::regnamespace",
        "SELECT 'index', tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
        "SELECT 'function', '', proname, pg_get_functiondef(oid) FROM pg_proc "
        "WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'",
    ],
}


@contextmanager
def database(blocker, name):
    """An empty database stands in for the default one, and is gone afterwards."""
    usual = connections["default"]
    own = type(usual)(usual.settings_dict | {"NAME": ":memory:" if usual.vendor == "sqlite" else name}, "default")
    with blocker.unblock(), _on_the_server(usual, name):
        connections["default"] = own
        try:
            yield own
        finally:
            connections["default"] = usual
            own._close() if own.connection else None
            own.connection = None


@contextmanager
def _on_the_server(usual, name):
    if usual.vendor == "sqlite":
        yield
        return
    with usual._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    try:
        yield
    finally:
        with usual._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}"')


def migrate(connection, targets=None):
    """Bring the database to these migrations, else to the newest; the models as they were there."""
    executor = MigrationExecutor(connection)
    targets = targets or executor.loader.graph.leaf_nodes()
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps


def schema(connection) -> dict:
    """{(kind, table, name): definition}"""
    with connection.cursor() as cursor:
        found = [row for query in DEFINITIONS[connection.vendor] for row in cursor.execute(query) or cursor.fetchall()]
    return {(kind, table, name): definition for kind, table, name, definition in found}
