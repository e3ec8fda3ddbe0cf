import base64
import uuid

import pytest
from django.apps.registry import Apps
from django.db import connection, models

from litigation.vault.fields import EncryptedJSON, EncryptedText

KEYS = {name: f"{name}:{base64.b64encode(bytes([number]) * 32).decode()}" for number, name in enumerate(("old", "new"))}


class Letter(models.Model):
    """A row with encrypted columns. It has its own registry: no migration sees it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    text = EncryptedText(null=True, blank=True)
    note = EncryptedText(default="", blank=True)
    facts = EncryptedJSON(default=dict)

    class Meta:
        apps = Apps()
        app_label = "samples"


@pytest.fixture(autouse=True)
def keys_of_this_test(settings):
    settings.VAULT_KEYS = [KEYS["old"]]


@pytest.fixture
def newer_key(settings):
    """Call it to put a newer key in front, as an operator does."""

    def put_in_front():
        settings.VAULT_KEYS = [KEYS["new"], KEYS["old"]]

    return put_in_front


@pytest.fixture(autouse=True)
def vault_folder(settings, tmp_path):
    settings.FILES_ROOT, settings.FILES_S3_BUCKET = tmp_path / "files", ""
    return settings.FILES_ROOT


@pytest.fixture(scope="session")
def letter_table(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.create_model(Letter)
    yield
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.delete_model(Letter)


@pytest.fixture
def letters(letter_table, db):
    return Letter.objects
