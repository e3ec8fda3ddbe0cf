"""Deadlines in e-mails."""

from django import template

from documents.proceedings.words import DEADLINES

register = template.Library()


@register.simple_tag
def deadline_title(key, title=""):
    """What ends: a court's own words where it set the day."""
    return title or str(DEADLINES.get(key, key))
