from django.db import migrations

EVENTS, HEAD = "litigation_ledgerevent", "litigation_ledgerhead"
APPEND_ONLY = "The ledger is append-only."
ONE_FORWARD = "The head of the ledger moves one event forward at a time."
SQLITE = [
    f"CREATE TRIGGER ledger_event_no_update BEFORE UPDATE ON {EVENTS} BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END",
    f"CREATE TRIGGER ledger_event_no_delete BEFORE DELETE ON {EVENTS} BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END",
    f"CREATE TRIGGER ledger_head_no_delete BEFORE DELETE ON {HEAD} BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END",
    f"CREATE TRIGGER ledger_head_one_forward BEFORE UPDATE ON {HEAD} WHEN NEW.seq <> OLD.seq + 1 "
    f"BEGIN SELECT RAISE(ABORT, '{ONE_FORWARD}'); END",
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
    f"CREATE TRIGGER ledger_head_one_forward BEFORE UPDATE ON {HEAD} FOR EACH ROW "
    f"WHEN (NEW.seq <> OLD.seq + 1) EXECUTE FUNCTION ledger_refuses('{ONE_FORWARD}')",
]
DROP_SQLITE = [
    "DROP TRIGGER IF EXISTS ledger_event_no_update",
    "DROP TRIGGER IF EXISTS ledger_event_no_delete",
    "DROP TRIGGER IF EXISTS ledger_head_no_delete",
    "DROP TRIGGER IF EXISTS ledger_head_one_forward",
]
DROP_POSTGRESQL = [
    f"DROP TRIGGER IF EXISTS ledger_event_no_update ON {EVENTS}",
    f"DROP TRIGGER IF EXISTS ledger_event_no_delete ON {EVENTS}",
    f"DROP TRIGGER IF EXISTS ledger_event_no_truncate ON {EVENTS}",
    f"DROP TRIGGER IF EXISTS ledger_head_no_delete ON {HEAD}",
    f"DROP TRIGGER IF EXISTS ledger_head_one_forward ON {HEAD}",
    "DROP FUNCTION IF EXISTS ledger_refuses()",
]


def create(apps, schema_editor):
    drop(apps, schema_editor)
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement, None)


def drop(apps, schema_editor):
    for statement in DROP_SQLITE if schema_editor.connection.vendor == "sqlite" else DROP_POSTGRESQL:
        schema_editor.execute(statement, None)


class Migration(migrations.Migration):
    """The database itself refuses to change or delete what the ledger holds."""

    dependencies = [("litigation", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
