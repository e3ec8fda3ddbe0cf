"""Marking: when a roster is written, each exhibit of it gets its row. A mark once given is never given again."""

from collections.abc import Iterable

from documents.exhibits.models import Exhibit
from documents.rounds.models import RosterEntry, Round


def mark_exhibits(*, round: Round, entries: Iterable[RosterEntry]) -> None:
    """Rows for the exhibits the snapshots name. The numbers were given there; the database refuses any given twice."""
    Exhibit.objects.bulk_create(
        Exhibit(
            round_id=round.pk,
            entry_id=entry.pk,
            evidence_id=each.evidence,
            number=each.number,
            sub=each.sub,
            title=each.title,
            source_sha256=each.sha256,
        )
        for entry in entries
        for each in entry.plaintiff.exhibits
    )
