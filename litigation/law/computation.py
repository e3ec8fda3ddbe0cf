"""An answer of the law together with how it was found, so that an attorney can check it by eye. Pure: no Django here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Generic, TypedDict, TypeVar

from litigation.law.rows import Row

Found_co = TypeVar("Found_co", covariant=True)


class StepJson(TypedDict):
    """A step as it is stored. `rows` are keys, `sources` their places among the sources of the computation."""

    code: str
    shown: str
    value: object
    params: dict[str, object]
    rows: list[str]
    sources: list[int]


class ComputationJson(TypedDict):
    result: object
    steps: list[StepJson]
    sources: list[dict[str, object]]


@dataclass(frozen=True)
class Step(Generic[Found_co]):
    """One line of a derivation: what was done (`code`, with `params` for its sentence), the figures as written, what came out.

    The sentence for a reader stands in litigation/law/sentences.py (English) and is translated where pages show it.
    """

    code: str
    value: Found_co
    shown: str = ""
    """The arithmetic as one would write it by hand: "3,000,000 × 50/10,000 = 15,000"."""
    params: Mapping[str, object] = field(default_factory=dict, hash=False)
    rows: tuple[Row, ...] = ()
    """The rows of the law this step used."""


@dataclass(frozen=True)
class Computation(Generic[Found_co]):
    """A result, its steps in order, and through them its sources."""

    result: Found_co
    steps: tuple[Step[object], ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row used, once, in the order of use."""
        return tuple(dict.fromkeys(row for step in self.steps for row in step.rows))

    @property
    def is_confirmed(self) -> bool:
        """Whether counsel confirmed every row it rests on; until then pages say "not yet confirmed by counsel"."""
        return all(row.confirmed_on is not None for row in self.rows)

    def as_json(self) -> ComputationJson:
        """{"result", "steps", "sources"}: plain JSON, as the commands print and pages store it.

        A step names its rows by key, and by their place among the sources, since several rows may have one key.
        """
        rows = self.rows
        steps: list[StepJson] = [
            {
                "code": step.code,
                "shown": step.shown,
                "value": plain(step.value),
                "params": {name: plain(value) for name, value in step.params.items()},
                "rows": [row.key for row in step.rows],
                "sources": [rows.index(row) for row in step.rows],
            }
            for step in self.steps
        ]
        return {"result": plain(self.result), "steps": steps, "sources": [row.as_json() for row in rows]}


def plain(value: object) -> object:
    """Dates as ISO text, fractions as whole numbers where they are whole; lists and mappings through and through."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else str(value)
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value
