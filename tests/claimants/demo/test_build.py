"""A demonstration is real use by made-up people: the same rows, the same ledger, nobody twice."""

import io
from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from PIL import Image

from claimants.claims.models import Claim
from claimants.demo.acting import drawing
from claimants.demo.build import accepted_claims, demo_people, emails_by_part, filing_case
from claimants.demo.people import country_data, person
from claimants.demo.readers import bcbp
from claimants.evidence.models import Evidence
from claimants.intake.queries import facts_of
from claimants.intake.rules import ready_to_send
from claimants.mandates.models import Mandate
from claimants.notices.models import Notice
from claimants.people.models import Claimant
from documents.rounds.actions import open_round
from documents.rounds.queries import gate
from litigation.accounts.models import User
from litigation.cases.queries import case_for
from litigation.errors import DomainError
from litigation.jobs.models import Job
from litigation.ledger.models import LedgerEvent
from litigation.ledger.verify import verify
from litigation.sign_in import demo
from litigation.vault.files import open_file, read_bytes

pytestmark = pytest.mark.django_db
PACK = "airport-face-data"
SPREAD = {"accepted": 6, "submitted": 2, "draft": 1, "in_review": 1, "needs_information": 1, "not_eligible": 1}
WRITING = {  # ISO 15924 codes of how people of a country write their names
    "cn": "Hans", "tw": "Hant", "jp": "Jpan", "kr": "Kore", "th": "Thai", "eg": "Arab", "mn": "Cyrl", "ru": "Cyrl",
    "vn": "Latn", "id": "Latn", "us": "Latn", "ph": "Latn",
}  # fmt: skip


@pytest.fixture
def in_demo(settings):
    settings.DEMO = True


@pytest.fixture
def dozen(in_demo):
    call_command("demo", claimants=12, verbosity=0)
    return case_for(PACK)


def counts():
    return [model.objects.count() for model in (User, Claim, Evidence, Mandate, Notice, Job, LedgerEvent)]


def test_a_dozen_stands_at_every_step_and_the_ledger_proves_it(dozen):
    claims = Claim.objects.filter(case=dozen)
    assert Counter(claims.values_list("status", flat=True)) == SPREAD
    assert all(ready_to_send(facts_of(claim)) for claim in claims.exclude(status="draft"))
    assert verify().ok
    assert not claims.exclude(status="draft").filter(mandates=None).exists()
    assert claims.get(status="needs_information").deficiencies.get().state == "open"
    assert set(claims.values_list("claimant__account__language", flat=True)) == {"en", "ko"}


def test_a_dozen_comes_from_twelve_countries_and_writes_in_eight_scripts(dozen):
    names = Claimant.objects.values_list("nationalities__country", "own_name", "hangul_name")
    codes = {code.lower() for code, _own, _hangul in names}
    assert codes >= set(WRITING)
    assert len({WRITING[code] for code in codes}) == 8
    assert all(own and hangul and country_data(code.lower()) for code, own, hangul in names)


def test_second_run_adds_nothing_and_a_larger_one_only_the_others(dozen):
    before, people = counts(), set(Claim.objects.values_list("pk", "status"))
    call_command("demo", claimants=12, verbosity=0)
    assert counts() == before
    assert demo_people(dozen, 14) == 2
    assert set(Claim.objects.values_list("pk", "status")) > people


def test_page_images_are_left_to_one_job_with_an_item_for_each_file(dozen):
    job = Job.objects.get(kind="evidence.intake")
    assert job.total == job.items.count() == Evidence.objects.count()
    assert set(Evidence.objects.values_list("scan", flat=True)) == {"waiting"}


def test_papers_of_a_person_read_back_from_the_vault(dozen):
    account = User.objects.get(email=emails_by_part(dozen)["accepted"])
    claim = Claim.objects.get(claimant__account=account)
    one = person(int(account.email[6:12]))
    passport, proof = claim.evidence.get(kind="passport"), claim.evidence.exclude(kind="passport").first()
    with open_file(passport.stored_name) as stream, Image.open(stream) as image:
        assert image.size == (1000, 704)
    import zxingcpp

    with Image.open(io.BytesIO(read_bytes(proof.stored_name))) as image:
        (code,) = zxingcpp.read_barcodes(image)
    leg = bcbp.parse(code.text).legs[0]
    assert (leg.carrier, leg.flight, leg.seat) == (one.trips[0].carrier, one.trips[0].number, one.trips[0].seat)
    assert claim.claimant.passport_number == one.passport_number


def test_accepted_claims_are_ready_for_a_round_and_get_no_mail(in_demo):
    case = filing_case(3)
    assert (accepted_claims(case, 3), accepted_claims(case, 3), filing_case(3)) == (3, 0, case)
    lead = case.members.get(role="case_lead").user
    assert gate(open_round(case=case, actor=lead)).ready == 3
    assert set(Notice.objects.values_list("state", flat=True)) == {"read"}
    assert not case.is_open
    assert verify().ok


def test_signature_is_always_the_same_for_the_same_name():
    assert drawing(person(4)) == drawing(person(4)) != drawing(person(5))
    assert all(0 <= y <= 260 for stroke in drawing(person(4))["strokes"] for _x, y, _ms in stroke)


@pytest.mark.parametrize(
    "build", [lambda: filing_case(1), lambda: accepted_claims(None, 1), lambda: demo_people(None, 1)]
)
def test_nobody_is_made_up_outside_a_demonstration(build):
    with pytest.raises(DomainError):
        build()


def test_command_refuses_outside_a_demonstration_in_a_sentence():
    with pytest.raises(CommandError, match="demonstrations only"):
        call_command("demo", claimants=1, verbosity=0)
    assert not Claimant.objects.exists()


def test_sign_ins_name_the_team_and_two_claimants_and_nobody_outside(dozen, settings):
    assert [each.email.partition("@")[0] for each in demo.people()[:4]] == [
        "attorney",
        "coordinator",
        "lead",
        "auditor",
    ]
    statuses = [Claim.objects.get(claimant__account__email=each.email).status for each in demo.people()[4:]]
    assert statuses == ["draft", "accepted"]
    settings.DEMO = False
    assert demo.people() == []
