"""Today says to each what waits for them: approvals, rounds that stand, papers a change owes the court."""

import pytest
from django.test import RequestFactory
from django.urls import reverse

from documents.changes.actions import drop
from documents.changes.models import AskedChange
from documents.freezing import actions_approval
from documents.papers.models import Filing
from documents.rounds.actions import open_round
from documents.rounds.queries import selection
from litigation.cases.models import Membership
from litigation.frame.duties import duties
from litigation.workflow import move
from tests.documents import people
from tests.pages import says

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return people.make_case()


@pytest.fixture
def lead(case):
    return people.make_member(case, "case_lead").user


def waits_for(person, case):
    request = RequestFactory().get("/staff/")
    request.user, request.case, request.membership = person, case, Membership.objects.get(case=case, user=person)
    return [(duty.sentence, duty.url) for duty in duties(request)]


def test_a_question_for_approval_waits_for_everybody_who_may_answer_and_not_for_who_asked(case, lead):
    second, auditor = people.second(case), people.make_member(case, "auditor").user
    people.make_accepted(case, 2)
    round = open_round(case=case, actor=lead)
    actions_approval.ask_for_approval(round=round, seen=selection(round).digest, actor=lead)
    asked = (f"{lead} asks for a second person's approval of round 1", reverse("desk_round_freeze", args=[1]))
    assert (waits_for(second, case), waits_for(lead, case), waits_for(auditor, case)) == ([asked], [], [])
    actions_approval.approve(round=round, seen=selection(round).digest, actor=second)
    assert waits_for(second, case) == []


def test_a_frozen_round_waits_with_the_first_thing_that_stands_against_it_and_a_filed_one_with_the_papers_it_owes(
    case, lead, client, settings
):
    settings.STAFF_SECOND_FACTOR = False
    people.make_accepted(case, 2)
    round = people.freeze(open_round(case=case, actor=lead), lead)
    here = reverse("desk_round", args=[1])
    assert waits_for(lead, case) == [("Round 1 is not filed yet. The papers are not made yet", here)]
    client.force_login(lead)
    today = client.get(reverse("desk_today"))
    assert (says(today, "Waits for you"), says(today, "The papers are not made yet")) == (True, True)
    people.filed(round, lead)
    assert waits_for(lead, case) == []


def test_a_change_of_a_filed_round_waits_for_its_paper_a_second_person_and_the_court(case, lead):
    second, auditor = people.second(case), people.make_member(case, "auditor").user
    people.make_accepted(case, 3)
    round = people.filed(people.freeze(open_round(case=case, actor=lead), lead), lead)
    asked = drop(round=round, number=2, reason="Asked us.", actor=lead)
    here, where = reverse("desk_asked_change", args=[1, 1]), "Round 1, plaintiff 2: "
    make = (where + "the paper for the court is not made yet", reverse("desk_change_paper", args=[1, 1]))
    assert [waits_for(each, case) for each in (lead, second, auditor)] == [[make], [make], []]
    Filing.objects.create(
        round=round, type="withdrawal", number=1, change=asked, state="made", asked={"values": {}}, asked_by=lead
    )
    confirm = (where + "a change waits for a second person", here)
    assert [waits_for(each, case) for each in (lead, second, auditor)] == [[], [confirm], []]
    AskedChange.objects.update(status="confirmed", confirmed_by=second)
    hand_in = (where + "the paper of a change is not handed in yet", here)
    assert [waits_for(each, case) for each in (lead, second, auditor)] == [[hand_in], [hand_in], []]


def test_who_left_a_filed_suit_waits_until_the_court_is_told(case, lead):
    people.make_accepted(case, 2)
    round = people.filed(people.freeze(open_round(case=case, actor=lead), lead), lead)
    claim = round.roster.get(number=2).claim
    move(claim, "withdrawn", actor=claim.claimant.account)
    left = ("Round 1, plaintiff 2 has left: the court has to be told", reverse("desk_plaintiff", args=[1, 2]))
    assert waits_for(lead, case) == [left]
    drop(round=round, number=2, reason="Left by the page.", actor=lead)
    assert left not in waits_for(lead, case)
