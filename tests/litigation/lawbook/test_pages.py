"""The law at the desk and in the API."""

from datetime import date

import pytest
from django.urls import reverse

from litigation.law import foreign
from litigation.law.rows import shipped
from litigation.lawbook import queries
from litigation.lawbook.models import LawConfirmation, LawRow
from tests.api.conftest import program
from tests.factories import make_case, make_member

pytestmark = pytest.mark.django_db
KEY = "service.unit"


@pytest.fixture(autouse=True)
def _one_factor(settings):
    settings.STAFF_SECOND_FACTOR = False


@pytest.fixture
def case(db):
    return make_case()


@pytest.fixture
def at_desk(case, client):
    def at_desk(role="attorney"):
        client.force_login(make_member(case, role).user)
        return client

    return at_desk


def typed(**changes):
    day = {"effective_from_day": "1", "effective_from_month": "7", "effective_from_year": "2027"}
    return {"value": "5,800", "unit": "won", "citation": "공고", "confidence": "V", **day, **changes}


def test_the_list_says_how_many_rows_nobody_confirmed(at_desk):
    page = at_desk().get(reverse("desk_law")).content.decode()
    assert f"{len(list(shipped())):,} rows are not yet confirmed by counsel." in page
    assert "Rounds of service in a case of type 가합" in page


def test_the_list_costs_the_same_queries_whatever_is_added(at_desk, django_assert_max_num_queries):
    client = at_desk()
    client.get(reverse("desk_law"))
    with django_assert_max_num_queries(12):
        client.get(reverse("desk_law"), {"q": "stamp"})


def test_a_row_is_added_and_stands_in_the_history(at_desk):
    client = at_desk()
    assert client.post(reverse("desk_law_add", args=[KEY]), typed()).status_code == 302
    added = LawRow.objects.get()
    assert (added.value, added.effective_from, added.unit) == (5_800, date(2027, 7, 1), "won")
    page = client.get(reverse("desk_law_key", args=[KEY])).content.decode()
    assert page.index("5,800 won") < page.index("5,640 won")


@pytest.mark.parametrize(("year", "warned"), [("2027", False), ("2001", True)])
def test_a_row_that_overlaps_another_is_added_with_a_warning(at_desk, year, warned):
    """One that begins after all others follows them; one that begins before stands beside them."""
    answer = at_desk().post(reverse("desk_law_add", args=[KEY]), typed(effective_from_year=year), follow=True)
    assert ("overlaps the one from" in answer.content.decode()) is warned
    assert LawRow.objects.count() == 1


def test_nobody_says_unasked_how_well_a_row_is_verified(at_desk):
    answer = at_desk().post(reverse("desk_law_add", args=[KEY]), typed(confidence=""))
    assert (answer.status_code, LawRow.objects.count()) == (422, 0)


def test_a_choice_of_counsel_is_offered_in_words(at_desk):
    client, at = at_desk(), reverse("desk_law_add", args=["policy.party_count"])
    page = client.get(at).content.decode()
    assert "every plaintiff counts" in page
    client.post(at, typed(value="each_counts", unit="policy"))
    assert (LawRow.objects.get().key, LawRow.objects.get().value) == ("policy.party_count", "each_counts")


def test_a_wrong_row_comes_back_with_the_sentence_and_what_was_typed(at_desk):
    answer = at_desk().post(reverse("desk_law_add", args=[KEY]), typed(value="many"))
    assert answer.status_code == 422
    assert "service.unit has another kind of value." in answer.content.decode()
    assert 'value="many"' in answer.content.decode()
    assert LawRow.objects.count() == 0


def test_an_attorney_confirms_a_shipped_row(at_desk):
    client, row = at_desk(), shipped().history(KEY)[-1]
    answer = client.post(reverse("desk_law_confirm", args=[KEY]), {"row": row.sha256}, follow=True)
    assert LawConfirmation.objects.get().sha256 == row.sha256
    assert "confirmed by Team" in answer.content.decode()


def test_who_may_only_read_is_offered_nothing_else(at_desk):
    page = at_desk("auditor").get(reverse("desk_law_key", args=[KEY])).content.decode()
    assert reverse("desk_law_add", args=[KEY]) not in page
    assert "I checked it: confirm" not in page


