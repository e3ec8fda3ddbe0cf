"""What the gate knows of a request stands in the ledger: the door it came through and the role it was done in."""

import pytest
from django.urls import reverse

from litigation.ledger.actions import record
from litigation.ledger.models import LedgerEvent
from tests import factories

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
