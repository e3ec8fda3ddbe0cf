"""Signs of life, in the cache: when a worker of a queue last answered, and when somebody last swept.

They are lost with Redis and come again within seconds; nothing but what people are told depends on them.
"""

import time

from django.core.cache import cache
from redis import RedisError

KEPT = 3600  # seconds
SWEEP = "sweep"


def give(of: str) -> None:
    """Of a queue: by its worker. Of the sweep: by whoever swept. A cache that does not answer is no error."""
    try:
        cache.set(_key(of), int(time.time()), KEPT)
    except RedisError:
        return


def silent_for(of: str) -> int | None:
    """Seconds since the last sign; None where there was none for long, or nobody can be asked."""
    try:
        seen = cache.get(_key(of))
    except RedisError:
        return None
    return None if seen is None else max(0, int(time.time()) - int(seen))


def _key(of: str) -> str:
    return f"seen.{of}"
