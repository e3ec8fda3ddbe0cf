"""The ZIP of a package is computed from its files, no longer kept; papers remember what they were made from.

Packages put together before know neither checksums nor places in a ZIP. They are marked as not complete: to make the papers
of the round again is one press, and gives the same papers.
"""

from django.db import migrations, models


def mark_as_not_complete(apps, schema_editor):
    apps.get_model("documents", "PackageFile").objects.all().delete()
    apps.get_model("documents", "Package").objects.filter(state="ready").update(state="incomplete", manifest_sha256="")


class Migration(migrations.Migration):
    dependencies = [("documents", "0005_approvals")]

    operations = [
        migrations.RunPython(mark_as_not_complete, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="package", name="package_ready_has_manifest"),
        migrations.RemoveField(model_name="package", name="zip_name"),
        migrations.AddField(
            model_name="package",
            name="gaps",
            field=models.PositiveIntegerField(default=0, help_text="Papers that are missing in it; a list in it names them."),
        ),
        migrations.AddField(
            model_name="packagefile",
            name="crc32",
            field=models.PositiveBigIntegerField(default=0, help_text="CRC-32 of the file, as the ZIP names it."),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="packagefile",
            name="zip_at",
            field=models.PositiveBigIntegerField(default=0, help_text="Where it begins in the package's ZIP."),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="paperfile",
            name="crc32",
            field=models.PositiveBigIntegerField(default=0, help_text="CRC-32 of the file, as a ZIP names it."),
        ),
        migrations.AddField(
            model_name="paperfile",
            name="made_of",
            field=models.CharField(
                blank=True,
                max_length=64,
                help_text=(
                    "SHA-256 over everything one person's paper is made from: while it stays, the file is not made again."
                ),
            ),
        ),
        migrations.AlterField(
            model_name="package",
            name="state",
            field=models.CharField(
                choices=[("making", "Being made"), ("ready", "Ready"), ("incomplete", "Some papers are missing")],
                default="making",
                help_text="Whether every file is there.",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="package",
            name="zip_size",
            field=models.PositiveBigIntegerField(
                default=0, help_text="Bytes of its ZIP, which is computed when it is read."
            ),
        ),
        migrations.AddConstraint(
            model_name="package",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "ready"), _negated=True)
                | models.Q(models.Q(("manifest_sha256", ""), _negated=True), ("gaps", 0)),
                name="package_ready_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="packagefile",
            constraint=models.UniqueConstraint(fields=("package", "zip_at"), name="package_zip_place_once"),
        ),
    ]
