"""An alarm is told once, ends by itself, and an operator can take a thing as it is."""

from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from litigation.errors import DomainError
from litigation.ledger.models import LedgerEvent
from litigation.watch import actions, queries
from litigation.watch.actions import Finding, accept, found, well
from litigation.watch.models import Alarm

pytestmark = pytest.mark.django_db
MISSING = Finding("file a", "file.missing", "evidence/ab/c.hv", claim="claim-1", case="case-1")


def verbs():
    return list(LedgerEvent.objects.order_by("seq").values_list("verb", "claim_id", "data__code"))


def test_alarm_is_raised_once_and_seen_again():
    assert [found(findings=[MISSING]), found(findings=[MISSING]), found(findings=[])] == [1, 0, 0]
    alarm = Alarm.objects.get()
    assert alarm.last_at > alarm.found_at
    assert (verbs(), queries.counted()) == ([("alarm.raised", "claim-1", "file.missing")], {"file.missing": 1})


def test_other_damage_to_the_same_thing_is_new_even_where_the_first_was_accepted():
    found(findings=[MISSING])
    accept(key="file a", why="Lost in the fire.")
    assert found(findings=[MISSING]) == 0
    assert (queries.counted(), found(findings=[Finding("file a", "file.changed")])) == ({}, 1)
    assert queries.counted() == {"file.changed": 1}
    assert Alarm.objects.get().why == ""


def test_what_is_well_again_is_settled_and_may_come_back():
    found(findings=[MISSING])
    assert [well(keys=["file a", "file b"]), well(keys=["file a"])] == [1, 0]
    assert (queries.counted(), found(findings=[MISSING]), queries.counted()) == ({}, 1, {"file.missing": 1})
    assert [verb for verb, *_ in verbs()] == ["alarm.raised", "alarm.settled", "alarm.raised"]


def test_many_keys_are_asked_in_batches(monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(actions, "BATCH", 10)
    found(findings=[Finding(f"file {number}", "file.missing") for number in range(0, 25, 12)])
    assert well(keys=[f"file {number}" for number in range(25)]) == 3


def test_accepting_needs_a_reason_and_an_open_alarm():
    found(findings=[MISSING])
    with pytest.raises(DomainError, match="Say why"):
        accept(key="file a", why=" ")
    accept(key="file a", why="Lost in the fire.")
    with pytest.raises(DomainError, match="no open alarm"):
        accept(key="file a", why="Lost in the fire.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Alarm.objects.update(why="")
    assert verbs()[-1] == ("alarm.accepted", "", "file.missing")


def test_one_mail_for_what_is_new_and_none_for_nothing(settings):
    settings.ADMINS = [("Operator", "operator@example.org")]
    actions.tell(new=0, about="Kept files", run="alarms")
    actions.tell(new=3, about="Kept files", run="alarms")
    assert [message.body for message in mail.outbox] == ["New alarms: 3. Run: manage.py alarms"]


def test_command_lists_accepts_and_ends_with_one_while_there_are_any():
    found(findings=[MISSING])
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("alarms", stdout=out)
    assert out.getvalue().strip().endswith("file.missing  file a  evidence/ab/c.hv")
    with pytest.raises(CommandError, match="Say why"):
        call_command("alarms", "--accept", "file a", stdout=out)
    call_command("alarms", "--accept", "file a", "--why", "Lost in the fire.", stdout=out)
    out = StringIO()
    call_command("alarms", stdout=out)
    assert out.getvalue() == "There is no alarm.\n"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_find_the_same_at_once_raise_it_once():
    from tests.litigation.jobs.test_races import in_threads

    new = []
    assert in_threads(6, lambda n: new.append(found(findings=[MISSING]))) == []
    assert (sorted(new), Alarm.objects.count()) == ([0, 0, 0, 0, 0, 1], 1)
    assert in_threads(6, lambda n: new.append(well(keys=["file a"]))) == []
    assert [verb for verb, *_ in verbs()].count("alarm.settled") == 1
