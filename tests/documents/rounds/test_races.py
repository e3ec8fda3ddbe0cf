"""Freezing under real locks: of two freezes one wins; a claim that leaves in the same moment is in the roster or not."""

import threading

import pytest
from django.db import connection

from claimants.claims.models import Claim
from documents.freezing import actions as freezing
from documents.freezing import actions_approval
from documents.rounds import actions
from documents.rounds.models import Approval, RosterEntry, Round
from documents.rounds.queries import selection
from litigation.errors import DomainError
from litigation.workflow import move
from tests.documents import people

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def case():
    return people.make_case()


@pytest.fixture
def lead(case):
    return people.make_member(case, "case_lead").user


def together(*acts):
    """Run the acts at once, each in its own thread; return what each returned or refused with."""
    barrier, outcomes = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        barrier.wait()
        try:
            outcomes[place] = act() or "done"
        except DomainError as refusal:
            outcomes[place] = refusal.code
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return outcomes


def test_second_freeze_loses_with_a_sentence(case, lead):
    people.make_accepted(case, 5)
    round = actions.open_round(case=case, actor=lead)
    people.approve(round, lead)

    def freeze():
        freezing.freeze(round=Round.objects.get(pk=round.pk), actor=lead)

    assert sorted(together(freeze, freeze, freeze)) == ["done", "round.not_open", "round.not_open"]
    assert list(RosterEntry.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4, 5]


def test_claim_that_withdraws_at_the_same_moment_is_in_or_out(case, lead):
    people.make_accepted(case, 5)
    round = actions.open_round(case=case, actor=lead)
    people.approve(round, lead)
    leaving = Claim.objects.order_by("submitted_at").first()

    def freeze():
        freezing.freeze(round=Round.objects.get(pk=round.pk), actor=lead)

    def leave():
        move(Claim.objects.get(pk=leaving.pk), "withdrawn", actor=leaving.claimant.account)

    frozen, left = together(freeze, leave)
    leaving.refresh_from_db()
    in_roster = RosterEntry.objects.filter(claim=leaving).exists()
    assert (frozen, left, leaving.status, in_roster) in [
        ("round.approval_outdated", "done", "withdrawn", False),  # nobody approved the round without this person
        ("done", "done", "withdrawn", True),  # after the freeze: out of the round by a paper of the court
        ("done", "workflow.stale", "in_round", True),
    ]


def test_of_two_approvers_one_answers(case, lead):
    people.make_accepted(case, 2)
    round = actions.open_round(case=case, actor=lead)
    seen = selection(round).digest
    actions_approval.ask_for_approval(round=round, seen=seen, actor=lead)
    seconds = [people.second(case), case.members.get(role="attorney").user]

    def answer(user):
        return lambda: str(actions_approval.approve(round=Round.objects.get(pk=round.pk), seen=seen, actor=user).state)

    assert sorted(together(*map(answer, seconds))) == ["given", "round.answered_already"]
    assert Approval.objects.filter(state="given").count() == 1


def test_freeze_beside_a_decline_is_frozen_or_refused(case, lead):
    people.make_accepted(case, 2)
    round = actions.open_round(case=case, actor=lead)
    people.approve(round, lead)

    def freeze():
        freezing.freeze(round=Round.objects.get(pk=round.pk), actor=lead)

    def decline():
        actions_approval.decline(round=Round.objects.get(pk=round.pk), reason="Wait.", actor=people.second(case))

    assert together(freeze, decline) in [["done", "round.not_open"], ["round.not_approved", "done"]]


def test_two_questions_at_once_are_one(case, lead):
    people.make_accepted(case, 2)
    round = actions.open_round(case=case, actor=lead)
    seen, second = selection(round).digest, people.second(case)

    def ask(user):
        return lambda: str(
            actions_approval.ask_for_approval(round=Round.objects.get(pk=round.pk), seen=seen, actor=user).state
        )

    assert sorted(together(ask(lead), ask(second))) == ["asked", "round.asked_already"]


def test_two_rounds_are_not_opened_at_once(case, lead):
    outcomes = together(*[lambda: actions.open_round(case=case, actor=lead).number] * 2)
    assert sorted(map(str, outcomes)) == ["1", "round.open_already"]
