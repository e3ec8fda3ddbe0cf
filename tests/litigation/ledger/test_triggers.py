import pytest
from django.db import DatabaseError, connection, transaction

from litigation import append_only
from litigation.ledger import triggers
from litigation.ledger.actions import record, record_all
from litigation.ledger.models import LedgerEvent, LedgerHead
from tests.conftest import GUARDS

ON_EVENTS = " ON litigation_ledgerevent" if connection.vendor == "postgresql" else ""
BOTH = pytest.mark.parametrize("database", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
HARMLESS = {
    "sqlite": "CREATE TRIGGER ledger_event_no_update BEFORE UPDATE ON litigation_ledgerevent  BEGIN SELECT 1; END",
    "postgresql": "CREATE TRIGGER ledger_event_no_update BEFORE UPDATE ON litigation_ledgerevent FOR EACH ROW "
    "WHEN (NEW.seq < 0) EXECUTE FUNCTION ledger_event_refuses()",
}


@pytest.fixture
def event(guarded):
    return record("claim.told", actor=None)


def refused(act):
    with pytest.raises(DatabaseError, match=r"append-only|moves forward only"), transaction.atomic():
        act()


def test_trigger_refuses_to_update_an_event(event):
    refused(lambda: LedgerEvent.objects.update(verb="claim.forged"))
    assert LedgerEvent.objects.get().verb == "claim.told"


def test_trigger_refuses_to_delete_an_event(event):
    refused(lambda: LedgerEvent.objects.all().delete())
    assert LedgerEvent.objects.count() == 1


def test_trigger_refuses_to_delete_the_head_or_set_it_back(event):
    refused(lambda: LedgerHead.objects.all().delete())
    refused(lambda: LedgerHead.objects.update(seq=0))
    refused(lambda: LedgerHead.objects.update(hash="f" * 64))
    assert LedgerHead.objects.get().seq == 1


@pytest.mark.parametrize(
    "statement",
    [
        "REPLACE INTO litigation_ledgerhead (id, seq, hash) VALUES (1, 0, '')",
        "REPLACE INTO litigation_ledgerevent SELECT * FROM litigation_ledgerevent",
        "UPDATE OR REPLACE litigation_ledgerhead SET seq = 0",
    ],
)
def test_trigger_refuses_to_replace(event, statement):
    """SQLite deletes for REPLACE without asking the triggers of DELETE."""
    refused(lambda: connection.cursor().execute(statement))
    assert (LedgerHead.objects.get().seq, LedgerEvent.objects.get().hash) == (1, event.hash)


def test_trigger_refuses_a_head_ahead_of_the_events_or_with_another_hash(event):
    refused(lambda: LedgerHead.objects.update(seq=2))
    LedgerEvent(**_like(event, seq=2)).save(force_insert=True)
    refused(lambda: LedgerHead.objects.update(seq=2, hash="f" * 64))
    LedgerEvent(**_like(event, seq=4)).save(force_insert=True)
    refused(lambda: LedgerHead.objects.update(seq=4, hash=f"{4:064}"))  # the third is not there
    assert LedgerHead.objects.get().seq == 1


def _like(event, seq):
    kept = {field.name: getattr(event, field.name) for field in event._meta.concrete_fields}
    return kept | {"seq": seq, "hash": f"{seq:064}"}


def test_triggers_let_the_chain_grow_by_one_and_by_many(event):
    assert record("claim.told", actor=None).seq == 2
    more = record_all("claim.told", [{"data": {"step": step}} for step in range(3)], actor=None)
    assert [each.seq for each in more] == [3, 4, 5]
    assert LedgerHead.objects.get().hash == more[-1].hash


def missing():
    return [name for guard in triggers.GUARDS for name in guard.missing(connection)]


def test_create_can_run_twice_and_drop_takes_all_away(guarded):
    [guard.create(connection) for guard in triggers.GUARDS]
    assert missing() == []
    [guard.drop(connection) for guard in triggers.GUARDS]
    wanted = [name for guard in triggers.GUARDS for name in guard.triggers(connection.vendor)]
    assert missing() == wanted
    assert {
        "ledger_event_no_update",
        "ledger_event_no_delete",
        "ledger_head_no_delete",
        "ledger_head_one_forward",
    } < set(wanted)


@BOTH
def test_triggers_are_known_by_their_bodies_not_by_their_names(guarded, database):
    """One that stands under the right name and lets everything through is found, and nothing of the search stays."""
    before = append_only.in_force(connection)
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER ledger_event_no_update" + ON_EVENTS)
        cursor.execute(HARMLESS[connection.vendor])
    assert missing() == ["ledger_event_no_update"]
    assert append_only.missing(connection) == ["ledger_event_no_update"]
    triggers.EVENTS.create(connection)
    assert (missing(), append_only.in_force(connection)) == ([], before)


@pytest.mark.postgres
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE OR REPLACE FUNCTION ledger_event_refuses() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
        "ALTER TABLE litigation_ledgerevent DISABLE TRIGGER USER",
        "ALTER TABLE litigation_ledgerevent ENABLE REPLICA TRIGGER ledger_event_no_update",
    ],
    ids=["the function says nothing", "switched off", "for replicas alone"],
)
def test_triggers_that_stand_and_do_nothing_are_found(guarded, statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert "ledger_event_no_update" in missing()


@BOTH
def test_every_guard_of_every_room_is_looked_at(db, database):
    assert {guard.table for guard in append_only.every()} == {guard.table for guard in GUARDS}
    GUARDS[-1].drop(connection)
    assert append_only.missing(connection) == list(GUARDS[-1].triggers(connection.vendor))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_trigger_refuses_to_truncate_events_and_head(guarded):
    with transaction.atomic():
        record("claim.told", actor=None)

    def truncate(table):
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {table}")

    refused(lambda: truncate("litigation_ledgerevent"))
    refused(lambda: truncate("litigation_ledgerhead"))
    assert (LedgerEvent.objects.count(), LedgerHead.objects.get().seq) == (1, 1)
