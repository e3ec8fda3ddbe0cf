"""The keys of the vault. settings.VAULT_KEYS holds "id:base64 of 32 bytes", newest first.

The first key seals, every key opens: to rotate, put a new key in front, restart, run `manage.py rotate_vault`, and
take the old key out when the command counts nothing under it any more. Blind indexes are made with the *oldest* key
(index.py), so a rotation does not move them.

From each master key HKDF-SHA256 derives one subkey per purpose, so a token of one purpose never opens as another.
"""

import base64
import binascii
import json
import os
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder

from litigation.env import EnvError
from litigation.vault.errors import VaultError

KEY_BYTES = 32
NONCE_BYTES = 12
TOKEN_VERSION = "hv1"
_KEY_ID = re.compile(r"[A-Za-z0-9_-]{1,16}")
_HOW = "Write HAMKKE_VAULT_KEYS as id:base64 of 32 random bytes, newest first, commas between; `make setup` makes one."


@dataclass(frozen=True)
class MasterKey:
    id: str
    secret: bytes = field(repr=False)

    def subkey(self, purpose: str) -> bytes:
        return _derive(self.secret, purpose)


@lru_cache(maxsize=256)
def _derive(secret: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"hamkke.vault.{purpose}".encode()).derive(secret)


@dataclass(frozen=True)
class Keyring:
    keys: tuple[MasterKey, ...]

    @property
    def newest(self) -> MasterKey:
        return self.keys[0]

    @property
    def oldest(self) -> MasterKey:
        return self.keys[-1]

    def get(self, key_id: str) -> MasterKey:
        for key in self.keys:
            if key.id == key_id:
                return key
        raise VaultError("It was sealed with a key that is not in HAMKKE_VAULT_KEYS.")


def ring() -> Keyring:
    """The keys as set now. Raises EnvError, whose sentence stops the start, where the setting is missing or wrong."""
    return _ring(tuple(settings.VAULT_KEYS))


@lru_cache(maxsize=8)
def _ring(words: tuple[str, ...]) -> Keyring:
    if not words:
        raise EnvError(f"HAMKKE_VAULT_KEYS is not set: nothing private can be written or read. {_HOW}")
    keys = tuple(_parse(number, word) for number, word in enumerate(words, 1))
    if len({key.id for key in keys}) < len(keys):
        raise EnvError(f"HAMKKE_VAULT_KEYS names two keys alike; nobody could tell which one sealed. {_HOW}")
    if len({key.secret for key in keys}) < len(keys):
        raise EnvError(f"HAMKKE_VAULT_KEYS holds the same key under two ids; that rotates nothing. {_HOW}")
    return Keyring(keys)


def _parse(number: int, word: str) -> MasterKey:
    """One entry of the list. The sentence names its place, never its text: it may be a secret."""
    key_id, separator, encoded = word.partition(":")
    if not separator or not _KEY_ID.fullmatch(key_id):
        raise EnvError(
            f"Key {number} in HAMKKE_VAULT_KEYS has no id of 1 to 16 letters or digits before a colon. {_HOW}"
        )
    try:
        secret = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        raise EnvError(f"Key {number} in HAMKKE_VAULT_KEYS is not base64. {_HOW}") from None
    if len(secret) != KEY_BYTES:
        raise EnvError(f"Key {number} in HAMKKE_VAULT_KEYS has {len(secret)} bytes and needs {KEY_BYTES}. {_HOW}")
    return MasterKey(key_id, secret)


# Short tokens: AES-256-GCM under the subkey of a purpose, bound to a context ------------------------------------------
def seal_bytes(plain: bytes, *, purpose: str, context: bytes = b"") -> str:
    """`hv1.<key id>.<base64url of nonce, ciphertext, tag>`; opens only with the same purpose and context."""
    key = ring().newest
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(key.subkey(purpose)).encrypt(nonce, plain, context)
    return f"{TOKEN_VERSION}.{key.id}.{base64.urlsafe_b64encode(nonce + sealed).decode()}"


def open_bytes(token: str, *, purpose: str, context: bytes = b"") -> bytes:
    """What seal_bytes() sealed. Raises VaultError where a bit, the purpose, the context or the key is another."""
    try:
        version, key_id, encoded = token.split(".")
        raw = base64.b64decode(encoded, altchars=b"-_", validate=True)
    except (ValueError, AttributeError):
        raise VaultError("It is not a sealed value.") from None
    if version != TOKEN_VERSION or base64.urlsafe_b64encode(raw).decode() != encoded:  # one value has one spelling
        raise VaultError("It was sealed in a format that is not known here.")
    try:
        return AESGCM(ring().get(key_id).subkey(purpose)).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], context)
    except (InvalidTag, ValueError):
        raise VaultError("It was changed, or it belongs to another place.") from None


def key_id_of(token: str) -> str:
    """The id of the key that sealed a token."""
    _version, _dot, rest = token.partition(".")
    return rest.partition(".")[0]


def seal(value: object, *, purpose: str) -> str:
    """Seal any JSON-able value that lives outside a model row, for example in a session."""
    plain = json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False).encode()
    return seal_bytes(plain, purpose=f"value.{purpose}")


def unseal(token: str, *, purpose: str) -> Any:
    return json.loads(open_bytes(token, purpose=f"value.{purpose}"))
