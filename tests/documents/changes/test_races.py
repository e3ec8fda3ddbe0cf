"""Under real locks: two changes are two versions, a plaintiff leaves once, a list is closed with everybody in it."""

import pytest
from django.utils import timezone

from documents.changes import actions
from documents.changes.models import AppealAnswer, AskedChange, RosterChange
from documents.changes.queries import accounts
from documents.papers.models import Filing
from documents.proceedings.actions import enter
from documents.proceedings.models import Proceeding
from documents.proceedings.queries import judgment_of
from documents.requests.actions import ask_for_change
from documents.rounds import actions as rounds
from documents.rounds.models import Round
from litigation.cases.models import CaseText
from litigation.jobs import tasks
from tests.documents import people
from tests.documents.rounds.test_races import together

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def lead():
    return people.make_member(people.make_case(), "case_lead").user


@pytest.fixture
def round(lead):
    case = lead.memberships.get().case
    people.make_accepted(case, 4)
    return people.filed(people.freeze(rounds.open_round(case=case, actor=lead), lead), lead)


@pytest.fixture
def frozen(lead):
    case = lead.memberships.get().case
    people.make_accepted(case, 4)
    return people.freeze(rounds.open_round(case=case, actor=lead), lead)


def drop(round, number, lead):
    return lambda: (
        actions.drop(round=Round.objects.get(pk=round.pk), number=number, reason="Left.", actor=lead) and "done"
    )


def test_plaintiff_leaves_once(frozen, lead):
    assert sorted(together(*[drop(frozen, 1, lead)] * 3)) == ["done", "roster.left", "roster.left"]


def test_two_changes_are_two_versions(frozen, lead):
    assert together(*[drop(frozen, number, lead) for number in (1, 2, 3)]) == ["done"] * 3
    assert sorted(RosterChange.objects.values_list("version", flat=True)) == [2, 3, 4]


def test_one_change_of_a_plaintiff_is_asked_for(round, lead):
    assert sorted(together(*[drop(round, 1, lead)] * 3)) == ["change.waits", "change.waits", "done"]


def test_change_is_handed_in_or_taken_back_and_not_both(round, lead):
    drop(round, 1, lead)()
    AskedChange.objects.update(confirmed_by=people.second(round.case), status="confirmed")

    def own():
        return AskedChange.objects.get()

    outcomes = together(
        lambda: actions.put_in_force(asked=own(), on=timezone.localdate(), actor=lead) and "handed_in",
        lambda: actions.take_back(asked=own(), reason="A mistake.", actor=lead) or "taken_back",
    )
    done = own().status
    (refused,) = (each for each in outcomes if each != done)
    assert refused.startswith("workflow.")
    assert RosterChange.objects.count() == (done == "handed_in")


def test_list_is_closed_with_everybody_or_not_at_all(round, lead):
    today = timezone.localdate()
    suit = round.proceedings.get()
    enter(proceeding=suit, kind="judgment_first", day=today, actor=lead)
    say = {"source": "Letters.", "actor": lead}
    actions.say_who_appeals(proceeding=suit, numbers=[1, 2, 3], appeals=True, **say)

    def own():
        return Proceeding.objects.get(pk=suit.pk)

    outcomes = together(
        lambda: actions.close_appeal_list(proceeding=own(), actor=lead) and "done",
        lambda: actions.say_who_appeals(proceeding=own(), numbers=[4], appeals=False, **say) and "done",
    )
    assert outcomes in [["done", "done"], ["appeal.missing", "done"]]
    assert (AppealAnswer.objects.count(), accounts(judgment_of(suit)).missing) == (4, 0)


def test_change_has_one_paper_however_often_it_is_asked_for(round, lead, monkeypatch):
    monkeypatch.setattr(tasks.ring, "apply_async", lambda args, **options: None)
    CaseText.objects.create(case=round.case, key="paper.withdrawal", language="ko", body="# 소취하서", sha256="0" * 64)
    actions.drop(round=round, number=1, reason="Left.", actor=lead)

    def ask():
        return ask_for_change(asked=AskedChange.objects.get(), values={"plaintiffs": [1]}, actor=lead).pk

    assert set(together(ask, ask, ask)) == set(Filing.objects.values_list("pk", flat=True))
    assert Filing.objects.count() == 1
