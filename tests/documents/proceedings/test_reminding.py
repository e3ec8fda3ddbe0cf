"""The team hears of a deadline 14, 7, 3 and 1 days before it, and once it is over; each once."""

from datetime import date, timedelta

import pytest

from claimants.notices.models import Notice
from claimants.notices.writing import compose
from documents.proceedings import actions
from documents.proceedings.actions_reminding import remind
from documents.proceedings.models import Reminder
from tests.documents import people
from tests.documents.proceedings.conftest import SERVED

DUE = date(2026, 11, 16)


@pytest.fixture
def deadline(suit, park):
    return actions.enter(proceeding=suit, kind="judgment_first", day=SERVED, actor=park).deadlines.get()


def test_each_threshold_is_told_once_to_everybody_who_works_on_the_case(case, deadline, park):
    kim = case.members.filter(role="attorney").first().user
    people.make_member(case, "auditor")
    told = []
    for left in range(16, -4, -1):
        day = DUE - timedelta(days=left)
        told.append((left, remind(today=day), remind(today=day)))
    assert [left for left, first, _second in told if first] == [14, 7, 3, 1, -1]
    assert not any(second for _left, _first, second in told)
    assert list(Reminder.objects.order_by("pk").values_list("threshold", flat=True)) == [14, 7, 3, 1, -1]
    people_told = set(Notice.objects.filter(kind="deadline").values_list("user", flat=True))
    assert {park.pk, kim.pk} <= people_told
    auditors = case.members.filter(role="auditor").values_list("user", flat=True)
    assert not people_told & set(auditors)


def test_a_deadline_that_begins_late_is_told_at_once_and_not_for_what_has_passed(deadline):
    assert remind(today=DUE - timedelta(days=5)) == 1
    assert list(Reminder.objects.values_list("threshold", flat=True)) == [7]


def test_a_settled_deadline_reminds_nobody(deadline, park):
    actions.settle(deadline=deadline, state="done", actor=park)
    assert remind(today=DUE) == 0


@pytest.mark.parametrize(("language", "words"), [("en", ["Filing an appeal", "16 November 2026"]), ("ko", ["2026"])])
def test_the_letter_names_what_ends_and_where_to_look(deadline, park, language, words):
    type(park).objects.filter(pk=park.pk).update(language=language)
    remind(today=DUE - timedelta(days=3))
    letter = compose(Notice.objects.filter(kind="deadline", user=park).get())
    assert all(word in letter.subject + letter.body for word in [*words, "2026가합12345"])
    assert f"/staff/proceedings/{deadline.proceeding_id}/" in letter.body


def test_who_left_the_team_is_not_reminded(case, deadline, park):
    gone = case.members.filter(role="attorney").first().user
    type(gone).objects.filter(pk=gone.pk).update(is_active=False)
    remind(today=DUE - timedelta(days=3))
    told = set(Notice.objects.filter(kind="deadline").values_list("user", flat=True))
    assert (park.pk in told, gone.pk in told) == (True, False)
