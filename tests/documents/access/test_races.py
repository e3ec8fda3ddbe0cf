"""Requests for access under real locks: one deadline a day, one row a person, done with the last answer. PostgreSQL only."""

from datetime import timedelta

import pytest
from django.utils import timezone

from documents.access import actions
from documents.access.models import AccessAnswer, AccessRequest
from documents.papers.models import Filing, PaperFile
from documents.proceedings.models import Deadline
from documents.rounds.actions import open_round
from tests.documents import people
from tests.documents.rounds.test_races import together

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def lead():
    return people.make_member(people.make_case(), "case_lead").user


@pytest.fixture
def filing(lead):
    case = lead.memberships.get().case
    people.make_accepted(case, 2)
    round = people.freeze(open_round(case=case, actor=lead), lead)
    asked = {"asked": {}, "asked_by": lead, "created_at": timezone.now() - timedelta(days=30)}
    filing = Filing.objects.create(round=round, type="access_request", number=1, **asked)
    stored = {"stored_name": "x", "sha256": "0" * 64, "size": 1, "pages": 1}
    for entry in round.roster.all():
        PaperFile.objects.create(
            filing=filing, entry=entry, key=f"{entry.number}", path=f"{entry.number}.pdf", **stored
        )
    return filing


def test_people_of_one_day_share_a_deadline_whoever_enters_them(filing, lead):
    day = timezone.localdate() - timedelta(days=9)

    def mark(number):
        own = Filing.objects.get(pk=filing.pk)
        said = {"received_on": day, "proof": "RR 1 KR", "actor": lead}
        return lambda: actions.mark_received(filing=own, numbers=[number], **said) and "done"

    assert together(mark(1), mark(2), mark(2)) == ["done"] * 3
    assert (Deadline.objects.count(), AccessRequest.objects.count()) == (1, 2)


def test_last_two_answers_end_the_deadline_once(filing, lead):
    today = timezone.localdate()
    deadline = actions.mark_received(filing=filing, received_on=today, proof="RR 1 KR", actor=lead)

    def answer(number):
        own = Filing.objects.get(pk=filing.pk)
        said = {"outcome": "granted", "answered_on": today, "actor": lead}
        return lambda: actions.enter_answer(filing=own, numbers=[number], **said) and "done"

    assert together(answer(1), answer(2)) == ["done", "done"]
    deadline.refresh_from_db()
    assert (deadline.state, AccessAnswer.objects.count()) == ("done", 2)
