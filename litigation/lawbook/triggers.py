"""Database triggers that keep the law's rows and confirmations as they were added, on SQLite and PostgreSQL. For a migration:

    migrations.RunPython(triggers.create, triggers.drop)

Both tables refuse UPDATE, DELETE and (PostgreSQL) TRUNCATE. SQLite drops the triggers of a table it rebuilds: a migration that
alters one runs create() again at its end.
"""

TABLES = {"law_row": "litigation_lawrow", "law_confirmation": "litigation_lawconfirmation"}
SAYS = "A row of the law is never changed: add a later one."


def create(apps, schema_editor):
    """Set the triggers, anew where they stand already."""
    drop(apps, schema_editor)
    _run(schema_editor.connection, _sqlite() if schema_editor.connection.vendor == "sqlite" else _postgresql())


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        statements = [f"DROP TRIGGER IF EXISTS {name}" for name, _, _ in _each("UPDATE", "DELETE")]
    else:
        every = _each("UPDATE", "DELETE", "TRUNCATE")
        statements = [f"DROP TRIGGER IF EXISTS {name} ON {table}" for name, _, table in every]
        statements.append("DROP FUNCTION IF EXISTS law_refuses()")
    _run(schema_editor.connection, statements)


def _each(*events):
    return [(f"{name}_no_{event.lower()}", event, table) for name, table in TABLES.items() for event in events]


def _sqlite():
    refuse = f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
    return [
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} {refuse}" for name, event, table in _each("UPDATE", "DELETE")
    ]


def _postgresql():
    rows = [("ROW", *each) for each in _each("UPDATE", "DELETE")]
    every = [*rows, *(("STATEMENT", *each) for each in _each("TRUNCATE"))]
    return [
        "CREATE OR REPLACE FUNCTION law_refuses() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{SAYS}' USING ERRCODE = 'restrict_violation'; END $$",
        *(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH {scope} EXECUTE FUNCTION law_refuses()"
            for scope, name, event, table in every
        ),
    ]


def _run(connection, statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
