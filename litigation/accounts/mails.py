"""Mails about signing in and about the account. They go at once: who waits for a code does not want an outbox."""

import smtplib

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from litigation.errors import DomainError

log = structlog.get_logger(__name__)
UNREACHABLE = (smtplib.SMTPException, OSError, ValueError)  # ValueError: an address no header can hold


def send(kind, address, *, language=None, **context) -> None:
    """The mail templates/account/email/<kind>_*.txt. Refuses, with what to do, where the mail server does not take it."""
    if not try_to_send(kind, address, language=language, **context):
        sentence = _(
            "Our mail server does not answer, or does not take this address. Nothing was changed. "
            "Look at the address, wait some minutes, and try again."
        )
        raise DomainError("mail.not_sent", sentence, status=503)


def try_to_send(kind, address, *, language=None, **context) -> bool:
    """Whether the mail server took it; why it did not stands in the log, without the address."""
    with translation.override(language or translation.get_language()):
        subject, body = (
            render_to_string(f"account/email/{kind}_{part}.txt", {"address": address, **context})
            for part in ("subject", "message")
        )
    mail = EmailMessage(
        " ".join(subject.split()),
        body.strip() + "\n",
        settings.DEFAULT_FROM_EMAIL,
        [address],
        headers={"Auto-Submitted": "auto-generated"},
    )
    try:
        mail.send()
    except UNREACHABLE as error:
        log.warning("account.mail_not_sent", kind=kind, error=type(error).__name__)
        return False
    return True
