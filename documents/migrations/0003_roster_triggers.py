from django.db import migrations

from documents.rounds.triggers import ROSTER


class Migration(migrations.Migration):
    """The database itself refuses to change or delete a frozen plaintiff."""

    dependencies = [("documents", "0002_initial")]
    operations = [migrations.RunPython(ROSTER.create, ROSTER.drop)]
