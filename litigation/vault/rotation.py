"""Moves everything the vault keeps under its newest key. Safe to stop and to run again: what is done is passed over."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.apps import apps
from django.db import transaction
from django.db.models import Model

from litigation.vault import files
from litigation.vault.adapters import adapter
from litigation.vault.errors import MissingFile, VaultError
from litigation.vault.fields import Sealed, SealedField, sealed_fields
from litigation.vault.keys import ring

BATCH = 500


@dataclass
class Rotation:
    """held: how many things each key id held before. failed: where something did not open and was left as it was."""

    held: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)

    @property
    def moved(self) -> int:
        return self.held.total() - self.held[ring().newest.id] - len(self.failed)


def rotate_fields(*, dry_run: bool = False, models: Iterable[type[Model]] | None = None) -> Rotation:
    """Seal every encrypted value anew that an older key sealed.

    Batch by batch in the order of primary keys, each batch locked and in one transaction; other columns stay untouched.
    """
    rotation = Rotation()
    for model in models or apps.get_models():
        if fields := sealed_fields(model):
            for pks in _batches(model):
                _rotate_batch(rotation, model, fields, pks, dry_run)
    return rotation


def rotate_files(*, dry_run: bool = False) -> Rotation:
    """Wrap every file key anew that an older key wrapped."""
    rotation = Rotation()
    for name in adapter().names():
        try:
            rotation.held[files.rewrap(name, dry_run=dry_run)] += 1
        except MissingFile:
            continue  # deleted since it was listed
        except VaultError as error:
            rotation.held["?"] += 1
            rotation.failed.append(str(error))
    return rotation


def _batches(model: type[Model]) -> Iterator[list[object]]:
    rows = model._base_manager.order_by("pk").values_list("pk", flat=True)
    pks = list(rows[:BATCH])
    while pks:
        yield pks
        pks = list(rows.filter(pk__gt=pks[-1])[:BATCH])


def _rotate_batch(
    rotation: Rotation, model: type[Model], fields: list[SealedField], pks: list[object], dry_run: bool
) -> None:
    with transaction.atomic():
        rows = model._base_manager.select_for_update().filter(pk__in=pks)
        for pk, *values in rows.values_list("pk", *[each.attname for each in fields]):
            sealed = {each: value for each, value in zip(fields, values, strict=True) if isinstance(value, Sealed)}
            rotation.held.update(value.key_id for value in sealed.values())
            new = {} if dry_run else _resealed(rotation, sealed, pk)
            if new:
                model._base_manager.filter(pk=pk).update(**new)


def _resealed(rotation: Rotation, sealed: Mapping[SealedField, Sealed], pk: object) -> dict[str, Sealed]:
    new = {}
    for each, value in sealed.items():
        if value.key_id == ring().newest.id:
            continue
        try:
            new[each.attname] = each.seal(each.unseal(value, pk), pk)
        except VaultError as error:
            rotation.failed.append(str(error))
    return new
