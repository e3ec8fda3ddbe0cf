import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from litigation.ledger.models import LedgerEvent


def run(command, *arguments):
    """(exit status, what it printed)"""
    out = StringIO()
    try:
        call_command(command, *arguments, stdout=out)
    except SystemExit as end:
        return end.code, out.getvalue().strip()
    return 0, out.getvalue().strip()


def test_verify_ledger_says_that_it_holds(guarded):
    assert run("verify_ledger") == (0, f"The ledger holds: 0 events, head {'0' * 64}.")


def test_verify_ledger_names_the_first_bad_row_and_ends_with_one(chain):
    LedgerEvent.objects.filter(seq=3).update(verb="claim.forged")
    status, text = run("verify_ledger")
    assert status == 1
    assert "First bad event: 3." in text


def test_verify_ledger_says_that_triggers_are_missing(unguarded):
    status, text = run("verify_ledger")
    assert status == 1
    assert "ledger_event_no_update" in text


def test_verify_ledger_as_json(chain):
    status, text = run("verify_ledger", "--json")
    found = json.loads(text)
    assert status == 1  # the triggers are missing
    assert (found["ok"], found["count"], found["head_hash"]) == (True, 6, chain[-1].hash)


def test_anchor_ledger_prints_and_keeps_the_head(chain, tmp_path):
    file = tmp_path / "anchors"
    status, text = run("anchor_ledger", "--out", str(file))
    assert (status, file.read_text()) == (0, text + "\n")
    assert json.loads(text).items() >= {"seq": 6, "hash": chain[-1].hash}.items()
    LedgerEvent.objects.filter(seq__gt=4).delete()
    assert "First bad event: 5." in run("verify_ledger", "--anchor", str(file))[1]


@pytest.mark.django_db
def test_verify_ledger_without_the_anchor_file_says_so(tmp_path):
    with pytest.raises(CommandError, match="anchors cannot be read"):
        run("verify_ledger", "--anchor", str(tmp_path / "gone"))
