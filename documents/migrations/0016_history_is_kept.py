from django.db import migrations

CHANGES = "roster_change"
PINNED = ("id", "round_id", "version", "entry_id", "kind", "reason", "paper", "sha256", "made_by_id", "made_at")
SAME_KEY_SQLITE = (  # the part of the token before its last dot: format and key id
    "substr(NEW.person, 1, instr(substr(NEW.person, 5), '.') + 4)"
    " = substr(OLD.person, 1, instr(substr(OLD.person, 5), '.') + 4)"
)
SAME_KEY_POSTGRESQL = "split_part(NEW.person, '.', 2) = split_part(OLD.person, '.', 2)"
CHANGED_SQLITE = " OR ".join([*(f"NEW.{each} IS NOT OLD.{each}" for each in PINNED), SAME_KEY_SQLITE])
CHANGED_POSTGRESQL = " OR ".join([*(f"NEW.{each} IS DISTINCT FROM OLD.{each}" for each in PINNED), SAME_KEY_POSTGRESQL])
GUARDED = (  # name, table, what is said
    ("left_out", "documents_leftout", "Who was left out of a round stays written down."),
    (CHANGES, "documents_rosterchange", "A version of a roster is never changed: make a later one."),
    ("appeal_answer", "documents_appealanswer", "An answer to an appeal is never changed: write down a newer one."),
    ("appeal_list", "documents_appeallist", "A closed list of who appeals is never changed."),
    (
        "access_answer",
        "documents_accessanswer",
        "An answer to a request for access is never changed: enter a newer one.",
    ),
)


def on_sqlite(name, table, says):
    when, refuse = f"WHEN ({CHANGED_SQLITE}) " if name == CHANGES else "", f"BEGIN SELECT RAISE(ABORT, '{says}'); END"
    return [
        f"CREATE TRIGGER {name}_no_update BEFORE UPDATE ON {table} {when}{refuse}",
        f"CREATE TRIGGER {name}_no_delete BEFORE DELETE ON {table} {refuse}",
    ]


def on_postgresql(name, table, says):
    when, refuse = f"WHEN ({CHANGED_POSTGRESQL}) " if name == CHANGES else "", f"EXECUTE FUNCTION {name}_refuses()"
    return [
        f"CREATE OR REPLACE FUNCTION {name}_refuses() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{says}' USING ERRCODE = 'restrict_violation'; END $$",
        f"CREATE TRIGGER {name}_no_update BEFORE UPDATE ON {table} FOR EACH ROW {when}{refuse}",
        f"CREATE TRIGGER {name}_no_delete BEFORE DELETE ON {table} FOR EACH ROW {refuse}",
        f"CREATE TRIGGER {name}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refuse}",
    ]


def off_sqlite(name, table):
    return [f"DROP TRIGGER IF EXISTS {name}_no_update", f"DROP TRIGGER IF EXISTS {name}_no_delete"]


def off_postgresql(name, table):
    triggers = [f"DROP TRIGGER IF EXISTS {name}_no_{event} ON {table}" for event in ("update", "delete", "truncate")]
    return [*triggers, f"DROP FUNCTION IF EXISTS {name}_refuses()"]


def create(apps, schema_editor):
    drop(apps, schema_editor)
    on = on_sqlite if schema_editor.connection.vendor == "sqlite" else on_postgresql
    for guarded in GUARDED:
        for statement in on(*guarded):
            schema_editor.execute(statement, None)


def drop(apps, schema_editor):
    off = off_sqlite if schema_editor.connection.vendor == "sqlite" else off_postgresql
    for name, table, _says in GUARDED:
        for statement in off(name, table):
            schema_editor.execute(statement, None)


class Migration(migrations.Migration):
    """The database itself refuses to change or delete what is history."""

    dependencies = [("documents", "0015_appeal_lists_of_judgments")]
    operations = [migrations.RunPython(create, drop)]
