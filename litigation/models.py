"""Every model of this app, room by room: Django finds them here."""

from litigation.accounts.models import ApiToken, User
from litigation.ledger.models import LedgerEvent, LedgerHead

__all__ = ["ApiToken", "LedgerEvent", "LedgerHead", "User"]
