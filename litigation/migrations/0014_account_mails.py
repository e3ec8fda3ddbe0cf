import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import litigation.vault.fields


def write_what_waits(apps, schema_editor):
    """Old addresses that were not told yet are told by a mail like others."""
    mails = apps.get_model("litigation", "AccountMail").objects
    for change in apps.get_model("litigation", "AddressChange").objects.select_related("user").filter(told_at=None):
        mails.create(
            kind="address_changed",
            language=change.user.language,
            address=change.before,
            said={"at": change.at},
            user=change.user,
            created_at=change.at,
        )


class Migration(migrations.Migration):
    """Mails about signing in and the account are rows that are tried again."""

    dependencies = [
        ('litigation', '0013_alarms'),
    ]

    operations = [
        migrations.AlterField(
            model_name='mailedcode',
            name='created_at',
            field=models.DateTimeField(default=django.utils.timezone.now, help_text='When it was asked for.'),
        ),
        migrations.AlterField(
            model_name='mailedcode',
            name='expires_at',
            field=models.DateTimeField(db_index=True, help_text='From then on it is too old; counted anew when the mail server took it.'),
        ),
        migrations.CreateModel(
            name='AccountMail',
            fields=[
                ('state', models.CharField(choices=[('queued', 'Waits to be sent'), ('sending', 'Being sent'), ('sent', 'Handed to the mail server'), ('failed', 'Could not be sent')], default='queued', help_text='How far it is.', max_length=8)),
                ('attempts', models.PositiveSmallIntegerField(default=0, help_text='How often sending was tried.')),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now, help_text='Not before this.')),
                ('claimed_until', models.DateTimeField(blank=True, help_text='A sender has it until then; after that another may try.', null=True)),
                ('tried_at', models.DateTimeField(blank=True, help_text='When sending was tried last.', null=True)),
                ('reason', models.CharField(blank=True, help_text='Why it could not be sent when it was tried last; empty: it could.', max_length=12)),
                ('sent_at', models.DateTimeField(blank=True, help_text='When the mail server took it.', null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, help_text='When the act behind it happened.')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, help_text='Random; also in the Message-ID, so a repeat is seen as one.', primary_key=True, serialize=False)),
                ('kind', models.CharField(help_text='Which mail: the first part of files in templates/account/email/.', max_length=40)),
                ('language', models.CharField(help_text='Language it is written in.', max_length=12)),
                ('address', litigation.vault.fields.EncryptedText(help_text='Where it goes; empty once it was sent or given up.', null=True)),
                ('said', litigation.vault.fields.EncryptedJSON(help_text='What its words need, as a code; empty once it was sent or given up.', null=True)),
                ('good_until', models.DateTimeField(blank=True, help_text='It is not sent after that: what it says would not be true.', null=True)),
                ('code', models.ForeignKey(blank=True, help_text='The code it carries, if it carries one.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='mails', to='litigation.mailedcode')),
                ('user', models.ForeignKey(blank=True, help_text='Whose account it is about.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddIndex(
            model_name='accountmail',
            index=models.Index(condition=models.Q(('state__in', ['queued', 'sending'])), fields=['due_at'], name='account_mail_outbox'),
        ),
        migrations.AddConstraint(
            model_name='accountmail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['sent', 'failed']), _negated=True), models.Q(('address__isnull', True), ('said__isnull', True)), _connector='OR'), name='account_mail_ended_is_empty'),
        ),
        migrations.RunPython(write_what_waits, migrations.RunPython.noop),
        migrations.DeleteModel(
            name='AddressChange',
        ),
    ]
