"""Telling the team that claims end soon: by mail, once for each end and threshold, with numbers and no names."""

from datetime import timedelta

import structlog
from django.db import IntegrityError, transaction
from django.utils import timezone

from claimants.limitation.models import ClockAlert
from claimants.limitation.queries import ends_soon
from claimants.limitation.rules import THRESHOLDS, threshold
from claimants.notices.actions import notify
from litigation.accounts.rights import ATTORNEY, CASE_LEAD, COORDINATOR
from litigation.cases.models import Case
from litigation.cases.queries import team
from litigation.cases.rules import in_language
from litigation.ledger.actions import record

log = structlog.get_logger(__name__)
TOLD = (ATTORNEY, COORDINATOR, CASE_LEAD)


def tell_teams() -> int:
    """Tell the team of every case of the ends that reached a threshold; returns how many alerts were new."""
    today = timezone.localdate()
    until = today + timedelta(days=max(THRESHOLDS))
    return sum(
        _tell_once(case, last_day, threshold((last_day - today).days), number)
        for case in Case.objects.all()
        for last_day, number in ends_soon(case, until)
    )


def _tell_once(case, last_day, days, number) -> bool:
    """One alert with a mail to each of the team, unless this threshold or a nearer one was told before.

    The row comes first: of two runs at the same moment the unique constraint lets one go on.
    """
    if ClockAlert.objects.filter(case=case, last_day=last_day, days__lte=days).exists():
        return False
    try:
        with transaction.atomic():
            alert = ClockAlert.objects.create(case=case, last_day=last_day, days=days, claims=number)
            record("clock.team_told", actor=None, subject=alert, case=case, data={"days": days, "claims": number})
            for user in team(case, TOLD):
                notify(user=user, kind="clocks_end", case=case, params=_params(case, user, last_day, number))
    except IntegrityError:
        return False
    log.info("clocks.team_told", case_id=str(case.pk), days=days, claims=number)
    return True


def _params(case, user, last_day, number) -> dict:
    return {"case": in_language(case.name, user.language), "number": number, "ends_by": last_day.isoformat()}
