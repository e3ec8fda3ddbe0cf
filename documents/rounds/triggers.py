"""Database triggers that keep a frozen roster as it is, on SQLite and PostgreSQL. For a migration:

    migrations.RunPython(triggers.create, triggers.drop)

Entries refuse DELETE and (PostgreSQL) TRUNCATE, and every UPDATE but one: the vault may seal the same snapshot with a newer
key. That changes only the ciphertext and its key id; what the snapshot says is pinned by sha256, which never changes.
SQLite drops the triggers of a table it rebuilds: a migration that alters the table runs create() again at its end.
"""

TABLE = "documents_rosterentry"
SAYS = "A frozen roster is never changed."
NAMES = ("roster_no_update", "roster_no_delete")
PINNED = ("id", "round_id", "number", "claim_id", "sha256", "created_at")
_SAME_KEY = {  # the part of the token before its last dot: format and key id
    "sqlite": "substr(NEW.snapshot, 1, instr(substr(NEW.snapshot, 5), '.') + 4)"
    " = substr(OLD.snapshot, 1, instr(substr(OLD.snapshot, 5), '.') + 4)",
    "postgresql": "split_part(NEW.snapshot, '.', 2) = split_part(OLD.snapshot, '.', 2)",
}
_DIFFERS = {"sqlite": "NEW.{0} IS NOT OLD.{0}", "postgresql": "NEW.{0} IS DISTINCT FROM OLD.{0}"}


def create(apps, schema_editor):
    """Set the triggers, anew where they stand already."""
    drop(apps, schema_editor)
    vendor = schema_editor.connection.vendor
    changed = " OR ".join([_DIFFERS[vendor].format(column) for column in PINNED] + [_SAME_KEY[vendor]])
    _run(schema_editor.connection, _sqlite(changed) if vendor == "sqlite" else _postgresql(changed))


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        statements = [f"DROP TRIGGER IF EXISTS {name}" for name in NAMES]
    else:
        statements = [f"DROP TRIGGER IF EXISTS {name} ON {TABLE}" for name in (*NAMES, "roster_no_truncate")]
        statements.append("DROP FUNCTION IF EXISTS roster_refuses()")
    _run(schema_editor.connection, statements)


def missing(connection) -> list[str]:
    """Names of the triggers that should stand in this database and do not."""
    sqlite = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    postgresql = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    with connection.cursor() as cursor:
        cursor.execute(sqlite if connection.vendor == "sqlite" else postgresql)
        standing = {row[0] for row in cursor.fetchall()}
    wanted = NAMES if connection.vendor == "sqlite" else (*NAMES, "roster_no_truncate")
    return [name for name in wanted if name not in standing]


def _sqlite(changed):
    refuse = f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
    return [
        f"CREATE TRIGGER roster_no_update BEFORE UPDATE ON {TABLE} WHEN {changed} {refuse}",
        f"CREATE TRIGGER roster_no_delete BEFORE DELETE ON {TABLE} {refuse}",
    ]


def _postgresql(changed):
    return [
        "CREATE OR REPLACE FUNCTION roster_refuses() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{SAYS}' USING ERRCODE = 'restrict_violation'; END $$",
        f"CREATE TRIGGER roster_no_update BEFORE UPDATE ON {TABLE} FOR EACH ROW "
        f"WHEN ({changed}) EXECUTE FUNCTION roster_refuses()",
        f"CREATE TRIGGER roster_no_delete BEFORE DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION roster_refuses()",
        f"CREATE TRIGGER roster_no_truncate BEFORE TRUNCATE ON {TABLE} "
        "FOR EACH STATEMENT EXECUTE FUNCTION roster_refuses()",
    ]


def _run(connection, statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
