"""Proceedings under real locks: filed once, corrected once, settled once, reminded once. PostgreSQL only."""

from datetime import date

import pytest

from claimants.claims.models import Claim
from claimants.notices.models import Notice
from documents.proceedings import actions, actions_feed
from documents.proceedings.actions_reminding import remind
from documents.proceedings.models import CalendarFeed, Deadline, DocketEntry, Proceeding, Reminder
from documents.proceedings.rules import Extension
from documents.rounds.models import Round
from litigation.workflow import move
from tests.documents.proceedings.conftest import SERVED, file
from tests.documents.rounds.test_races import together

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_a_round_is_filed_once(frozen, park):
    def filing(number):
        return lambda: file(Round.objects.get(pk=frozen.pk), park, number=number) and "done"

    outcomes = together(*(filing(f"2026가합{n}") for n in (1, 2, 3)))
    assert sorted(outcomes) == ["done", "workflow.not_allowed", "workflow.not_allowed"]
    assert (Proceeding.objects.count(), Notice.objects.filter(kind="filed").count()) == (1, 2)


def test_who_leaves_in_the_moment_of_filing_is_filed_or_gone_and_never_both(frozen, park):
    leaving = Claim.objects.order_by("pk").first()
    outcomes = together(lambda: move(leaving, "withdrawn", actor=park) and None, lambda: file(frozen, park) and None)
    statuses = sorted(Claim.objects.values_list("status", flat=True))
    told = Notice.objects.filter(kind="filed").count()
    assert outcomes[1] == "done"
    assert (outcomes[0], statuses, told) in [
        ("done", ["filed", "withdrawn"], 1),
        ("workflow.stale", ["filed", "filed"], 2),
    ]


def test_an_entry_is_corrected_once_and_a_deadline_settled_once(suit, park):
    entry = actions.enter(proceeding=suit, kind="judgment_first", day=SERVED, actor=park)

    def correct():
        wrong = DocketEntry.objects.get(pk=entry.pk)
        actions.correct(entry=wrong, kind="judgment_first", day=date(2026, 11, 3), actor=park)

    assert sorted(together(correct, correct)) == ["docket.corrected", "done"]
    deadline = Deadline.objects.get(state="open")

    def settle():
        actions.settle(deadline=Deadline.objects.get(pk=deadline.pk), state="done", actor=park)

    assert sorted(together(settle, settle, settle)) == ["deadline.settled", "deadline.settled", "done"]


def test_a_deadline_is_extended_once(suit, park):
    deadline = actions.enter(proceeding=suit, kind="judgment_first", day=SERVED, actor=park).deadlines.get()

    def extend(days):
        row = Deadline.objects.get(pk=deadline.pk)
        return lambda: (
            actions.extend(deadline=row, extension=Extension(added_days=days), why="Order.", actor=park) and "done"
        )

    assert sorted(together(extend(3), extend(5))) == ["deadline.settled", "done"]
    assert sorted(Deadline.objects.values_list("state", flat=True)) == ["open", "recounted"]


def test_two_workers_remind_once(suit, park):
    actions.enter(proceeding=suit, kind="judgment_first", day=SERVED, actor=park)
    day = date(2026, 11, 13)
    together(lambda: remind(today=day), lambda: remind(today=day), lambda: remind(today=day))
    team = suit.case.members.exclude(role="auditor").values("user").distinct().count()
    assert (Reminder.objects.count(), Notice.objects.filter(kind="deadline").count()) == (1, team)


def test_one_calendar_address_works_at_a_time(suit, park):
    together(*(lambda: actions_feed.make(user=park) and "done",) * 3)
    assert CalendarFeed.objects.filter(revoked_at=None).count() == 1
