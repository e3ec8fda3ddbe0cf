"""Leaving a claim, and coming back to it."""

import pytest
from django.urls import reverse

from claimants.claims.models import Claim
from claimants.intake.actions import answer_deficiency
from claimants.leaving import actions
from claimants.notices.models import Notice
from litigation.errors import DomainError
from tests.factories import make_case, make_claim
from tests.pages import says, send, shown

pytestmark = pytest.mark.django_db


def sign_in(client, **claim):
    claim = make_claim(case=make_case(), **claim)
    client.force_login(claim.claimant.account)
    return claim


@pytest.mark.parametrize(
    "status", ["draft", "submitted", "in_review", "needs_information", "accepted", "in_round", "filed", "not_eligible"]
)
def test_leaving_is_possible_in_every_open_state(status):
    claim = make_claim(case=make_case(), status=status)
    actions.withdraw(claim=claim, actor=claim.claimant.account)
    mails = list(Notice.objects.order_by("created_at").values_list("kind", flat=True))
    assert (Claim.objects.get().status, mails[-1]) == ("withdrawn", "withdrawn")


@pytest.mark.parametrize("status", ["decided", "closed", "withdrawn"])
def test_leaving_is_refused_when_it_is_over(status):
    claim = make_claim(case=make_case(), status=status)
    with pytest.raises(DomainError) as refused:
        actions.withdraw(claim=claim, actor=claim.claimant.account)
    assert refused.value.code == "workflow.not_allowed"


def test_leaving_takes_two_steps(client):
    claim = sign_in(client, status="submitted")
    first = client.get(reverse("my_withdraw"))
    assert says(first, "Nothing of your claim has gone to the court, so leaving costs you nothing.")
    assert "Leave the claim" not in first.content.decode()
    second = reverse("my_withdraw") + "?sure=1"
    refused = send(client, second)
    assert refused.status_code == 422
    assert says(refused, "Tick “Yes, I want to leave this claim”, or go back and keep it")
    assert client.post(second, shown(refused) | {"sure": "on"}).url == reverse("my")
    claim.refresh_from_db()
    assert claim.status == "withdrawn"
    assert says(client.get(reverse("my")), "You left the claim on")
    assert client.get(reverse("my_withdraw")).url == reverse("my")


@pytest.mark.parametrize("status, word", [("in_round", "being prepared"), ("filed", "it may have a price")])
def test_leaving_says_what_it_means_at_this_stage(client, status, word):
    sign_in(client, status=status)
    page = client.get(reverse("my_withdraw"))
    assert says(page, word)
    assert says(page, "Papers for the court were made from what you gave, so it is kept with them.")


def test_who_left_comes_back_to_a_draft_that_is_signed_and_sent_anew(client):
    claim = sign_in(client, status="withdrawn", ready=True)
    home = client.get(reverse("my"))
    assert says(home, "Come back to my claim")
    page = client.get(reverse("my_come_back"))
    assert says(page, "What you wrote and sent before is still here, and you can change it.")
    assert client.post(reverse("my_come_back"), shown(page)).url == reverse("my")
    claim.refresh_from_db()
    assert (claim.status, claim.submitted_at, claim.erased_at) == ("draft", None, None)
    assert claim.trips.count() == 1
    assert not claim.mandates.filter(state="signed").exists()
    assert says(client.get(reverse("my")), "Not sent yet. You can still change everything.")


def test_a_refused_person_who_left_comes_back_without_the_refusal():
    claim = make_claim(case=make_case(), status="not_eligible")
    actions.withdraw(claim=claim, actor=claim.claimant.account)
    actions.come_back(claim=claim, actor=claim.claimant.account)
    claim.refresh_from_db()
    assert (claim.status, claim.refusal_code, claim.decided_at, claim.reviewer) == ("draft", "", None, None)


@pytest.mark.parametrize("status", ["in_round", "filed"])
def test_nobody_comes_back_out_of_papers(client, status):
    claim = sign_in(client, status=status)
    actions.withdraw(claim=claim, actor=claim.claimant.account)
    home = client.get(reverse("my"))
    assert not says(home, "Come back to my claim")
    assert says(home, "Papers for the court were made from what you gave, so it is kept with them.")
    assert client.get(reverse("my_come_back")).url == reverse("my")
    with pytest.raises(DomainError) as refused:
        actions.come_back(claim=Claim.objects.get(), actor=claim.claimant.account)
    assert refused.value.code == "claim.no_way_back"


def test_nobody_comes_back_to_a_case_that_takes_no_claims():
    claim = make_claim(case=make_case(), status="withdrawn", ready=True)
    make_case(is_open=False)
    with pytest.raises(DomainError) as refused:
        actions.come_back(claim=Claim.objects.get(), actor=claim.claimant.account)
    assert (refused.value.code, Claim.objects.get().status) == ("claim.no_way_back", "withdrawn")


def test_two_windows_come_back_once():
    claim = make_claim(case=make_case(), status="withdrawn", ready=True)
    other = Claim.objects.get()
    actions.come_back(claim=claim, actor=claim.claimant.account)
    with pytest.raises(DomainError) as refused:
        actions.come_back(claim=other, actor=claim.claimant.account)
    assert refused.value.code == "claim.no_way_back"


def test_what_was_asked_of_who_left_ends_and_its_answer_sends_no_draft(client):
    claim = sign_in(client, status="needs_information")
    asked = claim.deficiencies.get()
    actions.withdraw(claim=claim, actor=claim.claimant.account)
    actions.come_back(claim=claim, actor=claim.claimant.account)
    asked.refresh_from_db()
    assert asked.state == "dropped"
    answer_deficiency(deficiency=asked, reply="Flight 408.", actor=claim.claimant.account)
    claim.refresh_from_db()
    assert (claim.status, claim.submitted_at) == ("draft", None)
    page = client.get(reverse("my_request", args=[asked.pk]))
    assert page.status_code == 200
    assert (
        client.post(reverse("my_request", args=[asked.pk]), shown(page) | {"reply": "Flight 408."}).status_code == 302
    )
    assert Claim.objects.get().status == "draft"


def test_no_clock_runs_for_a_draft_that_was_taken_up_again():
    claim = make_claim(case=make_case(), status="submitted")
    assert set(claim.clocks.values_list("state", flat=True)) == {"running"}
    actions.withdraw(claim=claim, actor=claim.claimant.account)
    actions.come_back(claim=claim, actor=claim.claimant.account)
    assert set(claim.clocks.values_list("state", flat=True)) == {"left"}
