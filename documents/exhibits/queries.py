"""Reading exhibits."""

from django.db.models import Count

from documents.exhibits.models import Exhibit
from documents.rounds.models import Round


def counts_by_number(round: Round) -> list[tuple[int, int]]:
    """[(exhibit number, how many exhibits have it)] in order."""
    return list(Exhibit.objects.filter(round=round).values_list("number").annotate(n=Count("pk")).order_by("number"))


def counts_by_plaintiff(round: Round) -> dict[int, int]:
    """{plaintiff number: how many exhibits}, of those who have any."""
    counted = Exhibit.objects.filter(round=round).order_by().values_list("entry__number").annotate(n=Count("pk"))
    return dict(counted)
