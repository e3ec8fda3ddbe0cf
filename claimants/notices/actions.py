"""Putting messages into the outbox. The mail itself is made and sent by a task, from the row alone."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from claimants.claims.models import Claim
from claimants.notices.kinds import KINDS
from claimants.notices.models import Notice
from claimants.notices.tasks import ring
from litigation.accounts.models import User
from litigation.cases.models import Case


def notify(
    *,
    user: User,
    kind: str,
    claim: Claim | None = None,
    case: Case | None = None,
    params: dict[str, Any] | None = None,
    due_at: datetime | None = None,
) -> Notice:
    """Queue one message, in the same transaction as the act it tells of; the bell is rung after the commit.

    case: of a message to the team, so that its link opens in that case whatever its reader worked in last.
    params: ids and ISO dates only. The words come from templates/emails/<kind>/ in the person's language.
    """
    if KINDS[kind].to_team:
        assert case is not None  # a message to the team is about a case
        params = {**(params or {}), "case_slug": case.slug}
    notice = Notice.objects.create(
        user=user, claim=claim, kind=kind, language=user.language, params=params or {}, due_at=due_at or timezone.now()
    )
    _ring_after_commit()
    return notice


def notify_claims(
    *, claims: Iterable[Claim], kind: str, params: Mapping[str, Any] | None = None, due_at: datetime | None = None
) -> list[Notice]:
    """The same message to the account of each claim, each in its language, with one bell for all of them. In their order."""
    due_at = due_at or timezone.now()
    accounts = [(claim, claim.claimant.account) for claim in claims]
    notices = Notice.objects.bulk_create(
        Notice(user=user, claim=claim, kind=kind, language=user.language, params=params or {}, due_at=due_at)
        for claim, user in accounts
    )
    _ring_after_commit()
    return notices


def take_back(*, claim: Claim, kinds: Iterable[str], since: datetime) -> bool:
    """The act these messages of `since` tell of is undone: what was not sent yet is not sent. Whether one was sent, so that
    another message has to correct it."""
    told = Notice.objects.filter(claim=claim, kind__in=kinds, created_at__gte=since)
    told.filter(state=Notice.State.QUEUED, attempts=0).delete()
    return told.exclude(state=Notice.State.READ).exists()


def lay_aside(*, claims: Iterable[Claim]) -> None:
    """No mail about these claims any more: what was not sent yet counts as seen. For people who have no mailbox."""
    waiting = Notice.objects.filter(claim__in=claims, state=Notice.State.QUEUED)
    waiting.update(state=Notice.State.READ)


def _ring_after_commit():
    """One bell for all messages of a transaction."""
    if not any(function is ring for _savepoints, function, *_rest in connection.run_on_commit):
        transaction.on_commit(ring)
