import tracemalloc

import pytest
from django.db import connection, transaction

from litigation.ledger import anchors
from litigation.ledger.actions import record
from litigation.ledger.chain import HASHED, event_hash
from litigation.ledger.models import GENESIS, LedgerEvent, LedgerHead
from litigation.ledger.verify import Verification, verify

TABLE, HEAD = "litigation_ledgerevent", "litigation_ledgerhead"
EDITS = {
    "at": "2020-01-01 00:00:00+00:00",
    "verb": "claim.forged",
    "actor_id": "somebody",
    "actor_role": "attorney",
    "subject_type": "claims.claim",
    "subject_id": "other",
    "case_id": "other",
    "claim_id": "other",
    "data": '{"step": 9}',
    "source": "web",
    "request_id": "other",
    "prev_hash": "f" * 64,
    "hash": "e" * 64,
}


def sql(statement, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def rewrite(events):
    """Recompute the chain through these events, as somebody who knows the code and owns the database would."""
    before = GENESIS
    for event in events:
        values = {name: getattr(event, name) for name in HASHED} | {"prev_hash": before}
        before = event_hash(values)
        fields = {**values, "hash": before}
        LedgerEvent.objects.filter(seq=event.seq).update(**fields)
    LedgerHead.objects.update(seq=events[-1].seq, hash=before)


@pytest.mark.django_db
def test_verify_of_an_empty_ledger_holds():
    assert verify() == Verification(True, 0, GENESIS)


def test_verify_of_an_untouched_chain_holds(chain):
    assert verify() == Verification(True, 6, chain[-1].hash)
    assert verify(from_seq=4) == Verification(True, 3, chain[-1].hash)
    assert verify(from_seq=99) == Verification(True, 0, chain[-1].hash)


def test_edits_cover_every_column_but_the_number():
    assert set(EDITS) == {field.column for field in LedgerEvent._meta.concrete_fields} - {"seq"}


@pytest.mark.parametrize("seq", [1, 3, 6])
@pytest.mark.parametrize("column", EDITS)
def test_verify_names_the_row_whose_column_was_edited(chain, column, seq):
    sql(f"UPDATE {TABLE} SET {column} = %s WHERE seq = %s", EDITS[column], seq)
    found = verify()
    assert (found.ok, found.first_bad_seq, found.count) == (False, seq, seq - 1)


@pytest.mark.parametrize("seq", [1, 3, 6])
def test_verify_names_the_row_whose_number_was_edited(chain, seq):
    sql(f"UPDATE {TABLE} SET seq = 99 WHERE seq = %s", seq)
    assert verify().first_bad_seq == seq


@pytest.mark.parametrize("seq", [1, 2, 5, 6])
def test_verify_names_the_row_that_was_deleted(chain, seq):
    sql(f"DELETE FROM {TABLE} WHERE seq = %s", seq)
    assert verify().first_bad_seq == seq


def test_verify_names_the_first_of_two_rows_that_were_swapped(chain):
    for old, new in ((2, 99), (4, 2), (99, 4)):
        sql(f"UPDATE {TABLE} SET seq = %s WHERE seq = %s", new, old)
    assert verify().first_bad_seq == 2


def test_verify_names_the_row_that_was_inserted_between(chain):
    for seq in (6, 5, 4):
        sql(f"UPDATE {TABLE} SET seq = %s WHERE seq = %s", seq + 1, seq)
    third = LedgerEvent.objects.get(seq=3)
    values = {name: getattr(third, name) for name in HASHED} | {
        "seq": 4,
        "prev_hash": third.hash,
        "verb": "claim.forged",
    }
    LedgerEvent.objects.create(**values, hash=event_hash(values))
    found = verify()
    assert (found.first_bad_seq, found.count) == (5, 4)


def test_verify_names_a_row_that_was_put_after_the_end(chain):
    last = chain[-1]
    values = {name: getattr(last, name) for name in HASHED} | {"seq": 7, "prev_hash": last.hash}
    LedgerEvent.objects.create(**values, hash=event_hash(values))
    assert verify().first_bad_seq == 7


@pytest.mark.parametrize("cut", range(1, 7))
def test_verify_names_the_first_row_of_a_tail_that_was_cut(chain, cut):
    sql(f"DELETE FROM {TABLE} WHERE seq > %s", 6 - cut)
    found = verify()
    assert (found.ok, found.first_bad_seq, found.count) == (False, 7 - cut, 6 - cut)


def test_verify_names_the_row_whose_edit_was_hashed_anew(chain):
    event = LedgerEvent.objects.get(seq=3)
    values = {name: getattr(event, name) for name in HASHED} | {"verb": "claim.forged"}
    LedgerEvent.objects.filter(seq=3).update(verb="claim.forged", hash=event_hash(values))
    assert verify().first_bad_seq == 4  # the first link that no longer closes


def test_verify_names_the_head_that_was_exchanged(chain):
    sql(f"UPDATE {HEAD} SET hash = %s", "d" * 64)
    assert verify().first_bad_seq == 6


def test_verify_with_an_anchor_finds_a_cut_tail_whose_head_was_set_back(chain, tmp_path):
    anchors.append(tmp_path / "anchors", anchors.current())
    sql(f"DELETE FROM {TABLE} WHERE seq > 4")
    sql(f"UPDATE {HEAD} SET seq = 4, hash = %s", chain[3].hash)
    assert verify().ok, "without an anchor nobody can know"
    assert verify(anchors=anchors.read(tmp_path / "anchors")).first_bad_seq == 5


def test_verify_with_an_anchor_finds_a_chain_that_was_written_anew(chain, tmp_path):
    anchors.append(tmp_path / "anchors", {"seq": 4, "hash": chain[3].hash})
    anchors.append(tmp_path / "anchors", anchors.current())
    events = list(LedgerEvent.objects.all())
    events[2].verb = "claim.forged"
    rewrite(events)
    assert verify().ok, "without an anchor nobody can know"
    found = verify(anchors=anchors.read(tmp_path / "anchors"))
    assert (found.first_bad_seq, found.count) == (4, 3)


def test_verify_with_an_anchor_still_holds_after_more_was_recorded(chain, tmp_path):
    anchors.append(tmp_path / "anchors", anchors.current())
    with transaction.atomic():
        record("claim.told", actor=None)
    assert verify(anchors=anchors.read(tmp_path / "anchors")).count == 7


def test_anchors_that_cannot_be_read_name_the_line(tmp_path):
    (tmp_path / "anchors").write_text('{"seq": 1, "hash": "a"}\nhello\n')
    with pytest.raises(ValueError, match="Line 2"):
        anchors.read(tmp_path / "anchors")


@pytest.mark.django_db
def test_verify_needs_the_same_memory_for_ten_times_the_rows(monkeypatch):
    monkeypatch.setattr("litigation.ledger.verify.BATCH", 50)

    def peak_of(count):
        for _each in range(count):
            record("claim.told", actor=None, claim="claim-1", data={"word": "증거"})
        tracemalloc.start()
        assert verify().ok
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    peak_of(50)  # what Python caches on the way is not counted
    few, many = peak_of(150), peak_of(1800)
    assert many < few * 1.5
