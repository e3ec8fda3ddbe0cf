import base64
import os
import subprocess
import sys

import pytest

from litigation.env import EnvError
from litigation.vault.errors import VaultError
from litigation.vault.keys import open_bytes, ring, seal, seal_bytes, unseal
from tests.litigation.vault.conftest import KEYS

SHORT = f"short:{base64.b64encode(b'x' * 31).decode()}"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "HAMKKE_VAULT_KEYS is not set"),
        ([SHORT], "Key 1 in HAMKKE_VAULT_KEYS has 31 bytes and needs 32"),
        ([KEYS["old"], "new:###"], "Key 2 in HAMKKE_VAULT_KEYS is not base64"),
        (["no-colon"], "has no id"),
        ([":" + KEYS["old"].partition(":")[2]], "has no id"),
        ([KEYS["old"], "old:" + KEYS["new"].partition(":")[2]], "names two keys alike"),
        ([KEYS["old"], "new:" + KEYS["old"].partition(":")[2]], "the same key under two ids"),
    ],
)
def test_wrong_keys_are_refused_with_a_sentence(settings, words, sentence):
    settings.VAULT_KEYS = words
    with pytest.raises(EnvError, match=sentence) as refusal:
        ring()
    assert "base64 of 32 random bytes" in str(refusal.value)
    assert not any(word.partition(":")[2][:20] in str(refusal.value) for word in words if len(word) > 20)


@pytest.mark.parametrize("keys", [" ", SHORT])
def test_start_is_refused_without_good_keys(keys):
    for arguments in (["-c", "import django; django.setup()"], ["manage.py", "check"]):
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "litigation.settings", "HAMKKE_VAULT_KEYS": keys}
        ended = subprocess.run(
            [sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False, timeout=60
        )
        assert ended.returncode == 1
        assert "HAMKKE_VAULT_KEYS" in ended.stderr
        assert "Traceback" not in ended.stderr


def test_ring_orders_newest_first_and_hides_secrets(settings):
    settings.VAULT_KEYS = [KEYS["new"], KEYS["old"]]
    assert (ring().newest.id, ring().oldest.id) == ("new", "old")
    assert "secret" not in repr(ring())


def test_subkeys_differ_by_purpose_and_key(settings):
    settings.VAULT_KEYS = [KEYS["new"], KEYS["old"]]
    subkeys = {key.subkey(purpose) for key in ring().keys for purpose in ("field", "file", "index")}
    assert len(subkeys) == 6
    assert {len(each) for each in subkeys} == {32}


def test_token_opens_with_the_same_purpose_and_context_only():
    token = seal_bytes(b"secret", purpose="field", context=b"here")
    assert open_bytes(token, purpose="field", context=b"here") == b"secret"
    for purpose, context in (("file", b"here"), ("field", b"there"), ("field", b"")):
        with pytest.raises(VaultError):
            open_bytes(token, purpose=purpose, context=context)


def test_token_with_any_bit_flipped_does_not_open():
    token = seal_bytes("비밀".encode(), purpose="field")
    for position in range(len(token)):
        for bit in range(7):
            flipped = token[:position] + chr(ord(token[position]) ^ 1 << bit) + token[position + 1 :]
            with pytest.raises(VaultError):
                open_bytes(flipped, purpose="field")


def test_token_of_a_key_that_left_the_list_says_so(settings):
    token = seal_bytes(b"secret", purpose="field")
    settings.VAULT_KEYS = [KEYS["new"]]
    with pytest.raises(VaultError, match="not in HAMKKE_VAULT_KEYS"):
        open_bytes(token, purpose="field")


def test_seal_keeps_a_value_outside_a_row():
    kept = {"name": ["김 민지"], "n": 3}
    assert unseal(seal(kept, purpose="parked"), purpose="parked") == kept
    with pytest.raises(VaultError):
        unseal(seal(kept, purpose="parked"), purpose="other")
