import uuid

import pytest
from django.apps.registry import Apps
from django.core import serializers
from django.core.exceptions import FieldError
from django.db import connection, models, transaction
from django.db.migrations.writer import MigrationWriter
from django.db.models import F

from litigation.vault.errors import VaultError
from litigation.vault.fields import EncryptedJSON, EncryptedText, Sealed, sealed_fields
from tests.litigation.vault.conftest import KEYS, Letter

SECRET = "서울시 종로구 1, Kim Min-ji 🛫"


def column(row, name="text"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name} FROM samples_letter WHERE id = %s", [key(row.pk)])
        return cursor.fetchone()[0]


def put_column(row, value, name="text"):
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE samples_letter SET {name} = %s WHERE id = %s", [value, key(row.pk)])


def key(pk):
    return pk.hex if connection.vendor == "sqlite" else pk


def test_value_is_encrypted_in_the_database_and_plain_on_the_row(letters):
    letter = letters.create(text=SECRET, facts={"places": ["인천", 3, None]})
    assert letter.text == SECRET
    for name in ("text", "facts"):
        assert column(letter, name).startswith("hv1.old.")
        assert not any(word in column(letter, name) for word in ("Kim", "서울", "인천"))
    stored = letters.get()
    assert (stored.text, stored.facts) == (SECRET, {"places": ["인천", 3, None]})


def test_none_and_empty_are_stored_as_they_are(letters):
    letter = letters.create(text=None, note="")
    assert (column(letter), column(letter, "note")) == (None, "")
    stored = letters.get()
    assert (stored.text, stored.note, stored.facts) == (None, "", {})


def test_same_value_looks_different_each_time(letters):
    letter = letters.create(text=SECRET)
    first = column(letter)
    letter.save()
    assert column(letter) != first
    assert letters.get().text == SECRET


def test_bulk_create_and_update_fields_seal(letters):
    letters.bulk_create([Letter(text=f"letter {number}") for number in range(3)])
    assert sorted(letter.text for letter in letters.all()) == ["letter 0", "letter 1", "letter 2"]
    letter = letters.first()
    letter.text = SECRET
    letter.save(update_fields=["text"])
    assert letters.get(pk=letter.pk).text == SECRET


def test_json_changed_in_place_is_saved(letters):
    letter = letters.create(facts={"pages": [1]})
    letter = letters.get()
    letter.facts["pages"].append(2)
    letter.save()
    assert letters.get().facts == {"pages": [1, 2]}


def test_deferred_value_is_opened_when_it_is_read(letters, django_assert_num_queries):
    letters.create(text=SECRET)
    letter = letters.defer("text").get()
    with django_assert_num_queries(1):
        assert (letter.text, letter.text) == (SECRET, SECRET)


def test_row_is_loaded_without_opening_what_is_not_read(letters):
    letter = letters.create(text=SECRET, note="fine")
    put_column(letter, "hv1.old.damaged")
    stored = letters.get()
    assert stored.note == "fine"
    with pytest.raises(VaultError):
        stored.text  # noqa: B018


def test_token_moved_to_another_row_or_column_does_not_open(letters):
    mine, other = letters.create(text=SECRET), letters.create(text="other", note="note")
    put_column(other, column(mine))
    put_column(other, column(mine), "note")
    for name in ("text", "note"):
        with pytest.raises(VaultError) as error:
            getattr(letters.get(pk=other.pk), name)
        assert f"samples_letter.{name} of row {other.pk}" in str(error.value)
        assert "Kim" not in str(error.value)


def test_token_that_was_changed_names_the_place_and_not_the_data(letters):
    letter = letters.create(text=SECRET)
    token = column(letter)
    put_column(letter, token[:-8] + ("A" if token[-8] != "A" else "B") + token[-7:])
    with pytest.raises(VaultError, match=f"samples_letter.text of row {letter.pk} cannot be opened"):
        letters.get().text  # noqa: B018


def test_row_copied_to_a_new_key_before_it_was_read_fails_loudly_and_after_works(letters):
    letters.create(text=SECRET)
    unread = letters.get()
    unread.pk = uuid.uuid4()
    with pytest.raises(VaultError), transaction.atomic():
        unread.save(force_insert=True)
    read = letters.get()
    assert read.text == SECRET
    read.facts, read.pk = {}, uuid.uuid4()
    read.save(force_insert=True)
    assert letters.get(pk=read.pk).text == SECRET


def test_values_give_what_is_sealed_and_says_nothing(letters):
    letters.create(text=SECRET)
    value = letters.values_list("text", flat=True).get()
    assert isinstance(value, Sealed)
    assert repr(value) == "<Sealed samples_letter.text>"
    with pytest.raises(VaultError, match="values"):
        f"{value}"


@pytest.mark.parametrize("lookup", ["text", "text__contains", "text__in", "text__lower", "facts__places", "text__gt"])
def test_lookups_are_refused_with_a_hint(letters, lookup):
    with pytest.raises(FieldError, match=r"samples_letter.* is encrypted"):
        letters.filter(**{lookup: "x"}).count()


def test_isnull_can_be_asked(letters):
    letters.create(text=SECRET)
    letters.create()
    assert (letters.filter(text__isnull=True).count(), letters.filter(text__isnull=False).count()) == (1, 1)


def test_update_of_a_text_is_refused_and_of_nothing_works(letters):
    letter = letters.create(text=SECRET)
    with pytest.raises(FieldError, match="save"), transaction.atomic():
        letters.update(text="plain")
    with pytest.raises(FieldError, match="save"), transaction.atomic():
        letters.bulk_update([letter], ["text"])
    assert column(letter).startswith("hv1.")
    letters.update(text=None)
    assert letters.get().text is None


@pytest.mark.parametrize("value", [3, b"bytes", F("note"), ["list"]])
def test_text_takes_text_only(letters, value):
    with pytest.raises(TypeError, match="takes text"):
        letters.create(text=value)


def test_dump_refuses_to_show_what_is_encrypted(letters):
    letter = letters.create(text=SECRET)
    with pytest.raises(VaultError, match="not dumped"):
        serializers.serialize("json", [letter])


def test_reading_uses_old_keys_and_writing_the_newest(letters, newer_key):
    letter = letters.create(text=SECRET)
    newer_key()
    stored = letters.get()
    assert stored.text == SECRET
    stored.save()
    assert column(letter).startswith("hv1.new.")


def test_migration_shows_a_plain_field_without_keys():
    text, imports = MigrationWriter.serialize(EncryptedText(null=True, help_text="Home."))
    assert text == "litigation.vault.fields.EncryptedText(help_text='Home.', null=True)"
    assert imports == {"import litigation.vault.fields"}
    assert KEYS["old"] not in text


def test_system_check_refuses_rows_without_uuid_and_indexes():
    class Numbered(models.Model):
        text = EncryptedText()

        class Meta:
            apps = Apps()
            app_label = "samples"

    class Indexed(models.Model):
        id = models.UUIDField(primary_key=True)
        text = EncryptedText(db_index=True)
        facts = EncryptedJSON(unique=True)

        class Meta:
            apps = Apps()
            app_label = "samples"

    found = [
        error.id for model in (Numbered, Indexed, Letter) for each in sealed_fields(model) for error in each.check()
    ]
    assert found == ["vault.E001", "vault.E002", "vault.E002"]
