import django.db.models.deletion
import django.utils.timezone
import litigation.vault.fields
import uuid
from django.conf import settings
from django.db import migrations, models


def note_who_proved_their_address(apps, schema_editor):
    """Until now signing in took a code mailed to the address."""
    users = apps.get_model("litigation", "User").objects.filter(email_verified_at=None)
    users.update(email_verified_at=models.F("last_login"))


def forget_old_sessions(apps, schema_editor):
    """Django's own table says not whose a session is. Everybody signs in once more."""
    schema_editor.execute("DROP TABLE IF EXISTS django_session")


def make_room_for_old_sessions(apps, schema_editor):
    time = "datetime" if schema_editor.connection.vendor == "sqlite" else "timestamp with time zone"
    schema_editor.execute(
        "CREATE TABLE django_session (session_key varchar(40) PRIMARY KEY, session_data text NOT NULL, "
        f"expire_date {time} NOT NULL)"
    )


class Migration(migrations.Migration):
    """Accounts hold no passwords and no permissions; sessions, codes and counts are rows that say whose they are."""


    dependencies = [
        ('litigation', '0009_ledger_head_over_many'),
    ]

    operations = [
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('key', models.CharField(help_text='Keyed hash of what, by whom and in which stretch.', max_length=64, primary_key=True, serialize=False)),
                ('count', models.PositiveIntegerField(help_text='How often so far.')),
                ('ends_at', models.DateTimeField(db_index=True, help_text='When the stretch is over; swept after.')),
            ],
        ),
        migrations.RemoveField(
            model_name='user',
            name='groups',
        ),
        migrations.RemoveField(
            model_name='user',
            name='is_staff',
        ),
        migrations.RemoveField(
            model_name='user',
            name='is_superuser',
        ),
        migrations.RemoveField(
            model_name='user',
            name='user_permissions',
        ),
        migrations.AddField(
            model_name='user',
            name='email_verified_at',
            field=models.DateTimeField(blank=True, help_text='When a code mailed to this very address was last entered. Empty: never.', null=True),
        ),
        migrations.AlterField(
            model_name='user',
            name='created_at',
            field=models.DateTimeField(default=django.utils.timezone.now, help_text='When the account began.'),
        ),
        migrations.CreateModel(
            name='AddressChange',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, help_text='Random.', primary_key=True, serialize=False)),
                ('before', litigation.vault.fields.EncryptedText(blank=True, help_text='The address before; emptied once it was told.')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, help_text='When.')),
                ('told_at', models.DateTimeField(blank=True, help_text='When the mail server took the word to the old address.', null=True)),
                ('user', models.ForeignKey(help_text='Whose.', on_delete=django.db.models.deletion.CASCADE, related_name='address_changes', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('session_key', models.CharField(help_text="What the browser's cookie holds.", max_length=40, primary_key=True, serialize=False)),
                ('session_data', models.TextField(help_text='What is remembered for this browser, signed.')),
                ('expire_date', models.DateTimeField(db_index=True, help_text='When it ends by itself.')),
                ('user', models.ForeignKey(blank=True, help_text='Who is signed in.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'session',
                'verbose_name_plural': 'sessions',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MailedCode',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, help_text='Random; the session of the browser names it.', primary_key=True, serialize=False)),
                ('purpose', models.CharField(choices=[('sign_in', 'To sign in'), ('confirm', 'To show that it is still the same person'), ('address', 'To prove a new address')], help_text='What it is good for; nothing else.', max_length=8)),
                ('address', litigation.vault.fields.EncryptedText(help_text='Where it was sent.')),
                ('digest', models.CharField(blank=True, help_text='Keyed hash of the code. Empty: no code is right.', max_length=64)),
                ('tries', models.PositiveSmallIntegerField(default=0, help_text='How often it was compared; counted before comparing.')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, help_text='When it was sent.')),
                ('expires_at', models.DateTimeField(db_index=True, help_text='From then on it is too old.')),
                ('used_at', models.DateTimeField(blank=True, help_text='When it was entered rightly. It works once.', null=True)),
                ('user', models.ForeignKey(blank=True, help_text='Who asked; empty: a stranger.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('tries__lte', 4)), name='mailed_code_tries')],
            },
        ),
        migrations.RunPython(note_who_proved_their_address, migrations.RunPython.noop),
        migrations.RunPython(forget_old_sessions, make_room_for_old_sessions),
    ]
