"""What triggers.py of a room says of its tables is all there is to say of them."""

import pytest
from django.apps import apps

from litigation.append_only import once
from tests.conftest import GUARDS

MODELS = {model._meta.db_table: model for model in apps.get_models()}


def keys(model):
    """What makes a row the same as another: key, unique columns, constraints."""
    columns = {field.name: field.column for field in model._meta.concrete_fields}
    unique = {once(field.column) for field in model._meta.concrete_fields if field.unique}
    for constraint in model._meta.constraints:
        if names := getattr(constraint, "fields", ()):
            among = constraint.condition.children if constraint.condition else ()
            among = {columns[name.removesuffix("__in")]: value for name, value in among}
            unique.add(once(*(columns[name] for name in names), **among))
    return unique


def test_tables_of_the_house_that_are_kept_are_known():
    assert len(GUARDS) == len({guard.table for guard in GUARDS}) == 15


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.name)
def test_guard_knows_what_makes_a_row_the_same(guard):
    assert set(guard.keys) == keys(MODELS[guard.table])


@pytest.mark.parametrize("guard", [guard for guard in GUARDS if guard.pinned], ids=lambda guard: guard.name)
def test_guard_pins_every_column_but_the_sealed_one_and_what_goes_on_changing(guard):
    columns = {field.column for field in MODELS[guard.table]._meta.concrete_fields}
    assert sorted(filter(None, [guard.sealed, *guard.pinned, *guard.moving])) == sorted(columns)
