"""The team is told of ends that come: once for each threshold, in numbers."""

from datetime import date

import pytest

from claimants.limitation import actions_alerts, tasks
from claimants.limitation.models import ClockAlert
from claimants.limitation.rules import threshold
from claimants.notices.models import Notice
from claimants.notices.writing import compose
from litigation.accounts.rights import AUDITOR, CASE_LEAD
from litigation.cases.actions import add_member
from litigation.jobs.models import Job
from tests.factories import make_case, make_claim, make_member

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("days", "reached"),
    [
        (91, None),
        (90, 90),
        (31, 90),
        (30, 30),
        (14, 14),
        (8, 14),
        (7, 7),
        (4, 7),
        (3, 3),
        (2, 3),
        (1, 1),
        (0, 1),
        (-1, None),
    ],
)
def test_threshold_is_the_nearest_that_was_reached(days, reached):
    assert threshold(days) == reached


def test_team_is_told_once_for_each_threshold(time_machine):
    case = make_case()
    lead = make_member(case, CASE_LEAD).user
    add_member(case=case, user=lead, role="attorney", display_name="Lead")  # two roles, one mail
    make_member(case, AUDITOR)
    for status in ("submitted", "submitted", "draft"):
        make_claim(case=case, status=status)
    told = []
    for day in ("2026-09-30", "2026-10-02", "2026-10-03", "2026-12-20", "2026-12-21", "2026-12-30", "2027-01-01"):
        time_machine.move_to(f"{day}T10:00+09:00")
        told.append((day, actions_alerts.tell_teams()))
    assert [day for day, new in told if new] == ["2026-10-02", "2026-12-20", "2026-12-30"]
    assert list(ClockAlert.objects.order_by("-days").values_list("last_day", "days", "claims")) == [
        (date(2026, 12, 31), 90, 2),
        (date(2026, 12, 31), 14, 2),
        (date(2026, 12, 31), 1, 2),
    ]
    mails = Notice.objects.filter(kind="clocks_end")
    assert list(mails.values_list("user", flat=True)) == [lead.pk] * 3


def test_claims_that_are_filed_or_left_alarm_nobody(time_machine):
    time_machine.move_to("2026-12-20T10:00+09:00")
    case = make_case()
    attorney = make_member(case).user
    for status in ("filed", "not_eligible"):
        make_claim(case=case, status=status, attorney=attorney)
    assert actions_alerts.tell_teams() == 0


def test_mail_says_how_many_until_when_and_names_nobody(time_machine):
    time_machine.move_to("2026-12-20T10:00+09:00")
    case = make_case()
    make_member(case)
    claim = make_claim(case=case, status="submitted")
    actions_alerts.tell_teams()
    mail = compose(Notice.objects.get(kind="clocks_end"))
    assert mail.subject == "Limitation dates end on 31 December 2026"
    assert "the time of 1 claim that is not filed yet ends on 31 December 2026" in mail.body
    assert "/staff/clocks/" in mail.body
    assert claim.reference not in mail.body
    assert claim.claimant.family_name not in mail.body


def test_watch_starts_one_recount_where_the_law_changed(monkeypatch):
    case = make_case()
    make_claim(case=case, status="submitted")
    tasks.watch()
    assert not Job.objects.filter(kind="clocks.recount").exists()
    monkeypatch.setattr(tasks, "is_outdated", lambda case: True)
    tasks.watch()
    tasks.watch()
    assert Job.objects.filter(kind="clocks.recount").count() == 1


def test_who_left_the_team_is_not_told(time_machine):
    case = make_case()
    here, gone = make_member(case, CASE_LEAD).user, make_member(case, CASE_LEAD).user
    make_claim(case=case, status="submitted")
    type(gone).objects.filter(pk=gone.pk).update(is_active=False)
    time_machine.move_to("2026-12-20T10:00+09:00")
    assert actions_alerts.tell_teams() == 1
    told = set(Notice.objects.filter(kind="clocks_end").values_list("user", flat=True))
    assert (here.pk in told, gone.pk in told) == (True, False)
