"""Nobody reading the ledger meets a verb of the code: every one has its words."""

import re
from pathlib import Path

from django.apps import apps

from litigation.ledger import words

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("litigation", "claimants", "documents")


def verbs_in_code():
    files = [file for app in ROOMS for file in (ROOT / app).rglob("*.py")]
    return {verb for file in files for verb in re.findall(r"\brecord\(\s*\"([a-z_.]+)\"", file.read_text())}


def verbs_of_moves():
    return {verb for model in apps.get_models() for verb in getattr(model, "TRANSITIONS", {}).values()}


def test_every_verb_has_its_words():
    found = verbs_in_code() | verbs_of_moves()
    assert {"claim.submitted", "note.added", "round.frozen"} <= found
    assert sorted(found - {verb for verb, _sentence in words.verbs()}) == []
