"""A case with people whom a narrower or wider rule changes in different ways."""

from datetime import date

import pytest
from django.core import mail

from claimants.claims.models import Claim
from litigation.cases.actions_rule import save_draft
from litigation.cases.queries import current_rule
from litigation.jobs import tasks
from tests import factories


@pytest.fixture(autouse=True)
def _quiet(settings, monkeypatch):
    settings.STAFF_SECOND_FACTOR = False
    monkeypatch.setattr(tasks.ring, "apply_async", lambda args, **options: None)
    mail.outbox.clear()


@pytest.fixture
def case(db):
    return factories.make_case()


@pytest.fixture
def kim(case):
    return factories.make_member(case, of_record=True).user


def body_with(case, *, first="2010-08-23", last="2021-10-20", **changes):
    """The rule in force with another window for foreigners."""
    body = current_rule(case).body
    national, _foreign = body["windows"]
    foreign = {"group": "foreign", "directions": ["entry"], "first": first, "last": last}
    return {**body, "windows": [national, foreign], **changes}


def draft_of(case, actor, **changes):
    return save_draft(case=case, body=body_with(case, **changes), citation="A newer disclosure", actor=actor)


def travelled(case, day, *, status="submitted", **answers):
    """A claim with one entry on that day; a draft is told to the end and not sent."""
    claim = factories.make_claim(case=case, ready=True, **answers)
    claim.trips.all().delete()
    factories.tell_trip(claim, date=date.fromisoformat(day))
    if status != "draft":
        factories._live(claim, status, None)
    return Claim.objects.get(pk=claim.pk)
