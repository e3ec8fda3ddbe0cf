"""Raising, settling and accepting alarms. The only writer of them.

An alarm is told once: to the ledger, to the log and, by whoever looks after a whole (tell), in one mail to the admins.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

import structlog
from django.core.mail import mail_admins
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from litigation.errors import DomainError
from litigation.ledger.actions import record, take_turn
from litigation.watch import queries
from litigation.watch.models import Alarm

log = structlog.get_logger(__name__)
BATCH = 500  # keys in one query


@dataclass(frozen=True)
class Finding:
    """Something that is not as it was. subject: the row it is of; claim, case: ids, so that their records tell of it."""

    key: str
    code: str
    detail: str = ""
    subject: Model | None = None
    claim: Any = None
    case: Any = None


def found(*, findings: Iterable[Finding]) -> int:
    """Raise an alarm for each; returns how many are new. One that stands with the same code is only seen again.

    New is also what was settled, or accepted with another code. In one transaction, under the ledger's turn.
    """
    findings = list(findings)
    if not findings:
        return 0
    with transaction.atomic():
        take_turn()
        return sum(_raise(each) for each in findings)


def well(*, keys: Collection[str]) -> int:
    """What was looked at and is as it was: their alarms, where there are any, are settled. Returns how many."""
    keys, settled = list(keys), 0
    for start in range(0, len(keys), BATCH):
        standing = Alarm.objects.filter(settled_at=None, key__in=keys[start : start + BATCH])
        if standing.exists():
            settled += _settle(standing)
    return settled


def accept(*, key: str, why: str) -> Alarm:
    """An operator takes a thing as it is (a lost file that nobody can bring back): it is not counted any more.

    Refuses a key without an open alarm, and a missing reason.
    """
    if not why.strip():
        raise DomainError("alarm.no_reason", _("Say why: it stays beside the alarm."))
    with transaction.atomic():
        take_turn()
        alarm = queries.open_alarms().filter(key=key).first()
        if alarm is None:
            raise DomainError("alarm.unknown", _("There is no open alarm with this name."), status=404)
        alarm.accepted_at, alarm.why = timezone.now(), why.strip()[:300]
        alarm.save(update_fields=["accepted_at", "why"])
        record("alarm.accepted", actor=None, subject=alarm, data={"code": alarm.code, "key": alarm.key})
    return alarm


def tell(*, new: int, about: str, run: str) -> None:
    """One mail to the admins about what was found. about: what was looked at; run: the command that shows it."""
    if new:
        mail_admins(f"{about}: not as it was", f"New alarms: {new}. Run: manage.py {run}", fail_silently=True)


def _raise(finding: Finding) -> bool:
    now = timezone.now()
    alarm = Alarm.objects.filter(key=finding.key).first()
    known = alarm is not None and alarm.settled_at is None and alarm.code == finding.code
    if known:
        Alarm.objects.filter(key=finding.key).update(last_at=now)
        return False
    values = {"code": finding.code, "detail": finding.detail[:300], "found_at": now, "last_at": now}
    fresh: dict[str, Any] = {"settled_at": None, "accepted_at": None, "why": ""}
    alarm, _created = Alarm.objects.update_or_create(key=finding.key, defaults=values | fresh)
    log.error("alarm.raised", key=finding.key, code=finding.code)
    record(
        "alarm.raised",
        actor=None,
        subject=finding.subject or alarm,
        claim=finding.claim,
        case=finding.case,
        data={"code": finding.code, "key": finding.key},
    )
    return True


def _settle(standing: Any) -> int:
    with transaction.atomic():
        take_turn()
        alarms = list(standing)
        for alarm in alarms:
            record("alarm.settled", actor=None, subject=alarm, data={"code": alarm.code, "key": alarm.key})
        return Alarm.objects.filter(pk__in=[alarm.pk for alarm in alarms]).update(settled_at=timezone.now())
