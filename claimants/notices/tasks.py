"""Bells for the outbox. Losing one changes nothing: beat rings every half minute."""

import structlog
from celery import shared_task
from kombu.exceptions import OperationalError

from claimants.notices import actions_outbox

SECONDS = 20  # of one bell

log = structlog.get_logger(__name__)


@shared_task(name="claimants.notices.send_due")
def send_due():
    """Send what is due; ring again where more waits than one bell sends."""
    if actions_outbox.send_due(seconds=SECONDS) == 50:
        ring()


def ring():
    """Ask a worker to send now. A broker that does not answer is no error."""
    try:
        send_due.apply_async(expires=60, retry=False)
    except (OperationalError, OSError) as error:
        log.warning("notice.bell_silent", error=type(error).__name__)
