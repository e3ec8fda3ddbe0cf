"""What is history of a roster stands in the database itself: no UPDATE, no DELETE, whoever asks, on SQLite and PostgreSQL."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import UUIDField
from django.utils import timezone

from documents.access.actions import enter_answer, mark_received
from documents.access.models import AccessAnswer
from documents.changes import actions
from documents.changes.models import AppealAnswer, AppealClosing, AskedChange, RosterChange
from documents.papers.models import Filing, PaperFile
from documents.proceedings.actions import enter, file_round
from documents.rounds import actions as rounds
from documents.rounds.models import LeftOut, RosterEntry
from tests.conftest import GUARDS
from tests.documents import people

KEPT = {
    RosterChange: [
        {"version": 9},
        {"reason": "Other."},
        {"sha256": "0" * 64},
        {"paper": "brief"},
        {"made_at": timezone.now()},
    ],
    AskedChange: [{"number": 9}, {"kind": "correct"}, {"reason": "Other."}, {"asked_at": timezone.now()}],
    LeftOut: [{"code": "scope"}],
    AppealAnswer: [{"appeals": False}, {"source": "Other."}],
    AppealClosing: [{"appeals": 9}],
    AccessAnswer: [{"outcome": "granted"}, {"reason": "Other."}],
}


@pytest.fixture
def lead(db):
    return people.make_member(people.make_case(), "case_lead").user


@pytest.fixture
def history(lead):
    """One row in each table that is kept."""
    case, today = lead.memberships.get().case, timezone.localdate()
    people.make_accepted(case, 3)
    opened = rounds.open_round(case=case, actor=lead)
    rounds.change_round(round=opened, size_limit=2, actor=lead)
    round = people.freeze(opened, lead)
    filed = {"court": "서울중앙지방법원", "division": "", "number": "2026가합12345", "filed_on": today}
    suit = file_round(round=round, actor=lead, **filed)
    enter(proceeding=suit, kind="judgment_first", day=today, actor=lead)
    people.in_force(actions.drop(round=round, number=1, reason="Left.", actor=lead), lead)
    actions.say_who_appeals(proceeding=suit, numbers=[2], appeals=True, source="Letters.", actor=lead)
    actions.close_appeal_list(proceeding=suit, actor=lead)
    asked = {"asked": {}, "asked_by": lead, "created_at": timezone.now() - timedelta(days=2)}
    filing = Filing.objects.create(round=round, type="access_request", number=1, **asked)
    stored = {"stored_name": "x", "sha256": "0" * 64, "size": 1, "pages": 1}
    PaperFile.objects.create(filing=filing, entry=round.roster.get(number=2), key="2", path="2.pdf", **stored)
    mark_received(filing=filing, received_on=today, proof="RR 1 KR", actor=lead)
    said = {"outcome": "refused", "answered_on": today, "reason": "x", "appeal": "y"}
    enter_answer(filing=filing, actor=lead, **said)


def refuses(act):
    try:
        with transaction.atomic():
            act()
    except DatabaseError:
        return True
    return False


def let_through():
    """Every change that the database did not refuse."""
    found = []
    for model, changes in KEPT.items():
        assert model.objects.count() == 1, model
        found += [(model, values) for values in changes if not refuses(partial(model.objects.update, **values))]
        delete = partial(connection.cursor().execute, f"DELETE FROM {model._meta.db_table}")
        found += [] if refuses(delete) else [(model, "deleted")]
    return found


def test_database_refuses_to_change_or_delete_history(history):
    assert let_through() == []


@pytest.mark.postgres
def test_postgresql_refuses_it_too_and_to_empty_a_table(history):
    assert let_through() == []
    truncate = [f"TRUNCATE {model._meta.db_table} CASCADE" for model in KEPT]
    assert [each for each in truncate if not refuses(partial(connection.cursor().execute, each))] == []


def replaced():
    """Every table that let a row be replaced: the same row again, or another one in its place (number, version, claim)."""
    found = []
    for model in (*KEPT, RosterEntry):
        columns = [field.column for field in model._meta.concrete_fields]
        another = "hex(randomblob(16))" if isinstance(model._meta.pk, UUIDField) else f"{columns[0]} + 1000"
        others = [columns, [another, *columns[1:]]] if model._meta.total_unique_constraints else [columns]
        table = model._meta.db_table
        for chosen in others:
            statement = f"REPLACE INTO {table} ({', '.join(columns)}) SELECT {', '.join(chosen)} FROM {table} LIMIT 1"
            found += [] if refuses(partial(connection.cursor().execute, statement)) else [statement]
    return found


def test_sqlite_replaces_no_row_of_history(history):
    """REPLACE deletes without asking the triggers of DELETE."""
    assert replaced() == []


def test_rows_are_replaced_where_no_trigger_refuses_it(history):
    with transaction.atomic():
        [guard.drop(connection) for guard in GUARDS]
        found = replaced()
        transaction.set_rollback(True)
    assert len(found) == 12


def test_person_of_a_change_is_not_rewritten_with_the_same_key(history):
    change = RosterChange.objects.get()
    change.person = {"hangul": "다른 이름"}
    assert refuses(change.save)
    assert RosterChange.objects.get().person == {}


def test_what_was_asked_for_moves_on_and_is_not_rewritten(history):
    """Its status moved in `history`: only what was asked for stands still."""
    asked = AskedChange.objects.get()
    assert asked.status == "handed_in"
    asked.person = {"hangul": "다른 이름"}
    assert refuses(asked.save)
    assert AskedChange.objects.get().person == {}


@pytest.mark.parametrize("database", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def test_person_of_a_change_may_be_sealed_with_a_newer_key(history, settings, database):
    settings.VAULT_KEYS = ["k2:" + "YW5vdGhlciBrZXkgZm9yIHRoZSB2YXVsdCwgMzIgYnk=", *settings.VAULT_KEYS]
    change = RosterChange.objects.get()
    change.save(update_fields=["person"])
    assert RosterChange.objects.get().person == change.person


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.name)
def test_triggers_that_are_missing_are_named(db, guard):
    assert guard.missing(connection) == []
    guard.drop(connection)
    assert guard.missing(connection) == list(guard.triggers(connection.vendor))
