"""A wrong key under the right id does not start."""

import pytest
from django.core.checks import run_checks
from django.test import Client

from litigation.env import EnvError
from litigation.vault import canary, files
from litigation.vault.models import KeyMark
from tests.factories import make_claim

pytestmark = pytest.mark.django_db

RIGHT = "k1:dGVzdCBrZXkgb2YgdGhlIHZhdWx0LCAzMiBieXRlcyE="
WRONG = "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
NEWER = "k2:AQECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="


@pytest.fixture(autouse=True)
def right_key(settings):
    settings.VAULT_KEYS = [RIGHT]


def test_wrong_key_under_a_known_id_is_refused_everywhere(settings):
    canary.keep_marks()
    settings.VAULT_KEYS = [WRONG]
    with pytest.raises(EnvError, match="k1 in HAMKKE_VAULT_KEYS is not the one that sealed"):
        canary.keep_marks()
    assert [each.id for each in run_checks(databases=["default"], tags=["database"])] == ["litigation.E001"]
    answer = Client().get("/healthz/ready")
    told = answer.json()["checks"]["keys"]
    assert (answer.status_code, told) == (503, "a key of the vault is not the one that sealed before")
    assert KeyMark.objects.count() == 1


def test_right_key_is_marked_once_and_a_newer_one_beside_it(settings):
    canary.keep_marks()
    settings.VAULT_KEYS = [NEWER, RIGHT]
    canary.keep_marks()
    canary.keep_marks()
    assert sorted(KeyMark.objects.values_list("key_id", flat=True)) == ["k1", "k2"]
    assert run_checks(databases=["default"], tags=["database"]) == []


@pytest.mark.parametrize(
    "seal", [lambda: files.put(b"a passport", prefix="evidence"), lambda: make_claim(ready=True)], ids=["file", "field"]
)
def test_key_without_a_mark_is_tried_on_what_is_sealed_already(settings, tmp_path, seal):
    """An instance from before the marks: the first one must not be that of a wrong key."""
    settings.FILES_ROOT = tmp_path
    seal()
    settings.VAULT_KEYS = [WRONG]
    with pytest.raises(EnvError, match="not the one that sealed"):
        canary.keep_marks()
    assert not KeyMark.objects.exists()
    settings.VAULT_KEYS = [RIGHT]
    canary.keep_marks()
    assert KeyMark.objects.get().key_id == "k1"


def test_mark_does_not_hold_the_key(settings):
    canary.keep_marks()
    secret = canary.ring().newest.secret
    assert secret.hex() not in KeyMark.objects.get().mark
