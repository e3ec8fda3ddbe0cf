"""Each list closed so far is the first closing of its judgment; the old table goes with its triggers."""

from django.db import migrations

KEPT = ("roster_version", "appeals", "stays", "left", "left_since", "sha256", "closed_by_id", "closed_at")
SAYS = "A closed list of who appeals is never changed."
FUNCTION = "DROP FUNCTION IF EXISTS appeal_list_refuses() CASCADE"
TRIGGERS = {  # of the old table, as 0016 and 0018 left them
    "sqlite": [
        f"CREATE TRIGGER appeal_list_no_update BEFORE UPDATE ON documents_appeallist BEGIN SELECT RAISE(ABORT, '{SAYS}'); END",
        f"CREATE TRIGGER appeal_list_no_delete BEFORE DELETE ON documents_appeallist BEGIN SELECT RAISE(ABORT, '{SAYS}'); END",
        "CREATE TRIGGER appeal_list_no_replace BEFORE INSERT ON documents_appeallist WHEN EXISTS (SELECT 1 FROM documents_appeallist "
        f"WHERE proceeding_id = NEW.proceeding_id) BEGIN SELECT RAISE(ABORT, '{SAYS}'); END",
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION appeal_list_refuses() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{SAYS}' USING ERRCODE = 'restrict_violation'; END $$",
        "CREATE TRIGGER appeal_list_no_update BEFORE UPDATE ON documents_appeallist FOR EACH ROW EXECUTE FUNCTION appeal_list_refuses()",
        "CREATE TRIGGER appeal_list_no_delete BEFORE DELETE ON documents_appeallist FOR EACH ROW EXECUTE FUNCTION appeal_list_refuses()",
        "CREATE TRIGGER appeal_list_no_truncate BEFORE TRUNCATE ON documents_appeallist FOR EACH STATEMENT "
        "EXECUTE FUNCTION appeal_list_refuses()",
    ],
}


def keep(apps, schema_editor):
    AppealClosing = apps.get_model("documents", "AppealClosing")
    for row in apps.get_model("documents", "AppealList").objects.all():
        AppealClosing.objects.create(
            proceeding_id=row.proceeding_id, number=1, **{name: getattr(row, name) for name in KEPT}
        )


def put_back(apps, schema_editor):
    """The lists that hold. One that was reopened has no place in the old table, and is in no way to be lost."""
    AppealList, AppealClosing = (apps.get_model("documents", name) for name in ("AppealList", "AppealClosing"))
    if AppealClosing.objects.exclude(asked_by=None).exists():
        raise RuntimeError("A closed list of who appeals was reopened, or is to be: the older version cannot hold that.")
    for row in AppealClosing.objects.all():
        AppealList.objects.create(proceeding_id=row.proceeding_id, **{name: getattr(row, name) for name in KEPT})


def drop_function(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FUNCTION, None)


def set_triggers(apps, schema_editor):
    for statement in TRIGGERS[schema_editor.connection.vendor]:
        schema_editor.execute(statement, None)


class Migration(migrations.Migration):
    dependencies = [("documents", "0026_appeal_closings")]

    operations = [
        migrations.RunPython(keep, put_back),
        migrations.RunPython(drop_function, set_triggers),
        migrations.DeleteModel(name="AppealList"),
    ]
