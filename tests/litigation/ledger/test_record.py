import datetime
import hashlib
import json
import uuid
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError
from structlog.contextvars import bound_contextvars

from litigation.accounts.models import User
from litigation.ledger import queries
from litigation.ledger.actions import record, through
from litigation.ledger.chain import HASHED, canonical, event_hash
from litigation.ledger.models import GENESIS, LedgerEvent, LedgerHead

pytestmark = pytest.mark.django_db


def test_record_writes_every_column_and_moves_the_head():
    user = User.objects.create(email="minji@example.org")
    request = SimpleNamespace(path="/staff/claims/", membership=SimpleNamespace(role="attorney"))
    claim, case = uuid.uuid4(), uuid.uuid4()

    with bound_contextvars(request_id="req-1"):
        event = record("claim.read", actor=user, subject=user, case=case, claim=claim, data={"n": 1}, request=request)

    stored = LedgerEvent.objects.get()
    assert {name: getattr(stored, name) for name in HASHED} == {
        "seq": 1,
        "at": event.at,
        "verb": "claim.read",
        "actor_id": str(user.pk),
        "actor_role": "attorney",
        "subject_type": "litigation.user",
        "subject_id": str(user.pk),
        "case_id": str(case),
        "claim_id": str(claim),
        "data": {"n": 1},
        "source": "web",
        "request_id": "req-1",
        "prev_hash": GENESIS,
    }
    assert (stored.hash, LedgerHead.objects.get().seq, LedgerHead.objects.get().hash) == (event.hash, 1, event.hash)


def test_record_numbers_without_a_gap_after_an_undone_act():
    record("a.done", actor=None)
    with pytest.raises(RuntimeError), transaction.atomic():
        record("b.done", actor=None)
        raise RuntimeError
    record("c.done", actor=None)
    assert list(LedgerEvent.objects.values_list("seq", "verb")) == [(1, "a.done"), (2, "c.done")]


@pytest.mark.django_db(transaction=True)
def test_record_outside_a_transaction_is_refused():
    with pytest.raises(TransactionManagementError):
        record("a.done", actor=None)
    assert not LedgerEvent.objects.exists()


@pytest.mark.parametrize("data", [{"share": 0.5}, {"deep": [{"share": 1e9}]}, {"text": "a\0b"}, {"nan": float("nan")}])
def test_record_refuses_data_that_two_databases_would_not_give_back_alike(data):
    with pytest.raises((TypeError, ValueError)):
        record("a.done", actor=None, data=data)
    assert not LedgerEvent.objects.exists()


def test_record_keeps_dates_and_ids_in_data_as_text():
    which = uuid.uuid4()
    event = record("a.done", actor=None, data={"day": datetime.date(2026, 11, 23), "which": which})
    event.refresh_from_db()
    assert event.data == {"day": "2026-11-23", "which": str(which)}


@pytest.mark.parametrize(("path", "door"), [("/api/v1/claims/", "api"), ("/ko/my/", "web")])
def test_source_of_a_request_is_its_door(path, door):
    assert record("a.done", actor=None, request=SimpleNamespace(path=path)).source == door


def test_source_without_a_request_is_the_command_or_what_was_said():
    with through("job"):
        inside = record("a.done", actor=None)
    assert (inside.source, record("b.done", actor=None).source) == ("job", "command")


def test_hash_can_be_computed_by_anyone_from_the_columns():
    event = record("a.done", actor=None, data={"b": 1, "a": "증거"})
    event.refresh_from_db()
    values = {name: getattr(event, name) for name in HASHED}
    text = canonical(values)
    assert hashlib.sha256(text).hexdigest() == event_hash(values) == event.hash
    assert list(json.loads(text)) == sorted(HASHED)
    assert '"data":{"a":"증거","b":1}'.encode() in text


def test_about_claim_gives_only_that_claim_newest_first():
    for claim in ("one", "two", "one"):
        record("claim.read", actor=None, case="case", claim=claim)
    assert [event.seq for event in queries.about_claim("one")] == [3, 1]


def test_for_case_narrows_by_verb_room_actor_and_time():
    user = User.objects.create(email="minji@example.org")
    record("claim.read", actor=user, case="case")
    accepted = record("claim.accepted", actor=user, case="case", claim="one")
    record("round.frozen", actor=None, case="case")
    record("claim.read", actor=user, case="other")
    seqs = lambda **asked: [event.seq for event in queries.for_case("case", **asked)]  # noqa: E731
    assert seqs() == [3, 2, 1]
    assert seqs(verb="claim.") == [2, 1]
    assert seqs(verb="claim.accepted") == [2]
    assert seqs(actor_id=user.pk, until=accepted.at) == [1]
    assert seqs(since=accepted.at, claim_id="one") == [2]
