"""The time of the last save, for the line "Everything is saved · 14:02"."""

from django.utils import timezone

from litigation.web.templatetags.parts import SEOUL, zone_of


def saved_at(moment, user):
    """The moment by the person's own clock (Seoul where they named no zone), as a template prints it. None stays None."""
    return timezone.make_naive(moment, zone_of(user) or SEOUL) if moment else None
