"""Putting messages into the outbox. The mail itself is made and sent by a task, from the row alone."""

from django.db import transaction
from django.utils import timezone

from claimants.notices.models import Notice
from claimants.notices.tasks import ring


def notify(*, user, kind, claim=None, params=None, due_at=None):
    """Queue one message, in the same transaction as the act it tells of; the bell is rung after the commit.

    params: ids and ISO dates only. The words come from templates/emails/<kind>/ in the person's language.
    """
    notice = Notice.objects.create(
        user=user, claim=claim, kind=kind, language=user.language, params=params or {}, due_at=due_at or timezone.now()
    )
    transaction.on_commit(ring)
    return notice


def notify_claims(*, claims, kind, params=None):
    """The same message to the account of each claim, each in its language, with one bell for all of them."""
    accounts = [(claim, claim.claimant.account) for claim in claims]
    Notice.objects.bulk_create(
        Notice(user=user, claim=claim, kind=kind, language=user.language, params=params or {}) for claim, user in accounts
    )
    transaction.on_commit(ring)
