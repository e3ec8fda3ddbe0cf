"""Every model of this app, room by room: Django finds them here."""

from litigation.accounts.models import ApiToken, User

__all__ = ["ApiToken", "User"]
