from django.db import migrations

EVENTS, HEAD = "litigation_ledgerevent", "litigation_ledgerhead"
APPEND_ONLY = "The ledger is append-only."
FORWARD = "The head of the ledger moves forward only, over events that are there."
PASSED = f"SELECT count(*) FROM {EVENTS} WHERE seq > OLD.seq AND seq <= NEW.seq"
LAST = f"SELECT hash FROM {EVENTS} WHERE seq = NEW.seq"
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
    "DROP FUNCTION IF EXISTS ledger_head_goes()",
]


def create(apps, schema_editor):
    drop(apps, schema_editor)
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement, None)


def drop(apps, schema_editor):
    for statement in DROP_SQLITE if schema_editor.connection.vendor == "sqlite" else DROP_POSTGRESQL:
        schema_editor.execute(statement, None)


class Migration(migrations.Migration):
    """The head may pass several events at once, where all of them are there (ledger.actions.record_all)."""

    dependencies = [("litigation", "0008_job_titles_by_kind")]
    operations = [migrations.RunPython(create, drop)]
