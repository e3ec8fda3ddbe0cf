from django.db import migrations

EVENTS, HEAD = "litigation_ledgerevent", "litigation_ledgerhead"
ROWS, CONFIRMATIONS = "litigation_lawrow", "litigation_lawconfirmation"
LEDGER, LAW = "The ledger is append-only.", "A row of the law is never changed: add a later one."
KEYS = {  # trigger: its table, what it says, and when a row is the new one again
    "ledger_event_no_replace": (EVENTS, LEDGER, ("seq = NEW.seq", "hash = NEW.hash")),
    "ledger_head_no_replace": (HEAD, LEDGER, ("id = NEW.id",)),
    "law_row_no_replace": (ROWS, LAW, ("id = NEW.id",)),
    "law_confirmation_no_replace": (CONFIRMATIONS, LAW, ("id = NEW.id", "sha256 = NEW.sha256")),
}
GUARDED = (  # what had a function together with others, and gets one of its own
    ("ledger_event", EVENTS, LEDGER, ("UPDATE", "DELETE", "TRUNCATE")),
    ("ledger_head", HEAD, LEDGER, ("DELETE", "TRUNCATE")),
    ("law_row", ROWS, LAW, ("UPDATE", "DELETE", "TRUNCATE")),
    ("law_confirmation", CONFIRMATIONS, LAW, ("UPDATE", "DELETE", "TRUNCATE")),
)


def on_sqlite():
    for name, (table, says, keys) in KEYS.items():
        there = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {key})" for key in keys)
        yield f"DROP TRIGGER IF EXISTS {name}"
        yield f"CREATE TRIGGER {name} BEFORE INSERT ON {table} WHEN {there} BEGIN SELECT RAISE(ABORT, '{says}'); END"


def on_postgresql():
    for name, table, says, events in GUARDED:
        yield (
            f"CREATE OR REPLACE FUNCTION {name}_refuses() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{says}' USING ERRCODE = 'restrict_violation'; END $$"
        )
        for event in events:
            scope = "STATEMENT" if event == "TRUNCATE" else "ROW"
            yield f"DROP TRIGGER IF EXISTS {name}_no_{event.lower()} ON {table}"
            yield (
                f"CREATE TRIGGER {name}_no_{event.lower()} BEFORE {event} ON {table} "
                f"FOR EACH {scope} EXECUTE FUNCTION {name}_refuses()"
            )
    yield "DROP FUNCTION IF EXISTS ledger_refuses()"
    yield "DROP FUNCTION IF EXISTS law_refuses()"


def create(apps, schema_editor):
    for statement in on_sqlite() if schema_editor.connection.vendor == "sqlite" else on_postgresql():
        schema_editor.execute(statement, None)


def drop(apps, schema_editor):
    """On PostgreSQL the triggers stay: by the same names they refuse what those before them refused."""
    for name in KEYS if schema_editor.connection.vendor == "sqlite" else ():
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}", None)


class Migration(migrations.Migration):
    """REPLACE of SQLite deleted rows past the triggers of DELETE, and TRUNCATE of PostgreSQL emptied the head of the ledger."""

    dependencies = [("litigation", "0011_vault_key_marks")]
    operations = [migrations.RunPython(create, drop)]
