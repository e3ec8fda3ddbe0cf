from django.db import migrations, models


class Migration(migrations.Migration):
    """A message says why it could not be sent, and when that was tried last."""

    dependencies = [
        ('claimants', '0010_legal_holds'),
    ]

    operations = [
        migrations.AddField(
            model_name='notice',
            name='reason',
            field=models.CharField(blank=True, help_text='Why it could not be sent when it was tried last; empty: it could.', max_length=12),
        ),
        migrations.AddField(
            model_name='notice',
            name='tried_at',
            field=models.DateTimeField(blank=True, help_text='When sending was tried last.', null=True),
        ),
    ]
