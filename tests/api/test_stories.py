"""The whole way through the API: a person from the check to sending, an attorney's decision, a round to its package."""

import io

import pytest
from PIL import Image

from claimants.claims.models import Claim
from litigation.kept import sha256
from litigation.ledger.models import LedgerEvent
from tests.api.conftest import program
from tests.factories import ADDRESS, HUONG, JOURNEY, make_claim, make_member, make_user

pytestmark = pytest.mark.django_db


def photo():
    file = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(file, "JPEG")
    file.seek(0)
    file.name = "pass.jpg"
    return file


def test_check_without_an_account_answers_in_words(case):
    answer = program().post("/api/v1/cases/airport-face-data/check/", {"national": "no", "when": "within"}).json()
    assert (answer["result"], answer["confirmed_by_counsel"]) == ("maybe", False)
    assert (
        program().post("/api/v1/cases/airport-face-data/check/", {"national": "no", "when": "before"}).json()["result"]
        == "no"
    )
    wrong = program().post("/api/v1/cases/airport-face-data/check/", {"national": "perhaps"})
    assert (wrong.status_code, list(wrong.json()["fields"])) == (422, ["national"])


def test_person_comes_from_nothing_to_a_claim_that_is_sent(case):
    make_member(case, of_record=True)
    person = program(make_user(), "claim.own")
    begun = person.post("/api/v1/my/claims/", {"case": "airport-face-data"})
    assert begun.status_code == 201
    at = f"/api/v1/my/claims/{begun.json()['reference']}/"
    say(person, at)
    trip = person.post(at + "trips/", {**JOURNEY, "date": "2018-05-11"})
    assert (trip.status_code, trip.json()["verdict"], trip.json()["date"]) == (201, "in_window", "2018-05-11")
    sent = {"file": photo(), "kind": "boarding_pass", "trip": trip.json()["id"]}
    file = person.post(at + "evidence/", sent, format="multipart")
    assert (file.status_code, file.json()["name"], file.json()["scan"]) == (201, "pass.jpg", "waiting")
    agree(person, at)
    sign(person, at)
    assert [task["key"] for task in person.get(at).json()["tasks"] if task["state"] != "done"] == []
    answer = person.post(at + "send/")
    assert (answer.status_code, answer.json()["status"]) == (200, "submitted")
    late = person.put(at + "person/birth/", {"birth_date": "1990-01-01"})
    assert (late.status_code, late.json()["code"]) == (409, "claimant.sent")


def say(person, at):
    told = {
        "name": {name: HUONG[name] for name in ("family_name", "given_name", "hangul_name")},
        "birth": {"birth_date": "1987-03-27"},
        "nationality": {"country": "VN", "passport_number": "C1234567"},
        "contact": {"phone": HUONG["phone"]},
        "address": ADDRESS,
    }
    for page, answers in told.items():
        assert person.put(f"{at}person/{page}/", answers).status_code == 200
    kept = person.get(at + "person/").json()
    assert (kept["passport_number"], kept["birth_date"]) == ("••••4567", "1987-03-27")
    assert kept["nationalities"] == [{"country": "VN", "held_from": None, "held_until": None}]


def agree(person, at):
    asked = person.get(at + "consents/").json()
    everything = [each["purpose"] for each in asked["consents"]]
    some = person.put(at + "consents/", {"versions": asked["versions"], "given": everything[1:]})
    assert some.status_code == 422
    old = person.put(at + "consents/", {"versions": "of last year", "given": everything})
    assert old.status_code == 422
    agreed = person.put(at + "consents/", {"versions": asked["versions"], "given": everything}).json()
    assert {each["standing"] for each in agreed["consents"]} == {"given"}


def sign(person, at):
    offer = person.get(at + "authority/").json()["offer"]
    assert sha256(offer["content"]) == offer["sha256"]
    assert offer["content"]["person"]["roman"] == "NGUYEN THI HUONG"
    mark = {"text_id": offer["text_id"], "agreed_content_sha256": offer["sha256"], "method": "typed"}
    changed = person.post(
        at + "authority/", {**mark, "agreed_content_sha256": "0" * 64, "typed_name": "NGUYEN THI HUONG"}
    )
    assert (changed.status_code, changed.json()["code"]) == (409, "mandate.text_changed")
    signed = person.post(at + "authority/", {**mark, "typed_name": "NGUYEN THI HUONG"})
    assert (signed.status_code, signed.json()["state"]) == (201, "signed")


def test_same_file_twice_is_one_file(mine):
    answers = [
        mine.program.post(mine.at + "evidence/", {"file": photo(), "kind": "ticket"}, format="multipart") for _ in "ab"
    ]
    assert [answer.status_code for answer in answers] == [201, 200]
    assert len(mine.program.get(mine.at + "evidence/").json()) == 1


def test_file_under_the_same_key_is_told_by_its_bytes(mine):
    def post(file):
        said = {"file": file, "kind": "ticket"}
        return mine.program.post(mine.at + "evidence/", said, format="multipart", HTTP_IDEMPOTENCY_KEY="k")

    other = photo()
    other.seek(0, 2)
    other.write(b"more")
    other.seek(0)
    assert [post(photo()).status_code, post(photo()).status_code, post(other).status_code] == [201, 201, 422]


def test_file_is_taken_back_and_put_back(mine):
    pk = mine.program.post(mine.at + "evidence/", {"file": photo(), "kind": "ticket"}, format="multipart").json()["id"]
    assert mine.program.delete(f"{mine.at}evidence/{pk}/").status_code == 204
    assert mine.program.get(mine.at + "evidence/").json() == []
    assert mine.program.post(f"{mine.at}evidence/{pk}/restore/").status_code == 200
    assert len(mine.program.get(mine.at + "evidence/").json()) == 1


