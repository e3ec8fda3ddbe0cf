"""The wording of court papers as filters of their templates."""

from django.template import Library

from . import wording

register = Library()
for each in ("day", "seoul", "utc", "number", "won", "direction", "w3c", "halves"):
    register.filter(each, getattr(wording, each))
