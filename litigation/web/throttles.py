"""How many requests somebody may send: the API's limits, and those of pages that anybody may try.

They keep the load down. The key is counted up in one step of the cache (Redis INCR), so many at once are not one; what
must outlive an emptied cache, the tries of codes, is counted in rows (litigation/accounts/limits.py).
"""

import time

from django.core.cache import cache
from rest_framework.throttling import BaseThrottle

from litigation.web.client import bucket

SECONDS = 60


class EachMinute(BaseThrottle):
    """`most` requests a minute, counted apart for each `whom(request)`. name keeps limits apart."""

    name, most = "", 60

    def whom(self, request):
        return bucket(request)

    def allow_request(self, request, view):
        whom = self.whom(request)
        if whom is None:
            return True
        key = f"throttle:{self.name}:{whom}:{int(time.time()) // SECONDS}"
        cache.add(key, 0, 2 * SECONDS)
        try:
            return cache.incr(key) <= self.most
        except ValueError:  # emptied between the two steps: a new beginning
            return True

    def wait(self):
        return SECONDS - int(time.time()) % SECONDS


class PerPerson(EachMinute):
    """For who has signed in, by session or token."""

    name, most = "person", 600

    def whom(self, request):
        return str(request.user.pk) if request.user and request.user.is_authenticated else None


class PerStranger(EachMinute):
    """For everybody else, by address."""

    name, most = "stranger", 60

    def whom(self, request):
        return None if request.user and request.user.is_authenticated else bucket(request)
