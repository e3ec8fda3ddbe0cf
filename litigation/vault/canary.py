"""Whether the keys are those that sealed before. A wrong key under the right id would start, open nothing, and seal anew.

Each key leaves a mark when it is first known; `manage.py up` and `rotate_vault` keep the marks, whoever starts compares.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice

from django.apps import apps
from django.core import checks
from django.db import DatabaseError, transaction

from litigation.env import EnvError
from litigation.vault.adapters import adapter
from litigation.vault.errors import VaultError
from litigation.vault.fields import Sealed, sealed_fields
from litigation.vault.files import open_file, sealed_under
from litigation.vault.keys import MasterKey, ring
from litigation.vault.models import KeyMark

WRONG = (
    "The key with the id {id} in HAMKKE_VAULT_KEYS is not the one that sealed the files and fields of this instance. "
    "Put back the key that was there; a new key goes before it in the list, under an id of its own."
)
LOOKED_AT = 50  # sealed things an unmarked key is tried on, of each kind


def wrong_key() -> str | None:
    """The sentence about the first key that has another mark than its id is known by, or None."""
    known = dict(KeyMark.objects.values_list("key_id", "mark"))
    wrong = (key for key in ring().keys if known.get(key.id, mark(key)) != mark(key))
    return next((WRONG.format(id=key.id) for key in wrong), None)


def keep_marks() -> None:
    """Refuses a wrong key (EnvError), then marks those that are new here. Safe to repeat.

    A key that has no mark yet is tried on what is sealed under its id already, so that the first mark is the right one.
    """
    if sentence := wrong_key():
        raise EnvError(sentence)
    known = set(KeyMark.objects.values_list("key_id", flat=True))
    with transaction.atomic():
        for key in ring().keys:
            if key.id not in known:
                _refuse_unless_it_opens(key)
                KeyMark.objects.get_or_create(key_id=key.id, defaults={"mark": mark(key)})


def mark(key: MasterKey) -> str:
    return hashlib.sha256(key.subkey("canary")).hexdigest()


@checks.register(checks.Tags.database)
def check_keys(databases: Sequence[str] | None = None, **_: object) -> list[checks.CheckMessage]:
    """`manage.py check --database default`, and every `migrate`."""
    try:
        sentence = wrong_key() if databases else None
    except DatabaseError:  # no table yet
        return []
    return [checks.Error(sentence, id="litigation.E001")] if sentence else []


def _refuse_unless_it_opens(key: MasterKey) -> None:
    """Tried are a few sealed things; where none of them opens, the key is another. One damaged file proves nothing."""
    tried = [each() for each in islice(_sealed_under(key), LOOKED_AT)]
    if tried and not any(tried):
        raise EnvError(WRONG.format(id=key.id))


def _sealed_under(key: MasterKey) -> Iterator[Callable[[], bool]]:
    for model in apps.get_models():
        for each in sealed_fields(model):
            rows = model._base_manager.exclude(**{f"{each.attname}__isnull": True}).order_by("-pk")
            for pk, value in rows.values_list("pk", each.attname)[:LOOKED_AT]:
                if isinstance(value, Sealed) and value.key_id == key.id:
                    yield partial(_opens, each.unseal, value, pk)
    for name in islice(adapter().names(), LOOKED_AT):
        if sealed_under(name) == key.id:
            yield partial(_opens, _read, name)


def _read(name: str) -> None:
    open_file(name).close()  # its end is verified before it is open


def _opens(act: Callable[..., object], *arguments: object) -> bool:
    try:
        act(*arguments)
    except VaultError:
        return False
    return True
