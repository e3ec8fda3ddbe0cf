"""What was changed in a filed roster so far was in force at once: each is kept as asked for and in force on that day.

It keeps its key, so the papers made for it (0025) find it again.
"""

from django.db import migrations
from django.utils import timezone


def keep(apps, schema_editor):
    RosterChange = apps.get_model("documents", "RosterChange")
    AskedChange = apps.get_model("documents", "AskedChange")
    numbers = {}
    for change in RosterChange.objects.exclude(paper="").order_by("round_id", "version").iterator():
        numbers[change.round_id] = number = numbers.get(change.round_id, 0) + 1
        AskedChange.objects.create(
            id=change.id,
            round_id=change.round_id,
            number=number,
            entry_id=change.entry_id,
            kind=change.kind,
            person=change.person,
            reason=change.reason,
            asked_by_id=change.made_by_id,
            asked_at=change.made_at,
            status="handed_in",
            status_changed_at=change.made_at,
            handed_in_on=timezone.localdate(change.made_at),
            change_id=change.id,
        )


def forget(apps, schema_editor):
    """Back: who was asked for and never handed in is not in the old tables, so it must not be there."""
    AskedChange = apps.get_model("documents", "AskedChange")
    if AskedChange.objects.exclude(status="handed_in").exists():
        raise RuntimeError("Changes of filed rosters are asked for and not handed in: the older version cannot hold them.")
    AskedChange.objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("documents", "0023_asked_changes")]

    operations = [migrations.RunPython(keep, forget)]
