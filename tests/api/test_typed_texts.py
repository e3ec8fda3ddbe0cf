"""Programs that copy what people typed: the same cleaning and the same refusals as on the pages."""

import json

import pytest

from claimants.people.models import Claimant
from tests.factories import JOURNEY, make_claim

pytestmark = pytest.mark.django_db

NAME = {"family_name": "NGUYEN", "given_name": "MAI"}
ADDRESS = {"country": "KR", "address": "A"}


@pytest.fixture
def put(mine):
    def put(room, body):
        """As ASCII with escapes, since a half of a surrogate pair can be sent in no other way."""
        return mine.program.put(f"{mine.at}person/{room}/", json.dumps(body), content_type="application/json")

    return put


def test_names_are_kept_clean(put):
    sent = {
        "family_name": "O’BRIEN",
        "given_name": "MÜLLER",
        "own_name": "Nguye\u0302\u0303n\u200b\u202e",
        "hangul_name": "오브라이언・뮬러",
    }
    assert put("name", sent).status_code == 200
    person = Claimant.objects.get()
    kept = (person.family_name, person.given_name, person.own_name, person.hangul_name)
    assert kept == ("O'BRIEN", "MUELLER", "Nguyễn", "오브라이언·뮬러")


def test_the_middle_dot_of_a_name_is_that_of_the_page_whoever_writes_it(case, desk):
    claim = make_claim(case=case, status="submitted")
    sent = {"hangul_name": "오브라이언・뮬러"}
    answer = desk("attorney", "claim.review").post(f"/api/v1/claims/{claim.reference}/hangul/", sent)
    assert answer.status_code == 200
    assert Claimant.objects.get(pk=claim.claimant_id).hangul_name == "오브라이언·뮬러"


def test_address_is_kept_clean(put):
    sent = {
        "country": "KR",
        "address": "Str\u00adaße １\r\n\x07\u1109\u1165\u110b\u116e\u11af",
        "postcode": "０４５２４",
        "address_ko": "서울\u3164",
    }
    assert put("address", sent).status_code == 200
    person = Claimant.objects.get()
    assert (person.address, person.postcode, person.address_ko) == ("Straße 1\n서울", "04524", "서울")


@pytest.mark.parametrize(
    "room, body, field",
    [
        ("name", NAME | {"own_name": "A\ue000"}, "own_name"),
        ("name", NAME | {"own_name": "A\ud800"}, "own_name"),
        ("name", NAME | {"family_name": "АNNA"}, "family_name"),
        ("name", NAME | {"hangul_name": "KIM"}, "hangul_name"),
        ("address", ADDRESS | {"address": "\u200b\u3164"}, "address"),
        ("address", ADDRESS | {"address": "A\uffff"}, "address"),
        ("birth", {"birth_date": "1445-01-01"}, "birth_date"),
        ("birth", {"birth_date": "2567-01-01"}, "birth_date"),
        ("contact", {"phone": "010-1234-5678"}, "phone"),
        ("contact", {"phone": "0084901234567"}, "phone"),
        ("contact", {"phone": "+84 9"}, "phone"),
        ("contact", {"phone": "010-1234-5678", "number_country": "XX"}, "number_country"),
    ],
)
def test_what_cannot_be_kept_is_answered_at_its_field(put, mine, room, body, field):
    before = Claimant.objects.values("version", "updated_at").get()
    answer = put(room, body)
    assert (answer.status_code, list(answer.json()["fields"])) == (422, [field])
    assert Claimant.objects.values("version", "updated_at").get() == before


def test_a_number_that_was_guessed_is_answered_with_what_it_may_mean(put):
    answer = put("contact", {"phone": "010-1234-5678", "number_country": "KR"})
    assert answer.status_code == 422
    [sentence] = answer.json()["fields"]["phone"]
    assert sentence == "We read this as +82 10-1234-5678, South Korea. If that is right, write it so. If not, change it"
    assert put("contact", {"phone": "+82 10-1234-5678"}).status_code == 200
    assert Claimant.objects.get().phone == "+82 10-1234-5678"


@pytest.mark.parametrize("year", ["1445", "1402", "2567"])
def test_a_trip_in_a_year_of_another_calendar_is_asked_back(mine, year):
    trip = {**JOURNEY, "date": year}
    for born in (mine.claim.claimant.birth_date, None):
        Claimant.objects.update(birth_date=born)
        answer = mine.program.post(mine.at + "trips/", trip)
        assert (answer.status_code, list(answer.json()["fields"])) == (422, ["when"])
        assert answer.json()["fields"]["when"][0].startswith(f"You wrote {year}. Do you mean ")


def test_an_own_name_that_papers_cannot_print_is_kept_and_the_answer_says_what_becomes_of_it(put, mine):
    assert put("name", NAME | {"own_name": "ꪎꪳꪒ"}).status_code == 200
    told = mine.program.get(f"{mine.at}person/").json()
    assert told["own_name"] == "ꪎꪳꪒ"
    assert told["own_name_note"].startswith("Court papers cannot print these letters of your name: ꪎꪳ ꪒ.")
    assert put("name", NAME | {"own_name": "முருகன்"}).status_code == 200
    assert mine.program.get(f"{mine.at}person/").json()["own_name_note"] == ""


@pytest.mark.parametrize("field", ["address", "postcode", "address_ko"])
def test_an_address_that_papers_cannot_print_is_refused_at_its_field(put, field):
    before = Claimant.objects.values("version", "updated_at").get()
    refused = put("address", ADDRESS | {field: "12 ꪎ"})
    assert (refused.status_code, list(refused.json()["fields"])) == (422, [field])
    assert Claimant.objects.values("version", "updated_at").get() == before
