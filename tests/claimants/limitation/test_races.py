"""Two at the same moment. PostgreSQL only: SQLite takes one writer at a time, so it would prove nothing."""

from datetime import date

import pytest

from claimants.claims.models import Claim
from claimants.intake import actions as intake
from claimants.limitation import actions, actions_alerts, queries
from claimants.limitation.models import ClockAlert, Reckoning, TollingEvent
from claimants.notices.models import Notice
from litigation.jobs import engine
from litigation.jobs.models import Job
from litigation.theories.actions import choose_start, confirm_start
from litigation.theories.queries import one
from tests.claimants.review.test_desk_races import at_once
from tests.factories import make_case, make_claim, make_member

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
DATA = date(2021, 10, 20)


def choose(case, actor, start=DATA):
    theory = one(case, "tort")
    return choose_start(
        theory=theory, limb="objective", start=start, event={"en": "Event"}, note="Reason", actor=actor, seen=1
    ).version


def work():
    for job in Job.objects.filter(kind=queries.RECOUNT, state__in=Job.OPEN):
        engine.work(job.pk)


def test_two_attorneys_choosing_at_once_have_one_winner():
    case = make_case()
    one_, two = make_member(case).user, make_member(case).user
    results = at_once(lambda: choose(case, one_), lambda: choose(case, two, date(2022, 3, 1)))
    assert sorted(map(str, results)) == ["2", "limitation.stale"]
    assert list(one(case, "tort").bases.values_list("version", flat=True)) == [2, 1]


def test_start_confirmed_by_two_at_once_is_confirmed_by_one():
    case = make_case()
    people = [make_member(case).user for _ in range(2)]
    basis = one(case, "tort").bases.get()
    copies = [type(basis).objects.get(pk=basis.pk) for _ in people]
    acts = [lambda c=c, p=p: confirm_start(basis=c, actor=p) for c, p in zip(copies, people, strict=True)]
    assert sorted(at_once(*acts)) == ["case.confirmed_before", "done"]


@pytest.mark.parametrize("order", [1, -1])
def test_claim_sent_while_the_start_changes_ends_with_the_new_one(order):
    case = make_case()
    attorney = make_member(case).user
    drafts = [make_claim(case=case, ready=True) for _ in range(3)]
    sent = make_claim(case=case, status="submitted")

    def send(draft):
        intake.send_claim(claim=Claim.objects.get(pk=draft.pk), actor=draft.claimant.account)

    acts = [*(lambda d=draft: send(d) for draft in drafts), lambda: choose(case, attorney)]
    results = at_once(*acts[::order])
    assert sorted(map(str, results)) == ["2", "done", "done", "done"]
    work()
    days = {clock.last_day for claim in [*drafts, sent] for clock in claim.clocks.filter(theory__key="tort")}
    assert days == {date(2026, 10, 20)}
    assert sum(claim.clocks.count() for claim in [*drafts, sent]) == 12


def test_two_recounts_at_once_leave_one_clock_and_one_way_each():
    case = make_case()
    claims = [make_claim(case=case, status="submitted").pk for _ in range(3)]
    results = at_once(*(lambda: actions.count(case=case, claims=claims) for _ in range(3)))
    assert results == [9, 9, 9]
    assert Reckoning.objects.count() == 3


def test_event_entered_twice_at_once_is_kept_once():
    case = make_case()
    claim, people = make_claim(case=case, status="submitted"), [make_member(case).user for _ in range(2)]
    copies = [Claim.objects.select_related("case").get(pk=claim.pk) for _ in people]
    acts = [
        lambda c=c, p=p: actions.enter_event(claim=c, kind="demand", on=date(2026, 1, 5), actor=p) and "done"
        for c, p in zip(copies, people, strict=True)
    ]
    assert sorted(at_once(*acts)) == ["clock.entered_before", "done"]
    assert TollingEvent.objects.count() == 1


def test_team_is_told_once_however_many_watch():
    case = make_case()
    make_member(case)
    claim = make_claim(case=case, status="submitted")
    near = queries.for_claimant(claim)[0].last_day
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(actions_alerts, "threshold", lambda days: 90)
        patch.setattr(actions_alerts, "ends_soon", lambda case, until: [(near, 1)])
        results = at_once(*(lambda: str(actions_alerts.tell_teams()) for _ in range(3)))
    assert sorted(results) == ["0", "0", "1"]
    assert (ClockAlert.objects.count(), Notice.objects.filter(kind="clocks_end").count()) == (1, 1)
