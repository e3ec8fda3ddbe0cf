"""What the gate knows of a request stands in the ledger: the door it came through and the role it was done in."""

from collections import Counter
from urllib.parse import quote

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory, force_authenticate
from rest_framework.views import APIView

from litigation.accounts import limits
from litigation.frame.gate import RightsGate, came_from
from litigation.ledger.actions import record
from litigation.ledger.models import LedgerEvent
from litigation.web.parked import owner_token
from tests import factories
from tests.api.conftest import program
from tests.litigation.jobs.test_races import in_threads

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.STAFF_SECOND_FACTOR = False


def of(verb):
    return list(LedgerEvent.objects.filter(verb=verb).values_list("source", "actor_role"))


def test_act_on_the_desk_is_recorded_with_its_role(client):
    claim = factories.make_claim(status="submitted")
    client.force_login(factories.make_member(claim.case, "attorney").user)
    client.post(reverse("desk_note", args=[claim.reference]), {"text": "Read it twice."})
    assert of("note.added") == [("web", "attorney")]


def test_act_of_a_claimant_is_a_person_s(client):
    claim = factories.make_claim()
    client.force_login(claim.claimant.account)
    client.post(reverse("my_contact"), {"phone_0": "KR", "phone_1": "010-1234-5678", "phone": "+82 10 1234 5678"})
    assert set(of("claimant.answered")) == {("web", "person")}


def test_role_of_one_request_is_not_carried_into_the_next(client):
    claim = factories.make_claim(status="submitted")
    client.force_login(factories.make_member(claim.case, "attorney").user)
    client.post(reverse("desk_note", args=[claim.reference]), {"text": "Read it twice."})
    record("thing.done", actor=claim.claimant.account)
    assert of("thing.done") == [("command", "person")]


def test_address_that_only_takes_forms_says_so_when_it_is_opened(client):
    user = factories.make_member(factories.make_case(), "case_lead").user
    client.force_login(user)
    answer = client.get(reverse("choose_language", args=["ko"]))
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "This address only takes forms" in answer.content.decode()
    scripted = client.get(reverse("choose_language", args=["ko"]), headers={"accept": "application/json"})
    assert (scripted.status_code, scripted.content) == (405, b"")


def test_act_of_a_program_is_recorded_with_the_role_of_its_person():
    claim = factories.make_claim(status="submitted")
    attorney = factories.make_member(claim.case, "attorney").user
    at = reverse("api:claim_note", args=[claim.reference])
    assert program(attorney, "claim.review").post(at, {"text": "Read it twice."}).status_code == 200
    assert of("note.added") == [("api", "attorney")]


class Bare(APIView):
    """An endpoint that declares no right."""

    def get(self, request):
        return Response({"secret": "read"})


def bare(request):
    """A page that declares none."""
    return HttpResponse("read")


def sent(method, path):
    """A request of the strongest there is, as it comes to the gate."""
    request = getattr(APIRequestFactory(), method)(path)
    request.user, request.session = factories.make_member(factories.make_case(), "case_lead").user, {}
    return request


@pytest.mark.parametrize(
    ("view", "path"), [(bare, "/en/bare/"), (bare, "/api/v1/bare/"), (Bare.as_view(), "/api/v1/bare/")]
)
def test_a_view_that_declares_no_right_is_closed_to_everybody(view, path):
    answer = RightsGate(view).process_view(sent("get", path), view, (), {})
    assert answer.status_code == 403
    assert ("application/problem+json" in answer["Content-Type"]) is path.startswith("/api/")


def test_a_page_is_closed_to_who_is_signed_in_and_has_not_its_right(client):
    client.force_login(factories.make_claim().claimant.account)
    assert client.get(reverse("desk_today")).status_code == 403


@pytest.mark.parametrize(("has", "status"), [(True, 200), (False, 302)])
def test_the_desk_is_open_to_who_has_a_second_factor(client, settings, monkeypatch, has, status):
    settings.STAFF_SECOND_FACTOR = True
    monkeypatch.setattr("litigation.frame.gate.has_second_factor", lambda user: has)
    client.force_login(factories.make_member(factories.make_case(), "case_lead").user)
    answer = client.get(reverse("desk_today"))
    assert answer.status_code == status
    assert has or answer["Location"] == reverse("mfa_index")


@pytest.mark.parametrize(
    ("page", "path"),
    [
        ("http://testserver/desk/claims/?page=2", "/desk/claims/"),
        ("http://elsewhere.example/desk/claims/", None),
        ("", None),
    ],
)
def test_a_refused_form_leads_back_to_a_page_of_this_site(page, path):
    request = APIRequestFactory().post("/desk/", headers={"referer": page})
    assert came_from(request) == (path or reverse("desk_today"))


def test_the_gate_leaves_a_method_that_is_not_there_to_the_endpoint():
    assert RightsGate(bare).process_view(sent("post", "/api/v1/bare/"), Bare.as_view(), (), {}) is None


def test_an_endpoint_that_declares_no_right_is_closed_behind_the_gate_too():
    request = sent("get", "/api/v1/bare/")
    force_authenticate(request, request.user)
    assert Bare.as_view()(request).status_code == 403


def test_an_endpoint_that_only_takes_writes_names_them_to_a_reader():
    claim = factories.make_claim(status="submitted")
    attorney = factories.make_member(claim.case, "attorney").user
    answer = program(attorney, "claim.review").get(reverse("api:claim_accept", args=[claim.reference]))
    assert (answer.status_code, "POST" in answer["Allow"]) == (405, True)


