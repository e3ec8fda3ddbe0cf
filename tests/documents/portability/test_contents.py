"""A copy holds everything that is kept of a claim, under names and keys that stay."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import ForeignKey
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claimants.claims.models import Claim
from claimants.evidence.models import Evidence
from claimants.people.models import Claimant
from documents.portability.contents import facts, members
from documents.portability.models import DataCopy
from documents.portability.rules import path
from documents.rounds.models import LeftOut, RosterEntry, Round
from tests.claimants.leaving.test_erasure import whole
from tests.documents.people import make_evidence
from tests.factories import make_case, make_claim, make_member

pytestmark = pytest.mark.django_db
MADE_AT = datetime(2026, 11, 30, 1, 2, 3, tzinfo=UTC)
NOT_READ = {
    "documents_paperfile": "a paper of the court; what it prints of this plaintiff stands in the roster",
    "documents_spotcheck": "that the team compared a paper by eye",
}


def tables():
    """Those whose rows belong to a claim, to its person or to a plaintiff, the copy itself aside."""
    for model in apps.get_models():
        to = {field.related_model for field in model._meta.get_fields() if isinstance(field, ForeignKey)}
        if model not in (Claim, DataCopy) and to & {Claim, Claimant, RosterEntry}:
            yield model._meta.db_table


def frozen(claim):
    """The claim in one round and left out of another, as rows."""
    lead = make_member(claim.case, "case_lead").user
    rounds = [Round.objects.create(case=claim.case, number=n, amount_won=1, prepared_by=lead) for n in (7, 8)]
    RosterEntry.objects.create(round=rounds[0], number=1, claim=claim, snapshot={"hangul": "흐엉"}, sha256="0" * 64)
    LeftOut.objects.create(round=rounds[1], claim=claim, code="limit")


def test_every_table_that_speaks_of_a_claim_is_read_for_the_copy():
    claim = whole()
    frozen(claim)
    with CaptureQueriesContext(connection) as read:
        facts(claim, made_at=MADE_AT)
    asked = " ".join(each["sql"] for each in read)
    assert sorted(table for table in tables() if f'"{table}"' not in asked) == sorted(NOT_READ)


def test_every_part_says_something_of_whom_every_room_keeps_something():
    claim = whole()
    frozen(claim)
    claim.bulletins.get().bulletin.__class__.objects.update(
        status="sent", leaves_at=timezone.now(), sent_by=claim.reviewer
    )
    told = facts(claim, made_at=MADE_AT)
    assert [key for key, part in told.items() if not part] == []
    assert (told["format"], told["made_at"]) == ("hamkke-data/1", "2026-11-30T01:02:03Z")
    assert json.loads(json.dumps(told)) == told


def test_keys_are_those_that_are_written_down():
    written = Path(settings.BASE_DIR, "docs/data-copy.md").read_text().partition("## data.json")[2]
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", written, re.MULTILINE)
    keys = re.findall(r"`(\w+)`", " ".join(rows))
    assert keys == list(facts(make_claim(case=make_case()), made_at=MADE_AT))


def test_person_gets_back_what_they_wrote_and_nothing_of_others():
    case = make_case()
    claim, other = (make_claim(case=case, status="submitted") for _ in range(2))
    told = facts(claim, made_at=MADE_AT)
    person = Claimant.objects.get(pk=claim.claimant_id)
    kept = (person.passport_number, person.phone, person.address, person.own_name)
    assert tuple(told["person"][key] for key in ("passport_number", "phone", "address", "own_name")) == kept
    whole_text = json.dumps(told, ensure_ascii=False)
    strange = Claimant.objects.get(pk=other.claimant_id)
    foreign = (other.reference, str(other.pk), strange.passport_number, strange.account.email)
    assert [word for word in foreign if word in whole_text] == []


def test_history_names_nobody_of_the_team():
    claim = make_claim(case=make_case(), status="in_review")
    told = facts(claim, made_at=MADE_AT)["history"]
    assert {each["by"] for each in told} == {"you", "team"}
    assert claim.reviewer.display_name not in json.dumps(told)


def test_files_are_named_by_their_order_and_lie_where_the_facts_say():
    claim = make_claim(case=make_case(), status="submitted")
    first, second = make_evidence(claim, seed=1), make_evidence(claim, seed=2)
    Evidence.objects.filter(pk=second.pk).update(copy_name="copies/aa/b.hv", copy_sha256="0" * 64, body={})
    names = [each.path for each in members(claim)]
    assert names == ["files/01 pass.png", "files/02 pass.png", "as given to the court/02 pass.pdf"]
    assert names == [each.path for each in members(claim)]
    files = facts(claim, made_at=MADE_AT, left_out=[f"file:{first.pk}"])["files"]
    assert [(each["path"], each["court_path"]) for each in files] == [("", ""), (names[1], names[2])]


def test_unsafe_file_is_told_of_and_not_given():
    claim = make_claim(case=make_case(), status="submitted")
    make_evidence(claim, scan="infected")
    assert members(claim) == []
    assert [each["scan"] for each in facts(claim, made_at=MADE_AT)["files"]] == ["infected"]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("ve\u0301.jpg", "files/03 v\u00e9.jpg"),
        ("a/b\\c:d*e?.PDF", "files/03 a_b_c_d_e_.pdf"),
        ("CON.txt", "files/03 CON.txt"),
        ("..\u202egnp.exe", "files/03 gnp.exe"),
        ("x" * 300 + ".png", "files/03 " + "x" * 60 + ".png"),
        ("name. ", "files/03 name"),
        ("탑승권.heic", "files/03 탑승권.heic"),
        ("...", "files/03 document"),
    ],
)
def test_name_is_taken_by_windows_and_phones(name, wanted):
    assert path("files", 3, name) == wanted
