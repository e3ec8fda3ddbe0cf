"""Once a day what was left long enough ago is deleted."""

import structlog
from celery import shared_task

from claimants.leaving.actions import erase
from claimants.leaving.queries import due

log = structlog.get_logger(__name__)


@shared_task(name="claimants.leaving.erase", ignore_result=True)
def erase_all():
    """One that cannot be deleted keeps no other from it; it is tried again tomorrow, and the log names it."""
    for claim in list(due()):
        try:
            erase(claim=claim)
        except Exception:
            log.exception("leaving.not_erased", claim=claim.pk)
