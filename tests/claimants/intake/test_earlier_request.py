"""Who comes back sees what they had been asked for, as a task, and can answer it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from claimants.claims.models import Claim
from claimants.details.actions import save_name
from claimants.intake import queries
from claimants.intake.actions import answer_deficiency
from claimants.intake.models import Deficiency
from claimants.leaving import actions as leaving
from litigation.accounts.actions import make_token
from litigation.errors import DomainError
from litigation.ledger.models import LedgerEvent
from tests.factories import make_case, make_claim
from tests.pages import says, send

pytestmark = pytest.mark.django_db
ASKED = "Before you left, we had asked:"


@pytest.fixture
def claim():
    return make_claim(case=make_case(), status="needs_information")


def back(claim, code="other"):
    """Asked for that, left, came back."""
    claim.deficiencies.update(code=code, note="Which airline was it?")
    leaving.withdraw(claim=claim, actor=claim.claimant.account)
    leaving.come_back(claim=claim, actor=claim.claimant.account)
    return claim.deficiencies.get()


def test_who_came_back_sees_it_on_their_list_and_answers_it(client, claim):
    asked = back(claim)
    client.force_login(claim.claimant.account)
    home = client.get(reverse("my"))
    assert (says(home, ASKED), says(home, "We need one more thing from you.")) == (True, True)
    address = reverse("my_request", args=[asked.pk])
    page = client.get(address)
    told = [says(page, word) for word in (ASKED, "Which airline was it?", "We can use your answer until")]
    assert told == [True, True, False]
    assert send(client, address, {"reply": "Vietnam Airlines"}).url == reverse("my")
    asked.refresh_from_db()
    claim.refresh_from_db()
    assert (asked.state, asked.reply, claim.status) == ("answered", "Vietnam Airlines", "draft")
    assert says(client.get(reverse("my")), ASKED) is False
    assert LedgerEvent.objects.filter(verb="deficiency.answered").count() == 1


def test_it_is_marked_as_done_once_something_was_done(claim):
    asked = back(claim, "name_differs")
    account = claim.claimant.account
    with pytest.raises(DomainError) as refused:
        answer_deficiency(deficiency=asked, actor=account)
    assert refused.value.code == "deficiency.nothing_done"
    claim.claimant.refresh_from_db()
    said = {"family_name": "NGUYEN", "given_name": "HUONG", "one_name": False, "own_name": "", "hangul_name": ""}
    save_name(claimant=claim.claimant, actor=account, **said)
    answer_deficiency(deficiency=asked, actor=account)
    answer_deficiency(deficiency=asked, actor=account)
    assert claim.deficiencies.get().state == "answered"
    assert claim.notices.filter(kind="answered").count() == 0


def test_only_the_last_one_that_was_not_answered_is_asked_again(claim):
    first = claim.deficiencies.get()
    values = {"claim": claim, "language": "en", "cure_by": first.cure_by, "asked_by": first.asked_by}
    last = Deficiency.objects.create(code="trip_unclear", **values)
    told = {"state": "answered", "answered_at": timezone.now(), "reply": "In May"}
    Deficiency.objects.create(code="other", **values, **told)
    leaving.withdraw(claim=claim, actor=claim.claimant.account)
    leaving.come_back(claim=claim, actor=claim.claimant.account)
    assert queries.earlier_request(claim) == last


def test_what_everybody_does_anyway_who_comes_back_is_not_asked_twice(claim):
    back(claim, "signature")
    assert queries.earlier_request(claim) is None


def test_nothing_is_asked_of_who_is_out_or_whose_requests_were_deleted(claim):
    leaving.withdraw(claim=claim, actor=claim.claimant.account)
    assert queries.earlier_request(claim) is None
    Claim.objects.filter(pk=claim.pk).update(status_changed_at=timezone.now() - timedelta(days=40))
    leaving.erase_due()
    leaving.come_back(claim=claim, actor=claim.claimant.account)
    assert queries.earlier_request(claim) is None


def test_program_sees_and_answers_it(client, claim):
    asked, account = back(claim), claim.claimant.account
    _token, secret = make_token(user=account, name="mine", scopes=["claim.own"], actor=account)
    headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": "one"}
    address = f"/api/v1/my/claims/{claim.reference}/"
    assert client.get(address, headers=headers).json()["earlier_request"]["id"] == str(asked.pk)
    body = {"reply": "Vietnam Airlines"}
    answer = f"{address}requests/{asked.pk}/answer/"
    assert client.post(answer, body, headers=headers, content_type="application/json").status_code == 200
    assert client.get(address, headers=headers).json()["earlier_request"] is None
