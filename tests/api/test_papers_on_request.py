"""Papers on request and the texts they are made from, through the API."""

import pytest

from documents.papers.forms import described
from documents.papers.models import Filing
from documents.papers.registry import asked_kinds
from documents.papers.samples import sample_values
from documents.rounds.actions import open_round
from litigation.cases.models import CaseText
from litigation.jobs import engine, tasks
from litigation.ledger.models import LedgerEvent
from tests.api.conftest import program
from tests.documents import people

pytestmark = pytest.mark.django_db
BRIEF = asked_kinds()["brief"]
TEXT = "/api/v1/texts/paper.brief/ko/"


@pytest.fixture(autouse=True)
def _quiet(monkeypatch):
    monkeypatch.setattr(tasks.ring, "apply_async", lambda args, **options: None)


@pytest.fixture
def case(db):
    case = people.make_case()
    CaseText.objects.create(
        case=case, key=BRIEF.text, language="ko", body="# 준비서면\n\n위 사건에 관하여 제출합니다.", sha256="0" * 64
    )
    return case


@pytest.fixture
def lead(case):
    user = people.make_member(case, "case_lead").user
    return program(user, "round.read", "paper.read", "paper.make", "text.change", "job.read", case=case)


@pytest.fixture
def round(case, lead):
    people.make_accepted(case, 2)
    actor = case.members.get(role="case_lead").user
    return people.freeze(open_round(case=case, actor=actor), actor)


def values(**changes):
    return sample_values(BRIEF) | changes


def ask(program, **changes):
    return program.post("/api/v1/rounds/1/requests/", {"kind": "brief", "values": values(**changes)})


def test_kinds_name_the_fields_their_forms_have(lead):
    told = {each["type"]: each for each in lead.get("/api/v1/papers/kinds/").json()}
    assert list(told) == list(asked_kinds())
    assert (told["brief"]["title_ko"], told["brief"]["for_each_plaintiff"]) == ("준비서면", False)
    assert told["access_request"]["for_each_plaintiff"] is True
    for name, kind in asked_kinds().items():
        assert [each["name"] for each in told[name]["fields_asked"]] == list(kind.form.base_fields)


def test_every_field_says_what_it_takes():
    told = {field["name"]: field for field in described(asked_kinds()["access_request"].form)}
    assert (told["dated"]["type"], told["dated"]["required"]) == ("date", True)
    assert (told["plaintiffs"]["type"], told["plaintiffs"]["required"]) == ("numbers", False)
    assert told["details"]["columns"] is None
    assert told["items"]["type"] == "choices"
    assert [each["value"] for each in told["items"]["choices"]] == [
        value for value, _label in asked_kinds()["access_request"].form.base_fields["items"].choices
    ]


def test_paper_is_asked_for_watched_and_downloaded(round, lead):
    asked = ask(lead, text="원고들의 주장입니다.")
    told = asked.json()
    assert (asked.status_code, told["type"], told["number"], told["version"]) == (202, "brief", 1, 1)
    assert (told["state"], told["files"], told["versions"]) == ("waiting", [], [told["id"]])
    assert lead.get(f"/api/v1/jobs/{told['job']}/").json()["state"] == "queued"
    engine.work()
    made = lead.get(f"/api/v1/filings/{told['id']}/").json()
    assert (made["state"], [file["path"] for file in made["files"]]) == ("made", ["준비서면_1.pdf"])
    file = made["files"][0]
    content = lead.get(f"/api/v1/papers/{file['id']}/file/", HTTP_ACCEPT="application/pdf")
    body = b"".join(content.streaming_content)
    assert (content.headers["Content-Type"], body[:5], len(body)) == ("application/pdf", b"%PDF-", file["size"])
    assert LedgerEvent.objects.filter(verb="paper.viewed", subject_id=file["id"]).count() == 1


def test_what_was_asked_for_is_listed_newest_first(round, lead):
    first, second = ask(lead).json(), ask(lead).json()
    listed = lead.get("/api/v1/rounds/1/requests/").json()["results"]
    assert [each["id"] for each in listed] == [second["id"], first["id"]]


def test_correction_changes_what_is_said_and_keeps_the_rest(round, lead):
    first = ask(lead, text="첫 번째 글입니다.").json()
    fixed = lead.post(f"/api/v1/filings/{first['id']}/correct/", {"values": {"text": "고친 글입니다."}}).json()
    assert (fixed["number"], fixed["version"], fixed["corrects"]) == (1, 2, first["id"])
    assert fixed["versions"] == [fixed["id"], first["id"]]
    kept = Filing.objects.get(pk=fixed["id"]).asked["values"]
    assert kept == Filing.objects.get(pk=first["id"]).asked["values"] | {"text": "고친 글입니다."}
    again = lead.post(f"/api/v1/filings/{first['id']}/correct/", {"values": {}})
    assert (again.status_code, again.json()["code"]) == (409, "paper.corrected_before")


