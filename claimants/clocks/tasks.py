"""Bells of the clocks. Run twice, they find the work done."""

from celery import shared_task

from claimants.clocks import alerts
from claimants.clocks.actions import start_recount
from claimants.clocks.queries import counting, is_outdated
from litigation.cases.models import Case


@shared_task(name="claimants.clocks.watch")
def watch():
    """Tell the teams what ends soon, and count anew where the law changed since (several times a day, by beat)."""
    alerts.tell_teams()
    for case in Case.objects.all():
        if not counting(case) and is_outdated(case):
            start_recount(case=case, actor=None)
