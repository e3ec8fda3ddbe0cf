"""The ledger is noted each hour and proved each night; who cuts it, rewrites it or the notes is found without being asked."""

import json
from io import StringIO

import pytest
import structlog
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from litigation.errors import DomainError
from litigation.ledger import anchors, triggers
from litigation.ledger.actions import record
from litigation.ledger.models import LedgerEvent, LedgerHead
from litigation.watch import actions_ledger, queries, start, tasks
from litigation.watch.actions_ledger import accept_as_it_is, verify_all

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def path(settings, tmp_path):
    """The file of anchors; nothing is there yet."""
    settings.ADMINS = [("Operator", "operator@example.org")]
    settings.LEDGER_ANCHORS = tmp_path / "notes" / "ledger.anchors"
    return settings.LEDGER_ANCHORS


@pytest.fixture
def chain():
    """Six events."""
    return [add() for _ in range(6)]


def add():
    with transaction.atomic():
        return record("claim.told", actor=None)


def cut(ends):
    """What an intruder does who owns the database, or a backup that is older."""
    [guard.drop(connection) for guard in triggers.GUARDS]
    LedgerEvent.objects.filter(seq__gt=ends).delete()
    LedgerHead.objects.update(seq=ends, hash=LedgerEvent.objects.get(seq=ends).hash)
    [guard.create(connection) for guard in triggers.GUARDS]


def codes():
    return sorted(queries.open_alarms().values_list("key", "code"))


def test_each_hour_the_head_goes_into_a_file_and_into_the_log(chain, path):
    with structlog.testing.capture_logs() as lines:
        tasks.anchor()
        add()
        tasks.anchor()
    events = LedgerEvent.objects.filter(seq__in=[6, 7]).values_list("seq", "hash")
    assert [(row["seq"], row["hash"]) for row in map(json.loads, path.read_text().splitlines())] == list(events)
    assert [(each["event"], each["seq"], each["hash"]) for each in lines] == [
        ("ledger.anchored", seq, hash_) for seq, hash_ in events
    ]


def test_nothing_is_wrong_with_an_empty_ledger_or_without_a_file(path):
    assert (start.refusal(), path.exists()) == ("", False)
    tasks.anchor()
    add()
    assert (start.refusal(), verify_all(), mail.outbox) == ("", 0, [])


def test_cut_tail_refuses_the_start_until_the_chain_is_whole_again(chain, path):
    tasks.anchor()
    add()
    assert start.refusal() == ""
    cut(4)
    at = anchors.last(path)["at"]
    assert start.refusal() == (
        f"The record of acts ends at event 4 and reached 6 at {at} (noted in {path}): its tail was cut off, or an older "
        "backup of the database was put back. Put the right database back. If this one is meant, say so: "
        "manage.py anchor_ledger --accept 'why'. That stands in the record from then on."
    )
    with pytest.raises(SystemExit, match="its tail was cut off"):
        start.refuse()


def test_tail_that_grew_again_after_the_cut_is_no_less_a_cut(chain, path):
    tasks.anchor()
    cut(4)
    [add() for _ in range(5)]
    assert start.refusal().startswith("Event 6 of the record of acts has another hash than was noted at ")


def test_cut_chain_is_not_noted_which_would_make_it_right_but_told(chain, path):
    tasks.anchor()
    cut(4)
    before = path.read_bytes()
    tasks.anchor()
    tasks.anchor()
    assert path.read_bytes() == before
    assert codes() == [("ledger", "ledger.broken")]
    assert [message.to for message in mail.outbox] == [["operator@example.org"]]


def test_each_night_the_whole_chain_is_proved_against_all_anchors(chain, path):
    tasks.anchor()
    assert verify_all() == 0
    told = LedgerEvent.objects.get(verb="ledger.verified")
    assert told.data == {"events": 6, "anchors": 1, "problems": 0}
    assert (mail.outbox, codes()) == ([], [])


