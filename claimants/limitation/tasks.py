"""Bells of the clocks. Run twice, they find the work done."""

from celery import shared_task

from claimants.limitation import actions_alerts
from claimants.limitation.actions import start_recount
from claimants.limitation.queries import counting, is_outdated
from litigation.cases.models import Case


@shared_task(name="claimants.limitation.watch")
def watch():
    """Tell the teams what ends soon, and count anew where the law changed since (several times a day, by beat)."""
    actions_alerts.tell_teams()
    for case in Case.objects.all():
        if not counting(case) and is_outdated(case):
            start_recount(case=case, actor=None)
