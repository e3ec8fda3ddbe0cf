"""Mails about signing in and about the account. The only writer of them.

Whoever waits for a code does not want an outbox, so a mail is tried at once; but a mail server that is away must not cost
them the code, so what was not sent then is tried again, every minute at least while a code is good.
"""

from datetime import timedelta
from typing import Any

from django.core.mail import EmailMessage
from django.utils import timezone, translation

from litigation.accounts.mails import compose
from litigation.accounts.models import AccountMail, MailedCode, User
from litigation.outbox import actions, rules
from litigation.outbox.boxes import Outbox

KEPT = timedelta(days=30)  # a row that came to its end, without address and words
WAITS = [
    *(timedelta(seconds=s) for s in (5, 10, 20, 30, *[60] * 14)),  # as long as a code is good
    *(timedelta(minutes=m) for m in (*[5] * 6, *[30] * 4, 240, 720, 1440, 1440)),
]


class AccountMails(Outbox):
    name = "account_mails"
    model = AccountMail
    waits = WAITS
    final = (rules.REFUSED, rules.UNWRITABLE)
    hold = timedelta(minutes=2)  # shorter than others: a code is good for minutes

    def compose(self, row: AccountMail) -> EmailMessage:
        return compose(row)

    def over(self, row: AccountMail) -> str:
        late = row.good_until is not None and row.good_until <= timezone.now()
        return rules.LATE if late else super().over(row)

    def sent(self, row: AccountMail) -> None:
        """The time of a code runs from now: nobody could enter it before."""
        codes = MailedCode.objects.filter(mails=row, used_at=None)
        codes.update(expires_at=timezone.now() + MailedCode.GOOD_FOR)
        _empty(row)

    def failed(self, row: AccountMail, reason: str) -> None:
        _empty(row)


BOX = AccountMails()


def put(
    *,
    kind: str,
    address: str,
    language: str | None = None,
    said: dict[str, Any] | None = None,
    code: MailedCode | None = None,
    user: User | None = None,
) -> AccountMail:
    """Write down a mail, in the transaction of the act it tells of. code: it carries this one, and is not sent after it."""
    return AccountMail.objects.create(
        kind=kind,
        address=address,
        language=language or translation.get_language(),
        said=said or {},
        code=code,
        user=user,
        good_until=code.expires_at if code else None,
    )


def send_now(*, mail: AccountMail) -> None:
    """Try it while its person waits, after the commit of its act; the row says what came of it."""
    actions.send_now(box=BOX, row=mail)


def send_due(*, limit: int = 50, seconds: float | None = None) -> int:
    """Send up to `limit` mails that are due; returns how many the mail server took."""
    return actions.send_due(box=BOX, limit=limit, seconds=seconds)


def sweep_mails() -> None:
    """Forget mails that came to their end long ago."""
    ended = [AccountMail.State.SENT, AccountMail.State.FAILED]
    AccountMail.objects.filter(state__in=ended, created_at__lt=timezone.now() - KEPT).delete()


def _empty(row: AccountMail) -> None:
    """What it said and to whom is nobody's business any more."""
    AccountMail.objects.filter(pk=row.pk).update(address=None, said=None)
