"""Database triggers that make the ledger append-only on SQLite and PostgreSQL. For a migration:

    migrations.RunPython(triggers.create, triggers.drop)

Events refuse UPDATE, DELETE and (PostgreSQL) TRUNCATE; the head refuses DELETE and every step but one forward over
events that are all there, to the hash of the last of them. SQLite drops the triggers of a table it rebuilds: a migration
that alters these tables runs create() again at its end, and `verify_ledger` says so where they are missing.
"""

from collections.abc import Iterable

from django.apps.registry import Apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

EVENTS, HEAD = "litigation_ledgerevent", "litigation_ledgerhead"
APPEND_ONLY = "The ledger is append-only."
FORWARD = "The head of the ledger moves forward only, over events that are there."
NAMES = ("ledger_event_no_update", "ledger_event_no_delete", "ledger_head_no_delete", "ledger_head_one_forward")
PASSED = f"SELECT count(*) FROM {EVENTS} WHERE seq > OLD.seq AND seq <= NEW.seq"  # noqa: S608 - names of ours
LAST = f"SELECT hash FROM {EVENTS} WHERE seq = NEW.seq"  # noqa: S608 - names of ours
ASTRAY = f"NEW.seq <= OLD.seq OR NEW.seq - OLD.seq <> ({PASSED}) OR NEW.hash <> ({LAST})"

SQLITE = [
    f"CREATE TRIGGER ledger_event_no_update BEFORE UPDATE ON {EVENTS} BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END",
    f"CREATE TRIGGER ledger_event_no_delete BEFORE DELETE ON {EVENTS} BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END",
    f"CREATE TRIGGER ledger_head_no_delete BEFORE DELETE ON {HEAD} BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END",
    f"CREATE TRIGGER ledger_head_one_forward BEFORE UPDATE ON {HEAD} WHEN {ASTRAY} "
    f"BEGIN SELECT RAISE(ABORT, '{FORWARD}'); END",
]

POSTGRESQL = [
    "CREATE OR REPLACE FUNCTION ledger_refuses() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'restrict_violation'; END $$",
    f"CREATE TRIGGER ledger_event_no_update BEFORE UPDATE ON {EVENTS} "
    f"FOR EACH ROW EXECUTE FUNCTION ledger_refuses('{APPEND_ONLY}')",
    f"CREATE TRIGGER ledger_event_no_delete BEFORE DELETE ON {EVENTS} "
    f"FOR EACH ROW EXECUTE FUNCTION ledger_refuses('{APPEND_ONLY}')",
    f"CREATE TRIGGER ledger_event_no_truncate BEFORE TRUNCATE ON {EVENTS} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuses('{APPEND_ONLY}')",
    f"CREATE TRIGGER ledger_head_no_delete BEFORE DELETE ON {HEAD} "
    f"FOR EACH ROW EXECUTE FUNCTION ledger_refuses('{APPEND_ONLY}')",
    "CREATE OR REPLACE FUNCTION ledger_head_goes() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN IF {ASTRAY} THEN RAISE EXCEPTION '{FORWARD}' USING ERRCODE = 'restrict_violation'; END IF; "
    "RETURN NEW; END $$",
    f"CREATE TRIGGER ledger_head_one_forward BEFORE UPDATE ON {HEAD} FOR EACH ROW EXECUTE FUNCTION ledger_head_goes()",
]


def create(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Set the triggers, anew where they stand already."""
    drop(apps, schema_editor)
    _run(schema_editor.connection, SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL)


def drop(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        statements = [f"DROP TRIGGER IF EXISTS {name}" for name in NAMES]
    else:
        statements = [f"DROP TRIGGER IF EXISTS {name} ON {EVENTS if 'event' in name else HEAD}" for name in NAMES]
        statements += [
            f"DROP TRIGGER IF EXISTS ledger_event_no_truncate ON {EVENTS}",
            "DROP FUNCTION IF EXISTS ledger_refuses()",
            "DROP FUNCTION IF EXISTS ledger_head_goes()",
        ]
    _run(schema_editor.connection, statements)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of the triggers that should stand in this database and do not."""
    sqlite = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    postgresql = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    with connection.cursor() as cursor:
        cursor.execute(sqlite if connection.vendor == "sqlite" else postgresql)
        standing = {row[0] for row in cursor.fetchall()}
    wanted = NAMES if connection.vendor == "sqlite" else (*NAMES, "ledger_event_no_truncate")
    return [name for name in wanted if name not in standing]


def _run(connection: BaseDatabaseWrapper, statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