def test_wrong_file_is_named_in_the_refusal(mine):
    file = io.BytesIO(b"MZ a program")
    file.name = "holiday.jpg"
    answer = mine.program.post(mine.at + "evidence/", {"file": file, "kind": "ticket"}, format="multipart")
    assert (answer.status_code, answer.json()["code"]) == (422, "evidence.type")
    assert "holiday.jpg" in answer.json()["title"]


def test_trip_is_changed_and_removed(mine):
    pk = str(mine.claim.trips.get().pk)
    said = {"date": "2009", "direction": "entry", "port": "", "nationality": "VN"}
    changed = mine.program.put(f"{mine.at}trips/{pk}/", said).json()
    assert (changed["date"], changed["verdict"]) == ("2009", "before")
    assert mine.program.delete(f"{mine.at}trips/{pk}/").status_code == 204
    assert mine.program.get(f"{mine.at}trips/{pk}/").status_code == 404


def test_nothing_of_mine_is_anybody_elses(mine, stranger):
    pk = mine.claim.trips.get().pk
    for url in ("", "person/", "trips/", f"trips/{pk}/", "evidence/", "consents/", "authority/"):
        found, absent = stranger.get(mine.at + url), stranger.get("/api/v1/my/claims/HK-0000-0000/" + url)
        assert (found.status_code, found.content) == (404, absent.content)
    assert stranger.get("/api/v1/my/claims/").json()["results"] == []


def test_attorney_reads_asks_and_accepts(case, desk):
    claim = make_claim(case=case, status="submitted")
    attorney, at = desk("attorney", "claim.read", "claim.review"), f"/api/v1/claims/{claim.reference}/"
    read = attorney.get(at).json()
    assert (read["name"], read["person"]["birth_date"]) == ("NGUYEN THI HUONG", "1987-03-27")
    assert LedgerEvent.objects.filter(verb="claim.viewed", claim_id=str(claim.pk)).count() == 1
    assert attorney.post(at + "open/", {"version": read["version"]}).json()["status"] == "in_review"
    stale = attorney.post(at + "accept/", {"version": read["version"]})
    assert (stale.status_code, stale.json()["code"]) == (409, "claim.stale")
    unknown = attorney.post(at + "ask/", {"code": "nonsense", "cure_by": "2099-01-01"})
    assert (unknown.status_code, list(unknown.json()["fields"])) == (422, ["code"])
    assert attorney.post(at + "accept/").json()["status"] == "accepted"
    assert attorney.post(at + "undo/").json()["status"] == "in_review"
    asked = attorney.post(at + "ask/", {"code": "trip_unclear", "cure_by": "2099-01-01"}).json()
    assert asked["status"] == "needs_information"
    person = program(claim.claimant.account, "claim.own")
    mine = f"/api/v1/my/claims/{claim.reference}/"
    wanted = person.get(mine).json()["requests"][0]
    assert wanted["sentence"] == "Tell us more exactly when you travelled, and by which flight."
    assert person.post(f"{mine}requests/{wanted['id']}/answer/", {"reply": "VN 408"}).json()["status"] == "submitted"


def test_drafts_are_their_writers_own(case, desk, mine):
    attorney = desk("attorney", "claim.read")
    assert attorney.get("/api/v1/claims/").json()["results"] == []
    assert attorney.get(f"/api/v1/claims/{mine.claim.reference}/").status_code == 404


def test_claims_are_filtered(case, desk):
    sent, accepted = make_claim(case=case, status="submitted"), make_claim(case=case, status="accepted")
    attorney = desk("attorney", "claim.read")

    def found(query):
        return {row["reference"] for row in attorney.get(f"/api/v1/claims/?{query}").json()["results"]}

    assert found("status=submitted") == {sent.reference}
    assert found("status=submitted&status=accepted") == {sent.reference, accepted.reference}
    assert found("name=nguyen") == {sent.reference, accepted.reference}
    assert found("name=nobody") == set()
    assert found("submitted_from=2999-01-01") == set()
    assert attorney.get("/api/v1/claims/?status=draft").status_code == 422


def test_round_is_made_looked_at_and_frozen_only_as_it_was_seen(case, desk):
    make_claim(case=case, status="accepted")
    lead = desk("case_lead", "round.read", "round.prepare", "round.freeze")
    begun = lead.post("/api/v1/rounds/", {"size_limit": 10})
    assert (begun.status_code, begun.json()["number"]) == (201, 1)
    second = lead.post("/api/v1/rounds/", {})
    assert (second.status_code, second.json()["code"]) == (409, "round.open_already")
    gate = lead.get("/api/v1/rounds/1/gate/").json()
    assert [(each["code"], each["count"]) for each in gate["blocked"]] == [("evidence", 1)]
    changed = lead.post("/api/v1/rounds/1/approvals/", {"seen": "something else"})
    assert (changed.status_code, changed.json()["code"]) == (409, "round.changed")
    empty = lead.post("/api/v1/rounds/1/approvals/", {"seen": gate["seen"]})
    assert (empty.status_code, empty.json()["code"]) == (422, "round.empty")
    alone = lead.post("/api/v1/rounds/1/freeze/")
    assert (alone.status_code, alone.json()["code"]) == (409, "round.not_approved")
    assert lead.post("/api/v1/rounds/1/cancel/").json()["status"] == "cancelled"
    assert lead.get("/api/v1/rounds/2/").status_code == 404
    assert Claim.objects.get().status == "accepted"
