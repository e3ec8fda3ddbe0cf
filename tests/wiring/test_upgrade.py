"""An instance of the first release, with people and papers in it, is brought to the newest; a fresh one stands beside it."""

import pytest
from django.db import DatabaseError, transaction
from django.db.migrations.executor import MigrationExecutor

from litigation.append_only import in_force
from litigation.ledger.verify import verify
from tests.conftest import GUARDS
from tests.wiring import old_world
from tests.wiring.databases import database, migrate, schema

pytestmark = pytest.mark.slow
OURS = ("litigation", "claimants", "documents")
BEFORE_ACCOUNTS = [("litigation", "0009_ledger_head_over_many")]
MEANT = {  # what an upgrade changes in rows there were: (model, column): the value after
    ("claimants.Evidence", "pictures"): "waiting",
    ("documents.Package", "state"): "incomplete",
    ("documents.Package", "manifest_sha256"): "",
}
MADE_ANEW = "documents.PackageFile"  # by the sweep or with one press, from what stays


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def _server(request):
    """Which one the run is on (scripts/test.py)."""


@pytest.fixture(scope="module")
def fresh(_server, django_db_blocker):
    """(schema, triggers as migrations leave them, triggers as their rooms describe them)"""
    with database(django_db_blocker, "hamkke_fresh") as connection:
        migrate(connection)
        made, left = schema(connection), in_force(connection)
        with transaction.atomic():
            [guard.drop(connection) for guard in GUARDS]
            of_nobody = in_force(connection)
            [guard.create(connection) for guard in GUARDS]
        assert of_nobody == {}
        return made, left, in_force(connection)


@pytest.fixture(scope="module")
def old(_server, django_db_blocker):
    """(connection to the upgraded database, its rows before, its rows after, its tables before)"""
    with database(django_db_blocker, "hamkke_upgraded") as connection:
        apps = migrate(connection, [*old_world.FIRST, *_leaves_of_others(connection)])
        old_world.build(apps, connection)
        before, tables = rows(apps), connection.introspection.table_names()
        after = rows(migrate(connection))
        yield connection, before, after, tables


def _leaves_of_others(connection):
    leaves = MigrationExecutor(connection).loader.graph.leaf_nodes()
    return [leaf for leaf in leaves if leaf[0] not in OURS]


def rows(apps):
    """{(model, key): {column: value}} of the three apps."""
    models = [model for app in OURS for model in apps.get_app_config(app).get_models()]
    return {
        (model._meta.label, row.pk): {
            field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields
        }
        for model in models
        for row in model.objects.all()
    }


def test_every_row_is_there_with_what_it_held(old):
    _connection, before, after, _tables = old
    assert {label for label, _key in before} >= {f"claimants.{name}" for name in ("Claim", "Trip", "Mandate", "Notice")}
    kept = {row: values for row, values in before.items() if row[0] != MADE_ANEW}
    assert [row for row in kept if row not in after] == []
    changed = {
        (row[0], column): after[row][column]
        for row, values in kept.items()
        for column, value in values.items()
        if column in after[row] and after[row][column] != value
    }
    assert changed == MEANT


def test_what_came_since_is_told_from_what_there_was(old):
    """Since when a status held is told from the ledger; that an address was proved, from the last sign-in."""
    connection, _before, after, tables = old
    spans = [values for row, values in after.items() if row[0] == "claimants.StatusSpan"]
    assert [each["status"] for each in spans] == ["draft", "submitted", "accepted", "in_round"]
    assert [each["until_at"] for each in spans[:-1]] == [each["from_at"] for each in spans[1:]]
    users = [values for row, values in after.items() if row[0] == "litigation.User"]
    proved = {each["email"]: each["email_verified_at"] for each in users}
    assert (proved["came@example.org"], proved["never@example.org"]) == (old_world.CAME, None)
    assert "django_session" in tables
    assert "django_session" not in connection.introspection.table_names()


def test_ledger_of_before_holds(old):
    found = verify()
    assert (found.ok, found.count, found.head_hash) == (True, len(old_world.MOVES), old_world.HASHES[-1])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE litigation_ledgerevent SET verb = 'claim.forged'",
        "DELETE FROM litigation_ledgerevent",
        "UPDATE litigation_ledgerhead SET seq = 0",
        "DELETE FROM litigation_ledgerhead",
        "UPDATE documents_rosterentry SET number = 2",
        "DELETE FROM documents_rosterentry",
    ],
)
def test_history_of_before_is_kept(old, statement):
    with pytest.raises(DatabaseError, match=r"append-only|moves forward only|never changed"), transaction.atomic():
        old[0].cursor().execute(statement)


def test_upgraded_and_fresh_are_alike(old, fresh):
    assert differing(schema(old[0]), fresh[0]) == []


def test_triggers_are_as_their_rooms_describe_them(fresh):
    """Migrations hold the SQL they ran. Where a room says something else today, a migration that says so is missing."""
    _schema, left, described = fresh
    assert len(left) > 2 * len(GUARDS)
    assert differing(left, described) == []


def test_accounts_go_back_and_forth(old):
    connection, _before, after, _tables = old
    made = schema(connection)
    migrate(connection, BEFORE_ACCOUNTS)
    assert "django_session" in connection.introspection.table_names()
    assert rows(migrate(connection)) == after
    assert differing(schema(connection), made) == []


def differing(one, other):
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))