def test_faults_are_named_at_their_values_and_nothing_is_made(round, lead):
    wrong = ask(lead, case_number="soon", colour="red")
    assert (wrong.status_code, wrong.json()["fields"]) == (422, {"colour": ["This paper asks for no such value."]})
    wrong = ask(lead, case_number="soon")
    assert list(wrong.json()["fields"]) == ["case_number"]
    unknown = lead.post("/api/v1/rounds/1/requests/", {"kind": "complaint"})
    assert list(unknown.json()["fields"]) == ["kind"]
    assert not Filing.objects.filter(number__gt=0).exists()


def test_paper_of_an_open_round_is_refused(case, lead):
    open_round(case=case, actor=case.members.get(role="case_lead").user)
    answer = ask(lead)
    assert (answer.status_code, answer.json()["code"]) == (409, "round.not_frozen")


def test_texts_are_listed_with_what_counts(case, lead):
    rows = {(each["key"], each["language"]): each for each in lead.get("/api/v1/texts/").json()}
    assert rows["paper.brief", "ko"] == {
        "paper": "brief",
        "key": "paper.brief",
        "language": "ko",
        "version": 1,
        "confirmed_by_counsel": False,
        "counts": 1,
    }
    unwritten = rows["paper.selected_party", "ko"]
    assert (unwritten["version"], unwritten["counts"]) == (None, None)  # nobody wrote it in this case


def test_text_is_tried_published_and_confirmed(case, lead):
    body = "# 준비서면\n\n원고 {{원고수}}명의 주장입니다."
    assert lead.post(TEXT + "try/", {"body": body}).json() == {"problems": [], "warnings": [], "pages": 2}
    assert CaseText.objects.filter(key=BRIEF.text).count() == 1
    made = lead.post(TEXT, {"body": body})
    told = made.json()
    assert (made.status_code, told["version"], told["body"], told["origin"]) == (201, 2, body, "counsel")
    assert told["confirmed_by_counsel"] is False
    assert lead.post(TEXT + "2/confirm/").json()["confirmed_by_counsel"] is True
    assert lead.post(TEXT + "2/confirm/").json()["code"] == "case.confirmed_before"
    read = lead.get(TEXT).json()
    assert (read["paper"], [each["version"] for each in read["versions"]]) == ("brief", [2, 1])
    assert "원고수" in [each["name"] for each in read["placeholders"]]


def test_problems_of_a_draft_are_told_line_by_line_and_not_published(case, lead):
    body = "# 준비서면\n\n{{이름}} 님께\n\n금액은 {{총금액}} 원 } 입니다."
    told = lead.post(TEXT + "try/", {"body": body}).json()
    assert told == {
        "pages": None,
        "warnings": [],
        "problems": [
            {"line": 3, "sentence": "Line 3: “{{이름}}” is no placeholder of this paper."},
            {"line": 5, "sentence": "Line 5: “{{총금액}}” is no placeholder of this paper."},
            {"line": 5, "sentence": "Line 5: “}” is no placeholder of this paper."},
        ],
    }
    refused = lead.post(TEXT, {"body": body})
    assert (refused.status_code, refused.json()["code"]) == (422, "paper.placeholder_unknown")
    assert CaseText.objects.filter(key=BRIEF.text).count() == 1


def test_text_that_cannot_be_read_is_a_problem_without_a_line(case, lead):
    [problem] = lead.post(TEXT + "try/", {"body": "ohne Titel"}).json()["problems"]
    assert (problem["line"], problem["sentence"][:25]) == (None, "This text cannot be used:")


@pytest.mark.parametrize("at", ["paper.brief/xx/", "mandate.text/ko/", "paper.brief/ko/9/confirm/"])
def test_text_that_is_none_is_not_found(case, lead, at):
    answer = lead.post(f"/api/v1/texts/{at}") if "confirm" in at else lead.get(f"/api/v1/texts/{at}")
    assert answer.status_code == 404


def test_who_may_read_papers_does_not_write_their_texts(case):
    coordinator = program(people.make_member(case, "coordinator").user, "paper.read", "text.change", case=case)
    assert coordinator.get(TEXT).status_code == 200
    assert coordinator.post(TEXT, {"body": "# x\n\ny"}).status_code == 403
    assert coordinator.post(TEXT + "try/", {"body": "# x\n\ny"}).status_code == 403
