"""A frozen roster stands in the database itself: no UPDATE, no DELETE, whoever asks."""

import pytest
from django.db import DatabaseError, connection, transaction

from documents.rounds import actions
from documents.rounds.models import RosterEntry
from documents.rounds.triggers import ROSTER
from tests.documents import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    case = people.make_case()
    people.make_accepted(case, 2)
    lead = people.make_member(case, "case_lead").user
    frozen = people.freeze(actions.open_round(case=case, actor=lead), lead)
    return frozen.roster.first()


@pytest.mark.parametrize("values", [{"number": 7}, {"sha256": "0" * 64}, {"created_at": None}, {"claim": None}])
def test_entry_is_not_updated(entry, values):
    with pytest.raises(DatabaseError), transaction.atomic():
        RosterEntry.objects.filter(pk=entry.pk).update(**values)
    assert RosterEntry.objects.filter(pk=entry.pk, number=1, sha256=entry.sha256).exists()


def test_entry_is_not_deleted(entry):
    with pytest.raises(DatabaseError), transaction.atomic():
        RosterEntry.objects.filter(pk=entry.pk).delete()
    assert RosterEntry.objects.count() == 2


def test_snapshot_is_not_rewritten_with_the_same_key(entry):
    entry.snapshot = {**entry.snapshot, "number": 99}
    with pytest.raises(DatabaseError), transaction.atomic():
        entry.save()
    assert RosterEntry.objects.get(pk=entry.pk).snapshot["number"] == 1


def test_snapshot_may_be_sealed_with_a_newer_key(entry, settings):
    settings.VAULT_KEYS = ["k2:" + "YW5vdGhlciBrZXkgZm9yIHRoZSB2YXVsdCwgMzIgYnk=", *settings.VAULT_KEYS]
    before = entry.snapshot
    entry.save(update_fields=["snapshot"])
    assert RosterEntry.objects.get(pk=entry.pk).snapshot == before


def test_missing_triggers_are_named(entry):
    assert ROSTER.missing(connection) == []
    ROSTER.drop(connection)
    assert ROSTER.missing(connection)[:2] == ["roster_no_update", "roster_no_delete"]
