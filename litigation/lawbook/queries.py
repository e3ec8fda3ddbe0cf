"""The law as it stands here: what is shipped, what counsel added, and what counsel confirmed of both."""

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.http import Http404
from django.utils import timezone

from litigation.law.rows import LawProblem, LawTable, Row, shipped
from litigation.lawbook.models import LawConfirmation, LawRow
from litigation.lawbook.rules import group_of, unit_of_new

_kept: tuple = (None, None)  # what was newest when the table was made, and the table


def table() -> LawTable:
    """The whole table. One query, which asks only whether anything was added since this process made it last."""
    global _kept  # noqa: PLW0603  one table for each process; it is never changed, only made anew
    newest = _newest()
    if _kept[0] != newest:
        _kept = newest, _made()
    return _kept[1]


def _newest() -> tuple:
    """Number and time of the last row and of the last confirmation: equal as long as nothing was added."""
    pairs = [(LawRow, "added_at"), (LawConfirmation, "confirmed_at")]
    asked = [f"(SELECT MAX({of}) FROM {model._meta.db_table})" for model, at in pairs for of in ("id", at)]  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(asked)}")
        return cursor.fetchone()


def _made() -> LawTable:
    added = shipped().with_rows(each.as_row() for each in LawRow.objects.all())
    said = LawConfirmation.objects.select_related("confirmed_by")
    return added.with_confirmations(
        {each.sha256: (str(each.confirmed_by), timezone.localdate(each.confirmed_at)) for each in said}
    )


@dataclass(frozen=True)
class Line:
    """A key of the list: the row that holds on the day (None: none does), and how many of its rows nobody confirmed."""

    key: str
    row: Row | None
    open: int


@dataclass(frozen=True)
class Group:
    name: str
    lines: list[Line]

    @property
    def open(self) -> int:
        return sum(line.open for line in self.lines)


def groups(*, search: str = "", on: date | None = None) -> list[Group]:
    """All tables with their keys, in the order they are shipped; with `search`, keys that have the words in any of their rows."""
    law, on = table(), on or timezone.localdate()
    found: dict[str, list[Line]] = {}
    for key in law.keys(""):
        history = law.history(key)
        if all(word in _text(history) for word in search.casefold().split()):
            line = Line(key, _holding(law, key, on), sum(not row.confirmed_on for row in history))
            found.setdefault(group_of(key), []).append(line)
    return [Group(name, lines) for name, lines in found.items()]


def unconfirmed_count() -> int:
    """Rows nobody confirmed yet."""
    return sum(not row.confirmed_on for row in table())


@dataclass(frozen=True)
class Entry:
    """One row of a key's history: who added it and when (None: shipped), and whether it holds today."""

    row: Row
    added: LawRow | None
    holds: bool


def history(key: str) -> list[Entry]:
    """Every row of a key, the latest beginning first; empty where nobody knows the key."""
    law = table()
    added = {each.sha256: each for each in LawRow.objects.filter(key=key).select_related("added_by")}
    holding = _holding(law, key, timezone.localdate()) if law.has(key) else None
    return [Entry(row, added.get(row.sha256), row is holding) for row in reversed(law.history(key))]


def history_or_404(key: str) -> list[Entry]:
    """The same; none for a country nobody wrote of yet, 404 for a key there is not."""
    entries = history(key)
    if not entries and not unit_of_new(key):
        raise Http404
    return entries


def _holding(law: LawTable, key: str, on: date) -> Row | None:
    try:
        return law.row(key, on)
    except LawProblem:
        return None


def _text(rows: list[Row]) -> str:
    return " ".join(f"{row.key} {row.value} {row.unit} {row.citation} {row.note}" for row in rows).casefold()
