"""Numbers about a case that only higher rooms can count. They register a counter; public pages show it, minutes old."""

from collections.abc import Callable

from django.core.cache import cache

KEEP_SECONDS = 600
_counters: dict[str, Callable] = {}


def register(name, count):
    """count(case) → a number. Registering again replaces."""
    _counters[name] = count


def figure(case, name):
    """The number, at most ten minutes old; None where nobody counts it."""
    if name not in _counters:
        return None
    return cache.get_or_set(f"figure:{name}:{case.pk}", lambda: _counters[name](case), KEEP_SECONDS)
