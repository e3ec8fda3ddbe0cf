from django.db import migrations, models
from django.utils import timezone


def begin_now(apps, schema_editor):
    """Sessions of before say nowhere when they began; their end is counted from this day."""
    apps.get_model("litigation", "Session").objects.exclude(user=None).update(signed_in_at=timezone.now())


class Migration(migrations.Migration):
    """A session says in columns when it began and when it ends at last."""

    dependencies = [
        ('litigation', '0014_account_mails'),
    ]

    operations = [
        migrations.AddField(
            model_name='session',
            name='last',
            field=models.DateTimeField(blank=True, help_text='When it ends at last, however often it is prolonged until then.', null=True),
        ),
        migrations.AddField(
            model_name='session',
            name='signed_in_at',
            field=models.DateTimeField(blank=True, help_text='When they signed in.', null=True),
        ),
        migrations.RunPython(begin_now, migrations.RunPython.noop),
    ]
