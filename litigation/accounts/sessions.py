"""Where sessions are kept: Django's own way, in rows that say whose they are.

A session ends when it was not prolonged for SESSION_COOKIE_AGE, and in any case LONGEST after signing in. Deleting its
row ends it at once: a request that is still running cannot write it back.
"""

import time
from datetime import UTC, datetime, timedelta

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as InRows

LONGEST = timedelta(days=14)
SINCE = "signed_in_at"  # seconds since 1970


class SessionStore(InRows):
    @classmethod
    def get_model_class(cls):
        from litigation.accounts.models import Session

        return Session

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        if SESSION_KEY in data:
            since = data.setdefault(SINCE, int(time.time()))
            row.session_data = self.encode(data)
            row.user_id = data[SESSION_KEY]
            row.expire_date = min(row.expire_date, datetime.fromtimestamp(since, UTC) + LONGEST)
        return row
