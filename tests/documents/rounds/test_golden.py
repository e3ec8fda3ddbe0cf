"""What a freeze and a signature write is kept for ever and hashed: byte for byte what it was before, keys in their order.

The files in golden/ were written before roster and frame had types. Whoever changes what is stored raises its format, keeps
reading these, and adds files of the new format beside them.
"""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

import pytest

from claimants.claims.models import Claim
from claimants.evidence.models import Evidence
from claimants.mandates.models import Mandate
from claimants.mandates.queries import offer
from claimants.mandates.signed import Content
from claimants.people.models import Claimant, Nationality
from claimants.trips.models import Trip
from documents.rounds import snapshot
from documents.rounds.marks import Marks
from documents.rounds.models import Round
from documents.rounds.roster import Entry, Frame
from litigation.accounts.models import User
from litigation.cases.models import CaseText
from litigation.kept import sha256
from tests.documents import people

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).with_name("golden")
AT = datetime(2026, 11, 20, 5, 2, 9, 120_000, tzinfo=UTC)
SHA256 = {
    "adult": "3918639cdc895e2cf32c0310d6d45e5b58508357b91ff38bdfb5ea293c9048ec",
    "child": "9523d0514e1b488c9097c2873903d97ea7c522155a1b5f8f697cb6391540bfee",
    "frame": "60a73aa8d9c0b28e6a88cce790556250d4b1c90a771f528eb73021c8279bca53",
    "frame_of_dated_defendants": "b78f3e8519dab3a76466df6c4b5bde9512895505c169b3f040abb9312992dfdb",
    "offer_adult": "06b3ba882f5b43f47d29a97f5a7d84efdbea753d4b9a6704e1cbbfef97a1338a",
    "offer_child": "9fe8e3e7ad19dc3cbc80d3634fd5c7726f3e75029746002fe63b7534e0db3dba",
}
SIGNED = {  # odd spaces, a key of another version: kept as it is
    "later": {"b": 1, "a": [None, True]},
    "person": {"hangul": "뭉흐바트  바트바야르", "roman": "MONKHBAT"},
}


def uid(number):
    return UUID(int=number)


@pytest.fixture
def case(monkeypatch):
    sums = {"stamp_duty": SimpleNamespace(as_json=lambda: {"result": 5000, "steps": [{"code": "x"}], "sources": []})}
    monkeypatch.setattr(snapshot, "sums", lambda **_facts: sums)
    case = people.make_case()
    CaseText.objects.create(case=case, key="mandate.text", language="en", body=people.MANDATE_EN, sha256="1" * 64)
    return case


@pytest.fixture
def round(case):
    lead = people.make_member(case, "case_lead").user
    return Round.objects.create(id=uid(1), case=case, number=1, amount_won=1_000_000, prepared_by=lead)


def person(number, **values):
    account = User.objects.create(email=f"golden{number}@example.org", language="en")
    return Claimant.objects.create(id=uid(number), account=account, **values)


def claim_of(case, person, number, **values):
    said = {"status": "accepted", "submitted_at": AT, "verdict": "yes", "rule_version": 1, **values}
    claim = Claim.objects.create(id=uid(number), case=case, claimant=person, reference=f"HK-7K4M-{number:04}", **said)
    text = CaseText.objects.get(case=case, key="mandate.text", language="ko")
    claim.signed_mandates = [
        Mandate.objects.create(
            id=uid(number + 1),
            claim=claim,
            text=text,
            language="en",
            method="drawn",
            snapshot=SIGNED,
            content_sha256="b" * 64,
            signed_by=person.account,
            signed_at=AT,
        )
    ]
    claim.kept_evidence = []
    return claim


@pytest.fixture
def adult(case):
    who = person(
        100,
        family_name="MÖNKHBAT",
        given_name="BATBAYAR",
        own_name="Мөнхбат",
        hangul_name="뭉흐바트 바트바야르",
        hangul_confirmed_at=AT,
        birth_date=date(1980, 1, 31),
        passport_number="M00000017",
        country="KR",
        address="경기도 안산시\n 단원구 45 \n\n302호",
        postcode="15388",
    )
    Nationality.objects.create(claimant=who, country="MN", held_until=date(2019, 5, 1))
    Nationality.objects.create(claimant=who, country="KR", held_from=date(2019, 5, 1))
    claim = claim_of(case, who, 110, decided_at=AT)
    trip = Trip.objects.create(
        id=uid(120), claim=claim, date=date(2018, 5, 11), carrier="KE", number="652", nationality="MN", port="ICN"
    )
    Trip.objects.create(
        id=uid(121), claim=claim, date=date(2019, 1, 1), precision="year", direction="departure", nationality="TR"
    )
    file = {"claim": claim, "content_type": "image/png", "scan": "clean", "size": 70_000, "created_at": AT}
    claim.kept_evidence = [
        Evidence.objects.create(id=uid(130), kind="passport_stamp", stored_name="e/1", sha256="1" * 64, **file),
        Evidence.objects.create(
            id=uid(131),
            kind="boarding_pass",
            trip=trip,
            stored_name="e/2",
            sha256="2" * 64,
            copy_name="c/2",
            copy_sha256="3" * 64,
            pictures="ready",
            body={"pieces": [[0, 9]], "width": 3, "height": 2, "components": 3, "packing": "DCTDecode", "turn": 6},
            **file,
        ),
        Evidence.objects.create(id=uid(132), kind="passport", stored_name="e/3", sha256="4" * 64, **file),
    ]
    return claim


