"""What is looked at in a package, and its court book, through the API."""

import pytest

from documents.packages.models import SpotCheck
from documents.packages.rules import Limit
from documents.papers.models import PaperFile
from litigation.jobs import engine
from litigation.ledger.models import LedgerEvent
from litigation.vault.files import read_bytes
from tests.api.conftest import program
from tests.documents import people
from tests.documents.packages.conftest import bells, case, freeze, lead, make  # noqa: F401  a round whose papers are made

pytestmark = pytest.mark.django_db


@pytest.fixture
def package(freeze, make):  # noqa: F811
    return make(freeze(3))


@pytest.fixture
def staff(case, lead):  # noqa: F811
    return program(lead, "round.read", "round.prepare", "paper.read", "package.read", "job.read", case=case)


def test_flaws_are_told_with_their_claim_and_those_over_the_limit_too(package, staff, monkeypatch):
    assert staff.get("/api/v1/rounds/1/flaws/").json()["results"] == []
    exhibit = PaperFile.objects.get(filing__type="exhibit", entry__number=1)
    complaint = PaperFile.objects.get(filing__type="complaint")
    PaperFile.objects.filter(pk=complaint.pk).update(flaws="blank:2 glyph")
    PaperFile.objects.filter(pk=exhibit.pk).update(size=5_000_000)
    monkeypatch.setattr("documents.packages.queries.limit_of", lambda round: Limit(4, 20, False))
    first, second = staff.get("/api/v1/rounds/1/flaws/").json()["results"]
    assert (first["id"], first["ours"], first["claim"], first["claim_url"]) == (str(complaint.pk), True, None, None)
    assert first["found"] == [
        {"code": "blank", "sentence": "A page is blank.", "page": 2},
        {"code": "glyph", "sentence": "A character is drawn as an empty box.", "page": None},
    ]
    reference = exhibit.entry.claim.reference
    assert (second["kind"], second["ours"], second["plaintiff"], second["claim"]) == ("exhibit", False, 1, reference)
    assert second["claim_url"] == f"http://testserver/staff/claimants/{reference}/"
    assert second["found"] == [{"code": "too_large", "sentence": "It is larger than the portal takes.", "page": None}]


def test_flaws_cost_the_same_for_one_paper_and_three(package, staff, django_assert_max_num_queries):
    PaperFile.objects.filter(filing__type="power_of_attorney").update(flaws="glyph")
    with django_assert_max_num_queries(8):
        assert len(staff.get("/api/v1/rounds/1/flaws/").json()["results"]) == 3


def test_everybody_is_spot_checked_and_what_was_said_last_is_told(package, staff, lead):  # noqa: F811
    at = f"/api/v1/packages/{package.pk}/spot-checks/"
    rows = staff.get(at).json()["results"]
    assert [(row["plaintiff"], row["check"], row["drawn"]) for row in rows] == [(n, None, True) for n in (1, 2, 3)]
    assert [paper["title_ko"] for paper in rows[0]["papers"]] == ["소송위임장", "갑호증"]
    wrong = staff.post(at, {"plaintiff": 2, "passed": False, "note": "The name is cut off."})
    assert (wrong.status_code, wrong.json()["note"]) == (201, "The name is cut off.")
    unseen = staff.post(at, {"plaintiff": 2, "passed": True})
    assert (unseen.status_code, unseen.json()["code"]) == (409, "spot_check.own")
    reader = people.second(package.round.case)
    people.look_through(package, package.round.roster.get(number=2), reader)
    hers = program(reader, "round.prepare", case=package.round.case)
    assert hers.post(at, {"plaintiff": 2, "passed": True}).status_code == 201
    told = staff.get(at).json()["results"][1]["check"]
    assert (told["passed"], told["note"], told["checked_by"]) == (True, "", str(reader))
    assert SpotCheck.objects.count() == 2


def test_spot_check_that_is_none_is_refused(package, staff):
    at = f"/api/v1/packages/{package.pk}/spot-checks/"
    silent = staff.post(at, {"plaintiff": 1, "passed": False})
    assert (silent.status_code, silent.json()["code"], list(silent.json()["fields"])) == (
        422,
        "spot_check.no_note",
        ["note"],
    )
    assert staff.post(at, {"plaintiff": 9, "passed": True}).status_code == 404
    assert not SpotCheck.objects.exists()


def test_those_drawn_are_asked_for_alone(package, staff, monkeypatch):
    monkeypatch.setattr(
        "documents.rounds.queries.spot_checks", lambda round, without: list(round.roster.filter(number=3).only("pk"))
    )
    at = f"/api/v1/packages/{package.pk}/spot-checks/"
    assert [row["drawn"] for row in staff.get(at).json()["results"]] == [False, False, True]
    assert [row["plaintiff"] for row in staff.get(at + "?drawn=true").json()["results"]] == [3]


def test_court_book_is_begun_watched_and_its_download_goes_on_where_it_broke_off(package, staff):
    at = f"/api/v1/packages/{package.pk}/book/"
    assert staff.get(at).json() == {"state": None, "job": None, "volumes": []}
    begun = staff.post(at)
    job = begun.json()["job"]
    assert (begun.status_code, begun.json()["state"]) == (202, "queued")
    watched = staff.get(f"/api/v1/jobs/{job}/").json()
    engine.work(job)
    told = staff.get(at).json()
    [volume] = told["volumes"]
    assert (told["state"], volume["number"], volume["first"], volume["last"]) == ("finished", 1, 1, volume["pages"])
    assert watched["total"] == volume["files"]  # how far it is, is told in documents
    whole = read_bytes(package.book.get().stored_name)
    rest = staff.get(f"{at}1.pdf", HTTP_RANGE="bytes=100-", HTTP_ACCEPT="application/pdf")
    assert (rest.status_code, rest.headers["Content-Range"]) == (206, f"bytes 100-{len(whole) - 1}/{len(whole)}")
    assert b"".join(rest.streaming_content) == whole[100:]
    event = LedgerEvent.objects.get(verb="package.book_downloaded")
    assert event.data == {"version": 1, "volume": 1, "from": 100}
    again = staff.post(at)
    assert (again.status_code, again.json()["code"]) == (409, "book.made")


def test_book_of_a_package_with_gaps_is_refused(package, staff):
    type(package).objects.filter(pk=package.pk).update(state="incomplete", gaps=1)
    answer = staff.post(f"/api/v1/packages/{package.pk}/book/")
    assert (answer.status_code, answer.json()["code"]) == (409, "book.package_not_ready")
    assert staff.get(f"/api/v1/packages/{package.pk}/book/1.pdf").status_code == 404
