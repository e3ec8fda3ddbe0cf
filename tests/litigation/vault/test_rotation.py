from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from litigation.vault import files, rotation
from litigation.vault.files import examine
from litigation.vault.rotation import rotate_fields, rotate_files
from litigation.vault.stream import HEADER
from tests.litigation.vault.conftest import KEYS, Letter


def keys_of(letters):
    return Counter(value.key_id for value in letters.values_list("text", flat=True))


@pytest.fixture
def written(letters):
    letters.bulk_create([Letter(text=f"letter {number}", facts={"n": number}) for number in range(7)])
    return letters


def test_rotate_fields_moves_every_value_to_the_newest_key(written, newer_key, settings, monkeypatch):
    monkeypatch.setattr(rotation, "BATCH", 3)
    newer_key()
    found = rotate_fields(models=[Letter])
    assert (found.held, found.moved, found.failed) == (Counter(old=14), 14, [])
    assert keys_of(written) == Counter(new=7)
    settings.VAULT_KEYS = [KEYS["new"]]
    assert sorted(letter.text for letter in written.all()) == [f"letter {number}" for number in range(7)]
    assert rotate_fields(models=[Letter]).moved == 0


def test_rotate_fields_goes_on_where_it_was_stopped(written, newer_key):
    newer_key()
    first = written.order_by("pk").first()
    first.save()
    found = rotate_fields(models=[Letter])
    assert (found.held, found.moved) == (Counter(old=12, new=2), 12)


def test_dry_run_counts_and_changes_nothing(written, newer_key):
    newer_key()
    found = rotate_fields(dry_run=True, models=[Letter])
    assert (found.held, found.moved, keys_of(written)) == (Counter(old=14), 14, Counter(old=7))


def test_a_value_that_does_not_open_is_named_and_the_others_move(written, newer_key):
    bad = written.order_by("pk")[2]
    with connection.cursor() as cursor:
        pk = bad.pk.hex if connection.vendor == "sqlite" else bad.pk
        cursor.execute("UPDATE samples_letter SET text = %s WHERE id = %s", ["hv1.old.AAAA", pk])
    newer_key()
    found = rotate_fields(models=[Letter])
    assert found.moved == 13
    assert [f"samples_letter.text of row {bad.pk}" in sentence for sentence in found.failed] == [True]
    assert keys_of(written) == Counter(new=6, old=1)


def test_rotate_files_wraps_keys_anew_and_leaves_the_chunks(newer_key, settings, vault_folder):
    stored = files.put(b"evidence" * 50_000, prefix="evidence")
    before = (vault_folder / stored.name).read_bytes()
    newer_key()
    assert rotate_files(dry_run=True).held == Counter(old=1)
    assert (vault_folder / stored.name).read_bytes() == before
    assert (rotate_files().moved, rotate_files().moved) == (1, 0)
    after = (vault_folder / stored.name).read_bytes()
    assert (after[HEADER:], after[:HEADER] == before[:HEADER]) == (before[HEADER:], False)
    settings.VAULT_KEYS = [KEYS["new"]]
    assert examine(stored.name) == stored


def test_rotate_vault_prints_counts_and_names_what_failed(db, newer_key, vault_folder):
    good, bad = files.put(b"good", prefix="a"), files.put(b"bad", prefix="b")
    (vault_folder / bad.name).write_bytes(b"not a sealed file")
    newer_key()
    out, err = StringIO(), StringIO()
    with pytest.raises(SystemExit):
        call_command("rotate_vault", stdout=out, stderr=err)
    lines = [line.split(maxsplit=1) for line in out.getvalue().splitlines()]
    assert ["1", "files were under key old"] in lines
    assert ["1", "files moved to key new"] in lines
    assert bad.name in err.getvalue()
    assert files.read_bytes(good.name) == b"good"
