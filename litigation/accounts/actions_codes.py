"""Codes by mail: send one, and compare what somebody entered with it. Which browser holds which, the pages know."""

import secrets

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from litigation.accounts import actions_mails, limits
from litigation.accounts.models import AccountMail, MailedCode, User
from litigation.errors import DomainError

MAILS: dict[str, str] = {
    MailedCode.Purpose.SIGN_IN: "login_code",
    MailedCode.Purpose.CONFIRM: "confirm_code",
    MailedCode.Purpose.ADDRESS: "address_code",
}
NOT_TAKEN = _("The mail server does not take this address. Look at the address, then ask for a code again.")
AWAY = _("Our mail server does not answer. The code before stays good. Wait some minutes, then ask for a new one.")
WRONG, OVER, OLD = "code.wrong", "code.over", "code.old"
OVER_NOW = _("There were too many tries. Wait some minutes, then ask for a new code.")
OVER_TODAY = _("There were too many tries. Come back tomorrow.")
OLD_NOW = _("That code is too old. We can send a new one.")


def send_code(
    *,
    purpose: str,
    address: str,
    client: str,
    user: User | None = None,
    counted: bool = True,
    instead_of: MailedCode | None = None,
) -> tuple[MailedCode, str]:
    """Mail six digits to an address: (row, the code). The same work whether anybody has that address or not.

    In this order: counts the client, then the address; writes the row and its mail; tries to send it. Where the mail server
    is away, the mail waits and is sent as soon as it goes. Refuses who asks too often (429), and an address that the mail
    server does not take (422; nothing is kept). counted=False: the made-up people of a demonstration.
    instead_of: a code that was sent. It stays good where the new one cannot be sent at once (503; nothing is kept).
    A new address that is somebody's already is mailed a word instead, and no code is right.
    """
    address = address.strip().lower()
    if counted:
        _count(client, address)
    code = f"{secrets.randbelow(1_000_000):06d}"
    row = MailedCode(purpose=purpose, address=address, user=user, expires_at=timezone.now() + MailedCode.GOOD_FOR)
    taken = User.objects.filter(email=address).exists() and purpose == MailedCode.Purpose.ADDRESS
    row.digest = "" if taken else _digest(row, code)
    kind = "address_in_use" if taken else MAILS[purpose]
    with transaction.atomic():
        row.save(force_insert=True)
        mail = actions_mails.put(kind=kind, address=address, said={"code": code}, code=row, user=user)
    actions_mails.send_now(mail=mail)
    if mail.state == AccountMail.State.FAILED:
        row.delete()
        raise DomainError("mail.not_taken", NOT_TAKEN)
    if instead_of and mail.state != AccountMail.State.SENT:
        row.delete()
        raise DomainError("mail.not_sent", AWAY, status=503)
    return row, code


def check_code(*, row: MailedCode, code: str, client: str) -> None:
    """Take the code, once. Refuses a wrong one, saying how many tries are left; one that is over or too old.

    In this order: counts the client, the try of this code, and the address, each in one step that lets no more pass than
    may; only then compares. When the tries of a code are over, the address gets a word of it, one a day.
    """
    if not limits.take(limits.TRIES_OF_CLIENT, client):
        raise DomainError(OVER, OVER_TODAY, status=429)
    now = timezone.now()
    rows = MailedCode.objects.filter(pk=row.pk, used_at=None)
    if not rows.filter(expires_at__gt=now, tries__lt=MailedCode.MOST_TRIES).update(tries=F("tries") + 1):
        raise _closed(row)
    if not limits.take(limits.TRIES_OF_ADDRESS, row.address):
        raise DomainError(OVER, OVER_TODAY, status=429)
    if constant_time_compare(_digest(row, code), row.digest) and rows.update(used_at=now):
        return
    row.refresh_from_db(fields=["tries"])
    if left := MailedCode.MOST_TRIES - row.tries:
        raise DomainError(WRONG, _left(left))
    if limits.take(limits.WORDS_OF_TRIES, row.address):
        actions_mails.send_now(mail=actions_mails.put(kind="tries_over", address=row.address))
    raise _closed(row)


def _count(client, address):
    for limit, whom in ((limits.CODES_FOR_CLIENT, client), (limits.CODES_TO_ADDRESS, address)):
        if not limits.take(limit, whom):
            raise limits.refusal(limit, whom, "code.too_many", _("You asked for many codes."))


def _closed(row):
    """Why a code cannot be tried: its tries are over, or it is too old, or it was used or replaced."""
    spent = MailedCode.objects.filter(pk=row.pk, tries__gte=MailedCode.MOST_TRIES, used_at=None).exists()
    return DomainError(OVER, OVER_NOW, status=429) if spent else DomainError(OLD, OLD_NOW)


def sweep_codes() -> None:
    """Forget codes that nobody can enter any more."""
    MailedCode.objects.filter(expires_at__lt=timezone.now()).delete()


def _digest(row, code):
    return salted_hmac("mailed code", f"{row.pk}:{code}", algorithm="sha256").hexdigest()


def _left(count):
    sentence = ngettext(
        "That code is not right. You have %(count)s try left.",
        "That code is not right. You have %(count)s tries left.",
        count,
    )
    return sentence % {"count": count}