def rewrite():
    """Everything anew, with right hashes from the second event on."""
    cut(1)
    [add() for _ in range(9)]


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        (lambda path: cut(4), ("ledger", "ledger.broken")),
        (lambda path: rewrite(), ("ledger", "ledger.broken")),
        (lambda path: triggers.EVENTS.drop(connection), ("triggers", "ledger.triggers")),
        (lambda path: path.write_text("no anchor\n" * 3), ("anchors", "ledger.anchors")),
        (lambda path: path.unlink(), ("anchors", "ledger.anchors")),
        (lambda path: path.write_text(path.read_text().splitlines()[0] + "\n"), ("anchors", "ledger.anchors")),
    ],
    ids=["cut", "rewritten", "without triggers", "anchors bent", "anchors gone", "fewer anchors"],
)
def test_what_the_night_finds_is_an_alarm_an_event_and_one_mail(chain, path, damage, found):
    tasks.anchor()
    tasks.anchor()
    verify_all()
    damage(path)
    assert (verify_all(), codes()) == (1, [found])
    assert LedgerEvent.objects.filter(verb="alarm.raised").count() == 1
    assert [message.subject for message in mail.outbox] == ["[Django] The record of acts: not as it was"]
    verify_all()
    assert (len(mail.outbox), LedgerEvent.objects.filter(verb="alarm.raised").count()) == (1, 1)


def test_alarm_is_settled_by_the_first_night_that_finds_it_well(chain):
    triggers.EVENTS.drop(connection)
    verify_all()
    triggers.EVENTS.create(connection)
    assert (verify_all(), codes()) == (0, [])
    assert LedgerEvent.objects.filter(verb="alarm.settled").count() == 1


def test_operator_accepts_an_older_backup_with_a_reason_that_stays(chain, path):
    for _ in range(3):
        tasks.anchor()
        add()
    cut(7)
    verify_all()
    assert accept_as_it_is(why=" The backup of yesterday was put back. ") == 9
    assert start.refusal() == ""
    assert json.loads(path.read_text().splitlines()[-1])["accepted"] == "The backup of yesterday was put back."
    told = LedgerEvent.objects.get(verb="ledger.accepted").data
    assert told["noted"] == 8
    assert (verify_all(), codes()) == (0, [])
    assert [seq for seq, _hash in anchors.read(path)][:2] == [6, 7], "what fits is still asked"
    tasks.anchor()
    cut(6)
    assert "its tail was cut off" in start.refusal()


def test_accepting_refuses_what_fits_and_a_missing_reason(chain):
    tasks.anchor()
    with pytest.raises(DomainError, match="nothing to accept"):
        accept_as_it_is(why="To be sure.")
    cut(4)
    with pytest.raises(DomainError, match="Say why"):
        accept_as_it_is(why=" ")


def test_commands_accept_and_compare_with_the_usual_file(chain, path):
    tasks.anchor()
    cut(4)
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("verify_ledger", stdout=out)
    assert "First bad event: 5." in out.getvalue()
    with pytest.raises(CommandError, match="Say why"):
        call_command("anchor_ledger", "--accept", "", stdout=out)
    call_command("anchor_ledger", "--accept", "Meant.", stdout=out)
    call_command("verify_ledger", stdout=out)
    assert "The ledger holds: 5 events" in out.getvalue()


def test_half_a_line_of_a_power_cut_is_taken_off_and_hides_nothing(chain, path):
    tasks.anchor()
    with path.open("a") as file:
        file.write('{"at": "2026-11-29T0')
    assert (anchors.read(path), anchors.last(path)["seq"]) == ([(6, chain[-1].hash)], 6)
    assert start.refusal() == ""
    tasks.anchor()
    assert [json.loads(each)["seq"] for each in path.read_text().splitlines()] == [6, 6]
    cut(4)
    with path.open("a") as file:
        file.write('{"at"')
    assert "its tail was cut off" in start.refusal()


def test_file_that_holds_something_else_refuses_the_start(chain, path):
    tasks.anchor()
    path.write_text("hello\n")
    assert start.refusal().startswith(f"The last line of {path} is no anchor. Find out what was done to the file.")
    path.write_text("hello")
    assert start.refusal().startswith(f"The last line of {path} is no anchor.")


def test_start_leaves_a_database_without_tables_to_others(monkeypatch, path):
    from django.db import DatabaseError

    def away(_path):
        raise DatabaseError

    monkeypatch.setattr(start.anchors, "astray", away)
    assert start.refusal() == ""


def test_bells_reach_their_verbs(monkeypatch):
    rung = []
    monkeypatch.setattr(actions_ledger, "verify_all", lambda: rung.append("ledger"))
    monkeypatch.setattr(tasks.actions_files, "read_again", lambda: rung.append("files"))
    tasks.verify_ledger()
    tasks.read_files()
    assert rung == ["ledger", "files"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_anchors_noted_while_everybody_writes_are_never_ahead_of_the_chain(path):
    from tests.litigation.jobs.test_races import in_threads

    def write(n):
        for _ in range(15):
            actions_ledger.anchor() if n % 2 else add()

    assert in_threads(6, write) == []
    assert len(path.read_text().splitlines()) == 45
    assert (verify_all(), start.refusal()) == (0, "")