@pytest.fixture
def child(case):
    parent = person(199, family_name="IVANOVA", given_name="ANNA", hangul_name="이바노바 안나")
    who = Claimant.objects.create(
        id=uid(200),
        account=parent.account,
        relation="child",
        family_name="SUKARNO",
        one_name=True,
        own_name="SUKARNO",
        birth_date=date(2015, 2, 3),
        country="ID",
        address="1 Long Street\nSome Town",
        address_ko="인도네시아 자카르타 1",
    )
    return claim_of(case, who, 210, decided_at=None, submitted_at=AT)


def assert_golden(name, data):
    """Bytes as they are stored, and the hash that is kept beside them."""
    stored = json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"
    assert stored == (GOLDEN / f"{name}.json").read_bytes()
    assert sha256(data) == SHA256[name]


def test_entry_of_an_adult_is_what_it_was(adult, round):
    marks = Marks()
    marks.give("boarding_pass")
    assert_golden("adult", snapshot.plaintiff(adult, round=round, number=7, marks=marks).to_json())


def test_entry_of_a_child_of_whom_little_is_known_is_what_it_was(child, round):
    assert_golden("child", snapshot.plaintiff(child, round=round, number=8, marks=Marks()).to_json())


def test_frame_is_what_it_was(round):
    assert_golden("frame", snapshot.frame(round, plaintiffs=3).to_json())


def test_frame_of_defendants_that_counsel_dated_is_what_it_was(round):
    said = {"name_ko": "대한민국", "name_en": "Republic of Korea", "representative_ko": "법무부장관"}
    said |= {"service_office_ko": "서울고등검찰청", "service_address_ko": "서울 서초구 반포대로 158"}
    day, by = date(2026, 1, 1), round.prepared_by
    round.case.parties.create(key="state", effective_from=day, entered_by=by, position=1, citation="Made up.", **said)
    assert_golden("frame_of_dated_defendants", snapshot.frame(round, plaintiffs=3).to_json())


def test_what_an_adult_signs_is_what_it_was(adult):
    assert_golden("offer_adult", offer(adult, "en").content.to_json())


def test_what_is_signed_for_a_child_is_what_it_was(child):
    assert_golden("offer_child", offer(child, "ko").content.to_json())


KEPT = [(Entry, "adult"), (Entry, "child"), (Frame, "frame"), (Frame, "frame_of_dated_defendants")]


@pytest.mark.parametrize(("kind", "name"), [*KEPT, (Content, "offer_adult"), (Content, "offer_child")])
def test_what_is_stored_is_read_and_written_again_the_same(kind, name):
    stored = json.loads((GOLDEN / f"{name}.json").read_bytes())
    assert_golden(name, kind.from_json(stored).to_json())


def test_first_frozen_rounds_open():
    """Before 2026-11-26 no passport number, order or sums were kept, before 2026-11-29 only the original of an exhibit."""
    entry = json.loads((GOLDEN / "adult.json").read_bytes())
    frame = json.loads((GOLDEN / "frame.json").read_bytes())
    del entry["person"]["passport_number"], frame["order"], frame["sums"]
    for each in entry["exhibits"]:
        del each["body"]
    opened = Entry.from_json(entry)
    assert (opened.person.passport_number, [each.body for each in opened.exhibits]) == ("", [None, None])
    assert Frame.from_json(frame).sum("stamp_duty") is None


@pytest.mark.parametrize("gone", ["person", "mandate", "trips"])
def test_entry_that_is_not_whole_is_refused_and_not_printed_with_gaps(gone):
    entry = json.loads((GOLDEN / "adult.json").read_bytes())
    del entry[gone]
    with pytest.raises(KeyError):
        Entry.from_json(entry)


def test_key_of_another_version_is_passed_over():
    entry = json.loads((GOLDEN / "adult.json").read_bytes())
    assert Entry.from_json(entry | {"later": 1}) == Entry.from_json(entry)