@pytest.mark.parametrize(("has", "status"), [(True, 200), (False, 403)])
def test_staff_come_with_a_session_where_they_have_a_second_factor(settings, monkeypatch, has, status):
    settings.STAFF_SECOND_FACTOR = True
    monkeypatch.setattr("litigation.frame.gate.has_second_factor", lambda user: has)
    lead = factories.make_member(factories.make_case(), "case_lead").user
    assert program(lead).get("/api/v1/claims/").status_code == status


def test_who_is_signed_out_is_led_to_sign_in_and_back(client):
    at = reverse("my_contact") + "?from=mail"
    for ask in (client.get, client.head):
        answer = ask(at)
        assert (answer.status_code, answer["Location"]) == (302, f"{sign_in()}?next={quote(at)}")
    read = client.get(at, headers={"accept": "application/json"})
    assert (read.status_code, read.json()) == (401, {"sign_in": sign_in(), "kept": False})


def test_who_was_signed_out_while_writing_is_led_back_to_what_they_wrote(client):
    at, written = reverse("my_contact"), {"phone": "+82 10 1234 5678"}
    shown_to = written | {"_owner": owner_token(factories.make_user())}
    answer = client.post(at, shown_to)
    assert (answer.status_code, answer["Location"]) == (302, f"{sign_in()}?next={quote(at)}&ended=1")
    scripted = client.post(at, shown_to, headers={"accept": "application/json"})
    assert (scripted.status_code, scripted.json()) == (401, {"sign_in": sign_in(), "kept": True})
    strange = client.post(at, written)  # nobody knows whose it is, so it is not kept, and leads to no form
    assert (strange.status_code, strange["Location"]) == (302, f"{sign_in()}?next={quote(reverse('my'))}&ended=1")


def sign_in():
    return reverse("account_request_login_code")


# Too much at once ------------------------------------------------------------------------------------------------------
CONTACT = {"phone_0": "KR", "phone_1": "010-1234-5678", "phone": "+82 10 1234 5678"}


@pytest.fixture
def two_writes(monkeypatch):
    """Two in an hour, of which ten minutes are left."""
    monkeypatch.setattr(limits, "WRITES_OF_PERSON", limits.Limit("writes.person", ((2, limits.HOUR),)))
    monkeypatch.setattr(limits, "_now", lambda: 1_800_000_000 // limits.HOUR * limits.HOUR + 3000)


def test_form_of_who_sends_too_much_is_refused_and_comes_back_as_it_was(client, two_writes):
    claim = factories.make_claim(status="draft", ready=False)
    client.force_login(claim.claimant.account)
    page = reverse("my_contact")
    sent = CONTACT | {"_owner": owner_token(claim.claimant.account)}
    came = [client.post(page, sent).status_code for _ in range(2)]
    refused = client.post(page, sent | {"phone": "+82 10 9999 8888"}, headers={"Referer": f"http://testserver{page}"})
    text = " ".join(refused.content.decode().split())
    assert (came, refused.status_code, refused.headers["Retry-After"]) == ([302, 302], 429, "600")
    assert "Very much was sent from your account within an hour. Try again in 10 minutes." in text
    assert ("What you wrote is kept for an hour." in text, f'href="{page}">Back to the page' in text) == (True, True)
    assert "+82 10 9999 8888" in client.get(page).content.decode()
    assert client.post(reverse("account_logout")).status_code == 302


def test_script_and_program_of_who_sends_too_much_are_told_when_to_come_back(client, two_writes):
    claim = factories.make_claim(status="submitted")
    attorney = factories.make_member(claim.case, "attorney").user
    client.force_login(attorney)
    note, answers = reverse("desk_note", args=[claim.reference]), []
    for _ in range(3):
        answers.append(client.post(note, {"text": "Read it."}, headers={"Accept": "application/json"}))
    assert (answers[2].status_code, answers[2].headers["Retry-After"]) == (429, "600")
    assert answers[2].json()["code"] == "request.too_many"
    asked = program(attorney, "claim.review", "claim.read")
    told = asked.post(reverse("api:claim_note", args=[claim.reference]), {"text": "Read it."})
    assert (told.status_code, told.headers["Retry-After"], told.json()["code"]) == (429, "600", "request.too_many")
    assert asked.get(reverse("api:claim", args=[claim.reference])).status_code == 200


@pytest.mark.parametrize("on", [pytest.param("postgresql", marks=pytest.mark.postgres), "sqlite"])
@pytest.mark.django_db(transaction=True)
def test_of_many_writes_at_one_moment_only_the_allowed_pass(monkeypatch, on):
    assert connection.vendor == on
    monkeypatch.setattr(limits, "WRITES_OF_PERSON", limits.Limit("writes.person", ((7, limits.DAY),)))
    claim, codes = factories.make_claim(status="submitted"), []
    attorney = factories.make_member(claim.case, "attorney").user

    def write(number):
        client = Client()
        client.force_login(attorney)
        codes.append(client.post(reverse("desk_note", args=[claim.reference]), {"text": f"{number}"}).status_code)

    assert in_threads(61, write) == []
    assert Counter(codes) == {302: 7, 429: 54}
    assert LedgerEvent.objects.filter(verb="note.added").count() == 7
