"""Readers: which alarms are open."""

from collections import Counter

from django.db.models import QuerySet

from litigation.watch.models import Alarm


def open_alarms() -> QuerySet[Alarm]:
    """What is wrong and was not accepted, the oldest first."""
    return Alarm.objects.filter(settled_at=None, accepted_at=None)


def counted() -> dict[str, int]:
    """{code: how many open alarms of it}."""
    return dict(sorted(Counter(open_alarms().values_list("code", flat=True)).items()))
