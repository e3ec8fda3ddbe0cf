"""Reminding the team of deadlines: 14, 7, 3 and 1 days before, and once they are over; each once."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from claimants.notices.actions import notify
from documents.proceedings.models import Deadline, Reminder
from documents.proceedings.rules import THRESHOLDS, threshold
from litigation.accounts.rights import ATTORNEY, CASE_LEAD, COORDINATOR
from litigation.cases.queries import team
from litigation.ledger.actions import record

WORKING = (ATTORNEY, CASE_LEAD, COORDINATOR)


def remind(*, today: date | None = None) -> int:
    """Queue a message to the team of each open deadline that reached a threshold. Returns how many deadlines that were.

    Run twice, or by two workers at once, it reminds once: the row of the threshold is the lock.
    """
    today = today or timezone.localdate()
    near = Deadline.objects.filter(state=Deadline.State.OPEN, due_on__lte=today + timedelta(days=max(THRESHOLDS)))
    return sum(
        _remind(each, today)
        for each in near.select_related("proceeding__case", "filing__round__case").order_by("due_on")
    )


def _remind(deadline, today) -> bool:
    reached = threshold(deadline.due_on, today)
    if reached is None or deadline.reminders.filter(threshold=reached).exists():
        return False
    kind = "deadline" if deadline.proceeding_id else "deadline_of_paper"
    try:
        with transaction.atomic():
            Reminder.objects.create(deadline=deadline, threshold=reached)
            for user in team(deadline.case_id, WORKING):
                notify(user=user, kind=kind, case=deadline.case, params=_params(deadline))
            data = {"threshold": reached, "due_on": deadline.due_on.isoformat()}
            record("deadline.reminded", actor=None, subject=deadline, case=deadline.case_id, data=data)
    except IntegrityError:
        return False
    return True


def _params(deadline):
    return {
        "proceeding": str(deadline.proceeding_id or ""),
        "filing": str(deadline.filing_id or ""),
        "court_number": deadline.number,
        "key": deadline.key,
        "title": deadline.title,
        "due_by": deadline.due_on.isoformat(),
        "critical": deadline.critical,
    }
