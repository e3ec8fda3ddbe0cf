from django.db import migrations

from documents.access.triggers import ANSWERS as ACCESS_ANSWERS
from documents.changes.triggers import ANSWERS, CHANGES, LISTS
from documents.rounds.triggers import LEFT_OUT

ADDED = (LEFT_OUT, CHANGES, ANSWERS, LISTS, ACCESS_ANSWERS)


class Migration(migrations.Migration):
    """The database itself refuses to change or delete what is history."""

    dependencies = [("documents", "0015_appeal_lists_of_judgments")]
    operations = [migrations.RunPython(guard.create, guard.drop) for guard in ADDED]
