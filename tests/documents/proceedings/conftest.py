"""A frozen round of two plaintiffs, and the suit it becomes."""

from datetime import date

import pytest
from django.utils import timezone

from documents.proceedings import actions
from documents.rounds.actions import open_round
from documents.rounds.models import Round
from tests.documents import people

SERVED = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def _one_factor(settings):
    settings.STAFF_SECOND_FACTOR = False


@pytest.fixture
def case(db):
    return people.make_case()


@pytest.fixture
def park(case):
    return people.make_member(case, "coordinator").user


@pytest.fixture
def frozen(case, park):
    people.make_accepted(case, 2)
    round = people.freeze(open_round(case=case, actor=park), park)
    Round.objects.filter(pk=round.pk).update(frozen_at=timezone.now().replace(month=10, day=1))
    round.refresh_from_db()
    return round


def file(round, actor, **changes):
    values = {"court": "서울중앙지방법원", "division": "", "number": "2026가합12345", "filed_on": date(2026, 10, 5)}
    return actions.file_round(round=round, actor=actor, **values | changes)


@pytest.fixture
def suit(frozen, park):
    return file(frozen, park)
