"""What beat rings for: files whose check has not ended, and removed files whose time to undo is over."""

from celery import shared_task

from claimants.evidence import actions, queries, scanner
from litigation.errors import DomainError
from litigation.jobs.actions import start


@shared_task(name="claimants.evidence.recheck")
def recheck():
    """Start one job for all files still unchecked; none while the scanner is away or such a job is open."""
    waiting = [(str(pk), {"evidence": str(pk)}) for pk in queries.unchecked()]
    if not waiting or not scanner.scanner().answers():
        return
    try:
        start(actions.RECHECK, actor=None, items=waiting)
    except DomainError:  # one is open; it does the work
        return


@shared_task(name="claimants.evidence.purge")
def purge():
    actions.purge_removed()
