"""Each list closed so far is the first closing of its judgment; the old table goes with its triggers."""

from django.db import migrations

KEPT = ("roster_version", "appeals", "stays", "left", "left_since", "sha256", "closed_by_id", "closed_at")


def keep(apps, schema_editor):
    AppealList = apps.get_model("documents", "AppealList")
    AppealClosing = apps.get_model("documents", "AppealClosing")
    for row in AppealList.objects.all():
        AppealClosing.objects.create(
            proceeding_id=row.proceeding_id, number=1, **{name: getattr(row, name) for name in KEPT}
        )


def drop_function(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION IF EXISTS appeal_list_refuses() CASCADE", None)


class Migration(migrations.Migration):
    dependencies = [("documents", "0026_appeal_closings")]

    operations = [
        migrations.RunPython(keep),
        migrations.RunPython(drop_function),
        migrations.DeleteModel(name="AppealList"),
    ]
