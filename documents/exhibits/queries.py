"""Reading exhibits."""

from django.db.models import Count

from documents.exhibits.models import Exhibit
from documents.rounds.roster import Roster


def ranges_by_number(round: Roster) -> dict[int, list[tuple[int, int]]]:
    """{exhibit number: [(first, last) of its branches without a gap]} in order, of those who are in the suit."""
    found: dict[int, list[tuple[int, int]]] = {}
    rows = Exhibit.objects.filter(round_id=round.pk).exclude(entry__number__in=round.left).order_by("number", "sub")
    for number, sub in rows.values_list("number", "sub").iterator(chunk_size=5000):
        ranges = found.setdefault(number, [])
        if ranges and ranges[-1][1] == sub - 1:
            ranges[-1] = (ranges[-1][0], sub)
        else:
            ranges.append((sub, sub))
    return found


def counts_by_plaintiff(round: Roster) -> dict[int, int]:
    """{plaintiff number: how many exhibits}, of those who have any."""
    counted = Exhibit.objects.filter(round_id=round.pk).order_by().values_list("entry__number").annotate(n=Count("pk"))
    return dict(counted)
