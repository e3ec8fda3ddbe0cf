"""Whoever starts asks first whether the record of acts reaches what was noted of it: `manage.py up`, web, workers."""

from django.conf import settings
from django.db import DatabaseError, connections

from litigation.ledger import anchors


def refusal() -> str:
    """The sentence that stops the start, or "". A database without tables, or away, is for others to complain about."""
    try:
        return anchors.astray(settings.LEDGER_ANCHORS)
    except DatabaseError:
        return ""


def refuse() -> None:
    """For a process that has just begun and will fork: ends it with the sentence, and leaves no connection open."""
    sentence = refusal()
    connections.close_all()
    if sentence:
        raise SystemExit(sentence)
