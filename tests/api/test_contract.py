"""What holds for every endpoint: problem+json, tokens and scopes, sessions and CSRF, keys, pages, the schema."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from claimants.claims.models import Claim
from litigation.accounts.actions import make_token, revoke_token
from litigation.accounts.models import ApiToken
from litigation.ledger.models import LedgerEvent
from litigation.web import throttles
from litigation.web.models import IdempotencyKey
from litigation.web.throttles import PerStranger
from tests.api.conftest import program
from tests.factories import JOURNEY, make_claim, make_member, make_user
from tests.litigation.accounts.tools import is_there

pytestmark = pytest.mark.django_db

TRIP = {**JOURNEY, "date": "2018-05"}


def told(response):
    """(status, code) of a refusal, which is problem+json with a sentence."""
    body = response.json()
    assert response.headers["Content-Type"] == "application/problem+json"
    assert body["type"] == "about:blank"
    assert body["status"] == response.status_code
    assert body["title"].strip()
    return response.status_code, body["code"]


# Refusals --------------------------------------------------------------------------------------------------------------
def test_every_refusal_is_problem_json(mine, case):
    anonymous, at = program(), mine.at
    assert told(anonymous.get("/api/v1/me/")) == (401, "not_authenticated")
    assert told(anonymous.get("/api/v1/nowhere/")) == (404, "not_found")
    assert told(anonymous.post("/api/nowhere/else", {})) == (404, "not_found")
    assert told(anonymous.delete("/api/v1/cases/")) == (405, "method_not_allowed")
    assert told(mine.program.get("/api/v1/claims/")) == (403, "permission_denied")
    assert told(mine.program.post(at + "trips/", "{", content_type="application/json")) == (400, "parse_error")
    assert told(mine.program.put(at + "consents/", "x", content_type="text/plain")) == (415, "unsupported_media_type")
    assert told(mine.program.post(at + "trips/", {})) == (422, "fields")
    assert told(mine.program.get("/api/v1/my/claims/HK-0000-0000/")) == (404, "not_found")


def test_405_names_what_can_be_done(mine):
    assert mine.program.delete(mine.at).headers["Allow"] == "GET, HEAD, OPTIONS"


def test_missing_sign_in_says_how_to_sign_in():
    assert program().get("/api/v1/me/").headers["WWW-Authenticate"] == "Bearer"


def test_refusal_of_an_action_is_that_of_the_page(case):
    claim = make_claim(case=case)
    answer = program(claim.claimant.account, "claim.own").post(f"/api/v1/my/claims/{claim.reference}/send/")
    assert answer.json() == {
        "type": "about:blank",
        "status": 422,
        "title": "Some tasks are still open. Finish them, then send your claim.",
        "code": "claim.not_ready",
    }


def test_faults_name_their_fields_with_the_sentences_of_the_page(mine):
    answer = mine.program.put(mine.at + "person/name/", {"family_name": "응우옌", "given_name": "THI"})
    assert told(answer) == (422, "fields")
    sentence = "Use the Latin letters of your passport here, like NGUYEN. Your own script has its own box below."
    assert answer.json()["fields"] == {"family_name": [sentence]}


def test_sentences_follow_the_language_of_the_request(mine):
    answer = mine.program.get("/api/v1/me/", HTTP_ACCEPT_LANGUAGE="ko")
    assert answer.headers["Content-Language"] == "ko"


def test_too_many_requests_are_told_when_to_come_back(case, monkeypatch):
    monkeypatch.setattr(PerStranger, "most", 2)
    monkeypatch.setattr(throttles, "time", SimpleNamespace(time=lambda: 1_800_000_010))
    cache.clear()
    answers = [program().get("/api/v1/cases/") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert told(answers[2]) == (429, "throttled")
    assert answers[2].headers["Retry-After"] == "50"


# Tokens and sessions ---------------------------------------------------------------------------------------------------
def test_token_does_no_more_than_its_scopes(case):
    lead = make_member(case, "case_lead").user
    narrow = program(lead, "round.read")
    assert narrow.get("/api/v1/rounds/").status_code == 200
    assert told(narrow.post("/api/v1/rounds/", {})) == (403, "permission_denied")
    assert told(narrow.get("/api/v1/claims/")) == (403, "permission_denied")
    assert told(narrow.get("/api/v1/me/")) == (403, "permission_denied")


def test_token_does_no_more_than_its_person(case):
    auditor = program(make_member(case, "auditor").user, "round.read", "round.freeze")
    assert auditor.get("/api/v1/rounds/").status_code == 200
    assert told(auditor.post("/api/v1/rounds/1/freeze/", {"seen": ""})) == (403, "permission_denied")


def test_token_that_ended_is_refused(mine):
    def answer():
        return told(mine.program.get(mine.at))

    ApiToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert answer() == (401, "authentication_failed")
    ApiToken.objects.update(expires_at=timezone.now() + timedelta(days=1))
    revoke_token(token=ApiToken.objects.get(), actor=mine.user)
    assert answer() == (401, "authentication_failed")


def test_unknown_token_is_refused_even_where_all_may_come(case):
    stranger = program()
    stranger.credentials(HTTP_AUTHORIZATION="Bearer hk_wrong")
    assert told(stranger.get("/api/v1/cases/")) == (401, "authentication_failed")


def test_token_is_made_and_taken_back_by_session_only(mine):
    session = program(mine.user)
    made = session.post("/api/v1/me/tokens/", {"name": "my script", "scopes": ["claim.own", "signed_in"]})
    assert made.status_code == 201
    by_token = program()
    by_token.credentials(HTTP_AUTHORIZATION=f"Bearer {made.json()['secret']}")
    assert by_token.get("/api/v1/me/").json()["scopes"] == ["claim.own", "signed_in"]
    assert told(by_token.post("/api/v1/me/tokens/", {"name": "x", "scopes": ["claim.own"]})) == (
        403,
        "token.needs_session",
    )
    assert "secret" not in session.get("/api/v1/me/tokens/").json()[0]
    assert session.delete(f"/api/v1/me/tokens/{made.json()['id']}/").status_code == 204
    assert by_token.get("/api/v1/me/").status_code == 401


def test_borrowed_session_makes_no_token(mine):
    session = program(mine.user)
    is_there(session, mine.user, ago=3600)
    wish = {"name": "x", "scopes": ["claim.own"]}
    assert told(session.post("/api/v1/me/tokens/", wish)) == (403, "token.confirm_first")
    assert not ApiToken.objects.filter(name="x").exists()


def test_secret_of_a_token_is_kept_nowhere(mine):
    secret = program(mine.user).post("/api/v1/me/tokens/", {"name": "x", "scopes": ["claim.own"]}).json()["secret"]
    assert not IdempotencyKey.objects.filter(body__icontains=secret).exists()
    assert not ApiToken.objects.filter(digest=secret).exists()


def test_session_needs_the_form_token_for_writes(mine):
    session = program(mine.user, csrf=True)
    assert session.get(mine.at).status_code == 200
    assert told(session.post(mine.at + "trips/", TRIP)) == (403, "permission_denied")
    assert mine.claim.trips.count() == 1


def test_staff_session_needs_its_second_factor_and_a_token_is_one(case, settings):
    settings.STAFF_SECOND_FACTOR = True
    attorney = make_member(case, "attorney").user
    assert told(program(attorney).get("/api/v1/claims/")) == (403, "permission_denied")
    assert program(attorney, "claim.read").get("/api/v1/claims/").status_code == 200


def test_case_is_the_one_the_header_names(case):
    lead = make_member(case, "case_lead").user
    other = program(lead, "claim.read")
    other.credentials(**other._credentials, HTTP_HAMKKE_CASE="no-such-case")
    assert told(other.get("/api/v1/claims/")) == (403, "case.not_yours")


# Writes that are sent twice --------------------------------------------------------------------------------------------
def test_write_without_key_is_refused_and_does_nothing(mine):
    answer = mine.program.post(mine.at + "trips/", TRIP, HTTP_IDEMPOTENCY_KEY="")
    assert told(answer) == (400, "idempotency.missing")
    assert mine.claim.trips.count() == 1


def test_same_key_gets_the_first_answer_and_acts_once(mine):
    first, again = (mine.program.post(mine.at + "trips/", TRIP, HTTP_IDEMPOTENCY_KEY="k") for _ in range(2))
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert again.headers["Idempotent-Replay"] == "true"
    assert mine.claim.trips.count() == 2


def test_same_key_for_something_else_is_refused(mine):
    mine.program.post(mine.at + "trips/", TRIP, HTTP_IDEMPOTENCY_KEY="k")
    other = mine.program.post(mine.at + "trips/", TRIP | {"date": "2019"}, HTTP_IDEMPOTENCY_KEY="k")
    assert told(other) == (422, "idempotency.reused")
    assert mine.claim.trips.count() == 2


def test_refused_write_leaves_its_key_free(mine):
    assert mine.program.post(mine.at + "trips/", TRIP | {"date": "soon"}, HTTP_IDEMPOTENCY_KEY="k").status_code == 422
    assert mine.program.post(mine.at + "trips/", TRIP, HTTP_IDEMPOTENCY_KEY="k").status_code == 201


def test_keys_of_two_people_do_not_meet(mine, case):
    other = make_claim(case=case, ready=True)
    theirs = program(other.claimant.account, "claim.own")
    answers = [
        mine.program.post(mine.at + "trips/", TRIP, HTTP_IDEMPOTENCY_KEY="k"),
        theirs.post(f"/api/v1/my/claims/{other.reference}/trips/", TRIP, HTTP_IDEMPOTENCY_KEY="k"),
    ]
    assert [answer.status_code for answer in answers] == [201, 201]


def test_crash_after_the_act_leaves_neither_act_nor_key(mine, monkeypatch):
    def crash(*args, **kwargs):
        raise OSError("the machine went away")

    with monkeypatch.context() as patch, pytest.raises(OSError, match="went away"):
        patch.setattr("claimants.trips.api._judged", crash)
        mine.program.post(mine.at + "trips/", TRIP, HTTP_IDEMPOTENCY_KEY="k")
    assert (mine.claim.trips.count(), IdempotencyKey.objects.count()) == (1, 0)
    assert mine.program.post(mine.at + "trips/", TRIP, HTTP_IDEMPOTENCY_KEY="k").status_code == 201


def test_kept_answers_hold_nothing_the_vault_encrypts(mine):
    at = mine.at + "person/"
    address = {"country": "VN", "address": "77 Secret Lane", "postcode": "1"}
    number = {"country": "VN", "passport_number": "X9876543"}
    for room, body in {"contact": {"phone": "+84 90 765 43 21"}, "address": address, "nationality": number}.items():
        assert mine.program.put(f"{at}{room}/", body).status_code == 200
    kept = " ".join(str(row.body) for row in IdempotencyKey.objects.all())
    assert not [secret for secret in ("765", "Secret Lane", "X9876543") if secret in kept]


# Pages -----------------------------------------------------------------------------------------------------------------
def test_cursor_pages_show_everything_once_while_rows_are_added(case, desk):
    for _ in range(5):
        make_claim(case=case, status="submitted")
    attorney, seen, url = desk("attorney", "claim.read"), [], "/api/v1/claims/?page_size=2"
    while url:
        page = attorney.get(url).json()
        seen += [row["reference"] for row in page["results"]]
        url = page["next"]
        if len(seen) == 2:
            make_claim(case=case, status="submitted")
    assert len(seen) == len(set(seen)) == 5


def test_lists_cost_the_same_for_one_row_and_three(case, desk, django_assert_num_queries):
    attorney = desk("attorney", "claim.read", "round.read")
    make_claim(case=case, status="submitted")
    queries = 3  # the token with its person, the membership with its case, the page
    with django_assert_num_queries(queries):
        assert len(attorney.get("/api/v1/claims/").json()["results"]) == 1
    for _ in range(2):
        make_claim(case=case, status="submitted")
    with django_assert_num_queries(queries):
        assert len(attorney.get("/api/v1/claims/").json()["results"]) == 3


@pytest.mark.parametrize("size", ["", "0", "-1", "201", "1" * 9, "x", "1.5", "٣", "1 "])
def test_page_size_that_is_none_is_refused_by_name(case, desk, size):
    answer = desk("attorney", "claim.read").get("/api/v1/claims/", {"page_size": size})
    assert told(answer) == (422, "fields")
    assert answer.json()["fields"] == {"page_size": ["Write a whole number from 1 to 200."]}


# The description -------------------------------------------------------------------------------------------------------
def test_schema_is_whole(tmp_path):
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(tmp_path / "schema.yml"))


def test_schema_says_right_headers_and_refusal_of_each_endpoint(client):
    schema = client.get("/api/schema/", headers={"Accept": "application/vnd.oai.openapi+json"}).json()
    accept = schema["paths"]["/api/v1/claims/{reference}/accept/"]["post"]
    headers = {each["name"]: each["required"] for each in accept["parameters"] if each["in"] == "header"}
    assert headers == {"Hamkke-Case": False, "Idempotency-Key": True}
    assert "Right: `claim.review`." in accept["description"]
    assert list(accept["responses"]["default"]["content"]) == ["application/problem+json"]
    assert schema["components"]["schemas"]["Problem"]["required"] == ["type", "status", "title", "code"]
    assert not [path for path in schema["paths"] if not path.startswith("/api/v1/")]


def test_every_write_but_those_that_keep_nothing_takes_a_key(client):
    schema = client.get("/api/schema/", headers={"Accept": "application/vnd.oai.openapi+json"}).json()
    without = {
        f"{method} {path.removeprefix('/api/v1')}"
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
        if method != "get" and "Idempotency-Key" not in [each["name"] for each in operation["parameters"]]
    }
    assert without == {
        "post /cases/{slug}/check/",
        "post /me/tokens/",
        "delete /me/tokens/{id}/",
        "post /texts/{key}/{language}/try/",
    }


@pytest.mark.parametrize("page", ["docs", "redoc"])
def test_readers_of_the_schema_load_nothing_from_elsewhere(client, page):
    html = client.get(f"/api/{page}/").content.decode()
    assert "https://" not in html
    assert "<script>" not in html


def test_answers_to_signed_in_programs_are_kept_by_no_cache(mine):
    assert "no-store" in mine.program.get(mine.at).headers["Cache-Control"]


def test_no_write_of_the_api_escapes_the_ledger(mine):
    before = LedgerEvent.objects.count()
    mine.program.post(mine.at + "trips/", TRIP)
    mine.program.put(mine.at + "person/contact/", {"phone": "+84 90 765 43 21"})
    mine.program.post(mine.at + "withdraw/")
    verbs = list(LedgerEvent.objects.order_by("seq").values_list("verb", flat=True))[before:]
    told = [verb for verb in verbs if verb != "claim.judged"]
    assert told == ["trip.added", "claimant.answered", "claim.withdrawn", "mandate.revoked"]
    assert Claim.objects.get().status == "withdrawn"


def test_somebody_without_claims_has_an_empty_list(case):
    _row, secret = make_token(user=make_user(), name="t", scopes=["claim.own"], actor=None)
    fresh = program()
    fresh.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    assert fresh.get("/api/v1/my/claims/").json()["results"] == []
