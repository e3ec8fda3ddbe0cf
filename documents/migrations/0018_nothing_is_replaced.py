from django.db import migrations

KEYS = {  # trigger: its table, what it says, and when a row is the new one again
    "roster_no_replace": (
        "documents_rosterentry",
        "A frozen roster is never changed.",
        ("id = NEW.id", "round_id = NEW.round_id AND number = NEW.number", "round_id = NEW.round_id AND claim_id = NEW.claim_id"),
    ),
    "left_out_no_replace": (
        "documents_leftout",
        "Who was left out of a round stays written down.",
        ("id = NEW.id", "round_id = NEW.round_id AND claim_id = NEW.claim_id"),
    ),
    "roster_change_no_replace": (
        "documents_rosterchange",
        "A version of a roster is never changed: make a later one.",
        (
            "id = NEW.id",
            "round_id = NEW.round_id AND version = NEW.version",
            "entry_id = NEW.entry_id AND kind = 'drop' AND NEW.kind = 'drop'",
        ),
    ),
    "appeal_answer_no_replace": (
        "documents_appealanswer",
        "An answer to an appeal is never changed: write down a newer one.",
        ("id = NEW.id",),
    ),
    "appeal_list_no_replace": (
        "documents_appeallist",
        "A closed list of who appeals is never changed.",
        ("proceeding_id = NEW.proceeding_id",),
    ),
    "access_answer_no_replace": (
        "documents_accessanswer",
        "An answer to a request for access is never changed: enter a newer one.",
        ("id = NEW.id",),
    ),
}
PINNED = ("id", "round_id", "number", "claim_id", "sha256", "created_at")
SAME_KEY = (  # the part of the token before its last dot: format and key id
    "substr(NEW.snapshot, 1, instr(substr(NEW.snapshot, 5), '.') + 4)"
    " = substr(OLD.snapshot, 1, instr(substr(OLD.snapshot, 5), '.') + 4)"
)
CHANGED = " OR ".join([*(f"NEW.{each} IS NOT OLD.{each}" for each in PINNED), SAME_KEY])
ROSTER = [  # as before, in brackets: instances that are older than these have none
    "DROP TRIGGER IF EXISTS roster_no_update",
    f"CREATE TRIGGER roster_no_update BEFORE UPDATE ON documents_rosterentry WHEN ({CHANGED}) "
    "BEGIN SELECT RAISE(ABORT, 'A frozen roster is never changed.'); END",
]


def create(apps, schema_editor):
    for statement in ROSTER if schema_editor.connection.vendor == "sqlite" else ():
        schema_editor.execute(statement, None)
    for name, (table, says, keys) in KEYS.items() if schema_editor.connection.vendor == "sqlite" else ():
        there = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {key})" for key in keys)
        refuse = f"WHEN {there} BEGIN SELECT RAISE(ABORT, '{says}'); END"
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}", None)
        schema_editor.execute(f"CREATE TRIGGER {name} BEFORE INSERT ON {table} {refuse}", None)


def drop(apps, schema_editor):
    for name in KEYS if schema_editor.connection.vendor == "sqlite" else ():
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}", None)


class Migration(migrations.Migration):
    """REPLACE of SQLite deleted rows past the triggers of DELETE. PostgreSQL has no such statement."""

    dependencies = [("documents", "0017_deadlines_extended")]
    operations = [migrations.RunPython(create, drop)]
