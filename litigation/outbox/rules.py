"""Why a mail could not be sent, in a word. Pure."""

import smtplib

REFUSED = "refused"  # the server takes this mail, or its one recipient, never
PUT_OFF = "put_off"  # the server takes it later
UNREACHABLE = "unreachable"  # the server takes nothing now
UNWRITABLE = "unwritable"  # the message could not be written: a kind that is gone, an address no header can hold
UNFINISHED = "unfinished"  # its senders died every time before they could say why
LATE = "late"  # what it says is not true any more


def reason_of(error: BaseException) -> str:
    """What stood in the way: this mail, or the server. A wrong password of ours is the server's; no mail is to blame."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return REFUSED if all(code >= 500 for code, _said in error.recipients.values()) else PUT_OFF
    if isinstance(error, smtplib.SMTPDataError):
        return REFUSED if error.smtp_code >= 500 else PUT_OFF
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return REFUSED
    return UNREACHABLE if isinstance(error, smtplib.SMTPException | OSError) else UNWRITABLE
