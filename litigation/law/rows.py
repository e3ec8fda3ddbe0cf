"""The law as dated rows: litigation/law/data/*.toml, and what counsel added to them. Pure: no Django here.

A row is one number or word of the law with the days it holds, where it was read and how well it is verified:

    [[rows]]
    key = "stamp.bracket1.rate"
    value = 50
    unit = "per 10000"
    effective_from = 1990-12-31      # absent: since ever
    effective_to = 2030-12-31        # absent: still; the last day it holds
    citation = "민사소송 등 인지법 2①1"
    confidence = "V"
    note = "of values below 10,000,000 won"

Nothing is ever overwritten: what changes is a new row with a later `effective_from`, or, for the same days, one that stands
later in the table. Functions of the law take a `LawTable`; without one they use what is shipped.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from litigation.law.sentences import gettext_noop as _

DATA = Path(__file__).parent / "data"
CONFIDENCE = {"V", "V2", "V2w", "C", "K"}  # text of the law, secondary, weak, computed, not verified
CONTENT = "key value unit effective_from effective_to citation confidence note".split()
COUNSEL = "counsel"  # the origin of a row that counsel added


class LawProblem(ValueError):
    """A question the law as we know it cannot answer: `code`, and a sentence that says what to do."""

    def __init__(self, code: str, sentence: str, **params: object) -> None:
        super().__init__(sentence % params if params else sentence)
        self.code, self.sentence, self.params = code, sentence, params


@dataclass(frozen=True, kw_only=True)
class Row:
    key: str
    value: int | str | bool
    """A whole number (won, days, parts per 10,000 …) or a word; never a float."""
    unit: str
    citation: str
    confidence: str
    effective_from: date | None = None
    effective_to: date | None = None
    note: str = ""
    origin: str = "shipped"
    confirmed_by: str = ""
    confirmed_on: date | None = None

    def holds_on(self, day: date) -> bool:
        return (self.effective_from or date.min) <= day <= (self.effective_to or date.max)

    @property
    def number(self) -> int:
        """The value where the law counts. A row keeps the type of those before it (litigation/lawbook/rules.py)."""
        if not isinstance(self.value, int):
            raise TypeError(f"{self.key} holds a word where the law counts.")
        return self.value

    @property
    def word(self) -> str:
        """The value where the law names something: a length, a court, an event."""
        if not isinstance(self.value, str):
            raise TypeError(f"{self.key} holds a number where the law names something.")
        return self.value

    @property
    def content(self) -> dict[str, object]:
        """What the row says, without who added or confirmed it."""
        return {name: getattr(self, name) for name in CONTENT}

    @property
    def sha256(self) -> str:
        """Of the content, in one spelling: what somebody confirmed stays confirmed exactly as long as it says the same."""
        text = json.dumps(self.content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
        return hashlib.sha256(text.encode()).hexdigest()

    def as_json(self) -> dict[str, object]:
        confirmed = {"confirmed_by": self.confirmed_by, "confirmed_on": self.confirmed_on}
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in {**self.content, **confirmed}.items()
        }


class LawTable:
    """Rows by key. Immutable: `with_rows` makes a new table."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = tuple(rows)
        self._by_key: dict[str, list[Row]] = {}
        for row in self._rows:
            self._by_key.setdefault(row.key, []).append(row)

    def row(self, key: str, on: date) -> Row:
        """The row that holds on a day: the latest to begin, and of several the one added last.

        Refuses (LawProblem "law.outside") a day for which the table has no row, and a key it does not know (KeyError).
        """
        if key not in self._by_key:
            raise KeyError(key)
        found = self.find(key, on)
        if found is None:
            raise LawProblem(
                "law.outside",
                _("The table has no value of %(key)s for %(day)s. Add a dated row for that day, then ask again."),
                key=key,
                day=on.isoformat(),
            )
        return found

    def find(self, key: str, on: date) -> Row | None:
        """Like `row`, but None where no row holds."""
        found = [row for row in self._by_key.get(key, ()) if row.holds_on(on)]
        latest = max(enumerate(found), key=lambda pair: (pair[1].effective_from or date.min, pair[0]), default=None)
        return latest and latest[1]

    def value(self, key: str, on: date) -> int | str | bool:
        return self.row(key, on).value

    def has(self, key: str) -> bool:
        return key in self._by_key

    def keys(self, prefix: str = "") -> list[str]:
        return [key for key in self._by_key if key.startswith(prefix)]

    def history(self, key: str) -> list[Row]:
        """Every row of a key, in the order they begin."""
        return sorted(self._by_key.get(key, ()), key=lambda row: row.effective_from or date.min)

    def with_rows(self, rows: Iterable[Row]) -> "LawTable":
        return LawTable((*self._rows, *rows))

    def with_confirmations(self, said: Mapping[str, tuple[str, date]]) -> "LawTable":
        """The same rows, those of which somebody confirmed the content (by its sha256) with their name and the day."""
        return LawTable(_confirmed(row, said.get(row.sha256)) for row in self._rows) if said else self

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)


def _confirmed(row: Row, said: tuple[str, date] | None) -> Row:
    return replace(row, confirmed_by=said[0], confirmed_on=said[1]) if said else row


def read(text: str) -> list[Row]:
    """The rows of one TOML file. Refuses a row without source, with a float, or that ends before it begins."""
    rows = [Row(**each) for each in tomllib.loads(text).get("rows", ())]
    for row in rows:
        check(row)
    return rows


def check(row: Row) -> None:
    """Refuse (LawProblem) a row nobody could rely on."""
    if not (row.key and row.unit and row.citation):
        raise LawProblem("law.no_source", _("A row of the law has a key, a unit and a source. Fill in all three."))
    if row.confidence not in CONFIDENCE:
        choices = ", ".join(sorted(CONFIDENCE))
        raise LawProblem("law.confidence", _("Say how well it is verified: one of %(choices)s."), choices=choices)
    if not isinstance(row.value, int | str) or row.value == "":
        raise LawProblem("law.value", _("Write a whole number or a word. For parts of one, take a smaller unit."))
    if row.effective_from and row.effective_to and row.effective_to < row.effective_from:
        raise LawProblem("law.row_backwards", _("The row would end before it begins. Exchange the days."))


@lru_cache(maxsize=1)
def shipped() -> LawTable:
    """What comes with Hamkke, from every file in data/, in the order of their names."""
    return LawTable(row for path in sorted(DATA.glob("*.toml")) for row in read(path.read_text("utf-8")))
