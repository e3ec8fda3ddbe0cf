from django.db import migrations

TABLE = "documents_rosterentry"
SAYS = "A frozen roster is never changed."
PINNED = ("id", "round_id", "number", "claim_id", "sha256", "created_at")
SAME_KEY_SQLITE = (  # the part of the token before its last dot: format and key id
    "substr(NEW.snapshot, 1, instr(substr(NEW.snapshot, 5), '.') + 4)"
    " = substr(OLD.snapshot, 1, instr(substr(OLD.snapshot, 5), '.') + 4)"
)
SAME_KEY_POSTGRESQL = "split_part(NEW.snapshot, '.', 2) = split_part(OLD.snapshot, '.', 2)"
CHANGED_SQLITE = " OR ".join([*(f"NEW.{each} IS NOT OLD.{each}" for each in PINNED), SAME_KEY_SQLITE])
CHANGED_POSTGRESQL = " OR ".join([*(f"NEW.{each} IS DISTINCT FROM OLD.{each}" for each in PINNED), SAME_KEY_POSTGRESQL])
SQLITE = [
    f"CREATE TRIGGER roster_no_update BEFORE UPDATE ON {TABLE} WHEN {CHANGED_SQLITE} BEGIN SELECT RAISE(ABORT, '{SAYS}'); END",
    f"CREATE TRIGGER roster_no_delete BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{SAYS}'); END",
]
POSTGRESQL = [
    "CREATE OR REPLACE FUNCTION roster_refuses() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{SAYS}' USING ERRCODE = 'restrict_violation'; END $$",
    f"CREATE TRIGGER roster_no_update BEFORE UPDATE ON {TABLE} FOR EACH ROW "
    f"WHEN ({CHANGED_POSTGRESQL}) EXECUTE FUNCTION roster_refuses()",
    f"CREATE TRIGGER roster_no_delete BEFORE DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION roster_refuses()",
    f"CREATE TRIGGER roster_no_truncate BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT EXECUTE FUNCTION roster_refuses()",
]
DROP_SQLITE = ["DROP TRIGGER IF EXISTS roster_no_update", "DROP TRIGGER IF EXISTS roster_no_delete"]
DROP_POSTGRESQL = [
    f"DROP TRIGGER IF EXISTS roster_no_update ON {TABLE}",
    f"DROP TRIGGER IF EXISTS roster_no_delete ON {TABLE}",
    f"DROP TRIGGER IF EXISTS roster_no_truncate ON {TABLE}",
    "DROP FUNCTION IF EXISTS roster_refuses()",
]


def create(apps, schema_editor):
    drop(apps, schema_editor)
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement, None)


def drop(apps, schema_editor):
    for statement in DROP_SQLITE if schema_editor.connection.vendor == "sqlite" else DROP_POSTGRESQL:
        schema_editor.execute(statement, None)


class Migration(migrations.Migration):
    """The database itself refuses to change or delete a frozen plaintiff."""

    dependencies = [("documents", "0002_initial")]
    operations = [migrations.RunPython(create, drop)]
