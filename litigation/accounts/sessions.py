"""Where sessions are kept: Django's own way, in rows that say whose they are and when they end.

A session ends when it was not prolonged for SESSION_COOKIE_AGE, and in any case so long after signing in: for the team a
working day (SESSION_OF_TEAM), for everybody else SESSION_OF_OTHERS. Both stand in columns of the row, which nothing that is
remembered for the browser can move. Deleting the row ends it at once: a request that is still running cannot write it back.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as InRows
from django.utils import timezone

from litigation.accounts.rights import STAFF


class SessionStore(InRows):
    """signed_in_at, last: when somebody signed in, and when the session ends at last; None while nobody has."""

    signed_in_at = last = None

    @classmethod
    def get_model_class(cls):
        from litigation.accounts.models import Session

        return Session

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        if SESSION_KEY in data:
            self.signed_in_at = self.signed_in_at or timezone.now()
            self.last = self.signed_in_at + longest(data[SESSION_KEY])
            row.user_id, row.signed_in_at, row.last = data[SESSION_KEY], self.signed_in_at, self.last
            row.expire_date = min(row.expire_date, self.last)
        return row

    def flush(self):
        """Whoever signs in after this begins anew."""
        super().flush()
        self.signed_in_at = self.last = None

    def _get_session_from_db(self):
        row = super()._get_session_from_db()
        if row is not None:
            self.signed_in_at, self.last = row.signed_in_at, row.last
        return row


def longest(user_id) -> timedelta:
    """Asked at each save, so that who joins a team has a session of the team from then on."""
    from litigation.accounts.models import User

    of_team = User.objects.filter(pk=user_id, memberships__role__in=STAFF).exists()
    return settings.SESSION_OF_TEAM if of_team else settings.SESSION_OF_OTHERS
