"""The wording of court papers as filters of their templates."""

from functools import wraps

from django.template import Library

from . import wording
from .blanks import Open

register = Library()


def _unless_open(write):
    """What is left open stays open, in a place named after the filter."""

    @wraps(write)
    def written(value):
        return value.written(write.__name__) if isinstance(value, Open) else write(value)

    return written


for each in ("day", "seoul", "utc", "number", "won", "direction", "w3c", "halves", "bracketed"):
    register.filter(each, _unless_open(getattr(wording, each)))
