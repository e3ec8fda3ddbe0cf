"""Rounds to packages and jobs through the API, on rows as freezing and making leave them."""

import io
import zipfile

import pytest
from django.db import transaction

from litigation.jobs.models import Job
from litigation.ledger.models import LedgerEvent
from tests.api.conftest import program
from tests.architecture.cast import make_world
from tests.documents import people
from tests.factories import make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    return make_world(make_case(), round_number=1)


def of(world, role, *scopes):
    return program(world.people[role], *scopes, case=world.case)


def test_roster_and_papers_are_listed_without_anybodys_data(world):
    staff = of(world, "coordinator", "round.read", "paper.read", "package.read")
    entry = staff.get("/api/v1/rounds/1/roster/").json()["results"][0]
    assert sorted(entry) == ["created_at", "number", "reference", "sha256"]
    paper = staff.get("/api/v1/rounds/1/papers/").json()["results"][0]
    assert (paper["id"], paper["kind"], paper["plaintiff"]) == (str(world.paper), "complaint", 1)
    package = staff.get(f"/api/v1/packages/{world.package}/").json()
    assert (package["state"], [file["path"] for file in package["contents"]]) == ("ready", ["1/a.pdf"])


def test_download_is_the_file_and_one_event(world):
    with transaction.atomic():
        answer = of(world, "attorney", "package.read").get(f"/api/v1/packages/{world.package}/package.zip")
        inside = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
        assert inside.read("1/a.pdf") == b"%PDF-1.7 a paper"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert LedgerEvent.objects.filter(subject_id=str(world.package)).count() == 1


def test_auditor_reads_rounds_but_no_paper(world):
    auditor = of(world, "auditor", "round.read", "paper.read", "package.read")
    assert auditor.get("/api/v1/rounds/1/roster/").status_code == 200
    assert auditor.get("/api/v1/rounds/1/papers/").status_code == 403
    assert auditor.get(f"/api/v1/packages/{world.package}/").status_code == 403


def test_job_is_paused_and_resumed_once(world):
    lead = of(world, "case_lead", "job.read", "job.steer")
    at = f"/api/v1/jobs/{world.job}/"
    assert lead.get(at).json()["progress"]["state_label"] == "Waiting to begin"
    assert lead.post(at + "pause/").json()["state"] == "paused"
    again = lead.post(at + "pause/")
    assert (again.status_code, again.json()["code"]) == (409, "jobs.stale")
    assert lead.post(at + "cancel/").json()["state"] == "cancelled"
    assert Job.objects.get(pk=world.job).state == "cancelled"


def test_two_programs_freeze_a_round():
    case = people.make_case()
    lead = program(people.make_member(case, "case_lead").user, "round.read", "round.prepare", "round.freeze", case=case)
    second = program(people.second(case), "round.read", "round.approve", case=case)
    people.make_accepted(case, 2)
    at = "/api/v1/rounds/1/"
    lead.post("/api/v1/rounds/", {})
    seen = {"seen": lead.get(at + "gate/").json()["seen"]}
    assert lead.post(at + "freeze/").json()["code"] == "round.not_approved"
    asked = lead.post(at + "approvals/", seen)
    assert (asked.status_code, asked.json()["state"], asked.json()["current"]) == (201, "asked", True)
    declined = second.post(at + "decline/", {"reason": "The sum is wrong."}).json()
    assert (declined["state"], declined["reason"], declined["current"]) == ("declined", "The sum is wrong.", False)
    lead.post(at + "approvals/", seen)
    assert lead.post(at + "withdraw/", {"reason": "Not yet."}).json()["state"] == "withdrawn"
    lead.post(at + "approvals/", seen)
    assert second.post(at + "approve/", seen).json()["state"] == "given"
    assert [each["state"] for each in second.get(at + "approvals/").json()] == ["given", "withdrawn", "declined"]
    assert lead.post(at + "approve/", seen).status_code == 403  # the token's scopes do not reach so far
    frozen = lead.post(at + "freeze/").json()
    assert (frozen["status"], frozen["roster_count"]) == ("frozen", 2)
