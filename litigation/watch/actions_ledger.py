"""The ledger is noted each hour and proved each night, without anybody asking for it."""

from collections.abc import Iterable

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from litigation import append_only
from litigation.errors import DomainError
from litigation.ledger import anchors
from litigation.ledger.actions import record
from litigation.ledger.models import LedgerEvent
from litigation.ledger.verify import verify
from litigation.watch import actions
from litigation.watch.actions import Finding

log = structlog.get_logger(__name__)
ABOUT = "The record of acts"
LEDGER, TRIGGERS, ANCHORS = "ledger", "triggers", "anchors"  # keys of alarms
FEWER = "{now} anchors stand in {path}, and {before} did before: lines were taken out, or it is another file."


def anchor() -> bool:
    """Note the head of the chain in the file of anchors, and in a line of the log, which leaves the machine.

    A chain that does not reach what was noted before is not noted: that would make a cut look right. It is an alarm.
    """
    path = settings.LEDGER_ANCHORS
    if sentence := anchors.astray(path):
        new = actions.found(findings=[Finding(LEDGER, "ledger.broken", sentence)])
        actions.tell(new=new, about=ABOUT, run="verify_ledger")
        return False
    noted = anchors.current()
    anchors.append(path, noted)
    log.info("ledger.anchored", **noted)
    return True


def verify_all() -> int:
    """Prove the whole chain against all anchors, and that every trigger stands as described. Returns how much is wrong.

    What is found is an alarm and a mail; that it was looked at is in the ledger. Whoever shortens the file of anchors is
    found by the number of lines that stood there the night before.
    """
    events, found = _problems()
    new = actions.found(findings=found)
    actions.well(keys={LEDGER, TRIGGERS, ANCHORS} - {each.key for each in found})
    noted = anchors.count(settings.LEDGER_ANCHORS)
    with transaction.atomic():
        record("ledger.verified", actor=None, data={"events": events, "anchors": noted, "problems": len(found)})
    log.info("ledger.verified", events=events, anchors=noted, problems=len(found))
    actions.tell(new=new, about=ABOUT, run="verify_ledger")
    return len(found)


def accept_as_it_is(*, why: str) -> int:
    """Take a chain that does not fit what was noted, as after an older backup was put back. Returns the event it ends at.

    The reason stands in the file of anchors, beside what was noted before, and the ledger tells that it was done. Refuses
    where everything fits, and a missing reason.
    """
    path = settings.LEDGER_ANCHORS
    if not why.strip():
        raise DomainError("ledger.no_reason", _("Say why: it stays beside the anchors."))
    if not anchors.astray(path):
        raise DomainError("ledger.fits", _("The record of acts fits what was noted. There is nothing to accept."))
    noted = anchors.read(path)
    misfits = _misfits(noted)
    ends = anchors.current()
    anchors.append(path, ends, accepted=why.strip()[:300], beyond=min(misfits))
    with transaction.atomic():
        record("ledger.accepted", actor=None, data={"ends": ends["seq"], "noted": max(seq for seq, _hash in noted)})
    actions.well(keys=[LEDGER])
    log.error("ledger.accepted", ends=ends["seq"])
    return ends["seq"]


def _problems() -> tuple[int, list[Finding]]:
    """(events that hold, what is wrong)"""
    path, found = settings.LEDGER_ANCHORS, []
    try:
        noted = anchors.read(path) if path.exists() else []
    except ValueError as error:
        noted = []
        found.append(Finding(ANCHORS, "ledger.anchors", str(error)))
    proved = verify(anchors=noted)
    if not proved.ok:
        found.append(Finding(LEDGER, "ledger.broken", proved.reason))
    if missing := append_only.missing(connection):
        found.append(Finding(TRIGGERS, "ledger.triggers", ", ".join(missing)))
    now, before = anchors.count(path), _noted_before()
    if now < before and not found:
        found.append(Finding(ANCHORS, "ledger.anchors", FEWER.format(now=now, before=before, path=path)))
    return proved.count, found


def _noted_before() -> int:
    data = LedgerEvent.objects.filter(verb="ledger.verified").order_by("-seq").values_list("data", flat=True).first()
    return int((data or {}).get("anchors", 0))


def _misfits(noted: Iterable[tuple[int, str]]) -> list[int]:
    """Events that were noted and are not there, or with another hash."""
    noted = list(noted)
    stands = dict(LedgerEvent.objects.filter(seq__in=[seq for seq, _hash in noted]).values_list("seq", "hash"))
    return [seq for seq, hash_ in noted if stands.get(seq) != hash_]