def test_a_country_nobody_wrote_of_gets_its_first_row(at_desk):
    client = at_desk()
    known = {"reciprocity.US": ("status", "lower_courts", "lower_courts"), "apostille.JP": ("in force", "yes", True)}
    for key, (unit, said, kept) in known.items():
        assert "Nothing is known yet" in client.get(reverse("desk_law_key", args=[key])).content.decode()
        answer = client.post(reverse("desk_law_add", args=[key]), typed(value=said, unit=unit))
        row = LawRow.objects.get(key=key)
        assert (answer.status_code, row.value, row.unit) == (302, kept, unit)
    assert foreign.reciprocity("US", date(2027, 7, 1), table=queries.table()).result == "lower_courts"
    assert foreign.authentication_route("JP", date(2027, 7, 1), table=queries.table()).result == "apostille"


def test_an_unknown_key_is_nothing(at_desk):
    client = at_desk()
    assert [client.get(reverse(name, args=["no.such"])).status_code for name in ("desk_law_key", "desk_law_add")] == [
        404,
        404,
    ]


def test_the_calculator_shows_every_answer_with_its_steps(at_desk):
    asked = {"value": "500,000,000", "plaintiffs": "500", "defendants": "1", "instance": "first", "efile": "on"}
    page = at_desk().get(reverse("desk_law_calculator"), {**asked, "on": "2026-11-26"}).content.decode()
    for expected in ("Single judge", "1,849,500 won", "169,200 won", "13,400,000 won", "2 × 15 × 5,640 = 169,200"):
        assert expected in page


def test_the_calculator_refuses_with_the_laws_own_sentence(at_desk):
    client = at_desk()
    asked = {"value": "1.5", "plaintiffs": "1", "defendants": "1", "instance": "first"}
    answer = client.get(reverse("desk_law_calculator"), asked)
    assert (answer.status_code, "1.5 is not a whole number of won." in answer.content.decode()) == (422, True)
    before = client.get(reverse("desk_law_calculator"), {**asked, "value": "1", "on": "2015-01-01"})
    assert "The table has no value of" in before.content.decode()


def test_the_api_reads_adds_and_confirms(case):
    counsel = program(make_member(case).user, "law.read", "law.add", "law.confirm", case=case)
    body = {"value": 5_800, "effective_from": "2027-07-01", "citation": "공고", "confidence": "V"}
    added = counsel.post(f"/api/v1/law/{KEY}/", body)
    assert (added.status_code, added.json()["value"], added.json()["origin"]) == (201, 5_800, "counsel")
    said = counsel.post(f"/api/v1/law/{KEY}/confirm/", {"sha256": added.json()["sha256"]}).json()
    assert said["confirmed_on"] is not None
    assert [row["value"] for row in counsel.get(f"/api/v1/law/{KEY}/").json()[:2]] == [5_800, 5_640]
    assert [row["key"] for row in counsel.get("/api/v1/law/?q=5,800").json()] == []


def test_the_api_refuses_as_problem_json(case):
    counsel = program(make_member(case).user, "law.read", "law.add", case=case)
    body = {"value": "many", "effective_from": "2027-07-01", "citation": "공고", "confidence": "V"}
    refused = counsel.post(f"/api/v1/law/{KEY}/", body)
    assert (refused.status_code, refused.json()["code"]) == (422, "law.kind")
    assert counsel.post("/api/v1/law/no.such/", body).status_code == 404
    wrong = counsel.get("/api/v1/law/calculator/?value=-1")
    assert (wrong.status_code, wrong.json()["code"]) == (422, "law.negative")


def test_the_api_calculates_with_steps_and_sources(case):
    found = program(make_member(case, "auditor").user, "law.read", case=case)
    answer = found.get("/api/v1/law/calculator/?value=3000000&on=2026-11-26&before=1000000").json()
    assert {name: each["result"] for name, each in answer.items()} == {
        "track": "small",
        "stamp_duty": 15_000,
        "cash": True,
        "hold": 1_000,
        "service_fee": 112_800,
        "refund": 0,
        "lawyer_cost": 300_000,
        "security": 1_305_900,
        "change": 10_000,
    }
    assert list(answer["stamp_duty"]) == ["result", "steps", "sources"]
