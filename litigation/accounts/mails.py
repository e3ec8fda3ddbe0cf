"""The words of mails about signing in and about the account: templates/account/email/<kind>_*.txt."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.dateparse import parse_datetime

from litigation.accounts.models import AccountMail
from litigation.outbox.boxes import headers


def compose(mail: AccountMail) -> EmailMessage:
    """The mail of this row, ready to send."""
    said = mail.said or {}
    at = parse_datetime(said["at"]) if "at" in said else None
    with translation.override(mail.language):
        subject, body = (
            render_to_string(f"account/email/{mail.kind}_{part}.txt", {**said, "at": at})
            for part in ("subject", "message")
        )
    text = body.strip() + "\n"
    sent = {"from_email": settings.DEFAULT_FROM_EMAIL, "to": [mail.address], "headers": headers(mail)}
    return EmailMessage(" ".join(subject.split()), text, **sent)
