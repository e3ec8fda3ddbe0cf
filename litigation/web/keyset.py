"""Long lists in pages that neither jump nor slow down: a page begins behind the last row of the one before it.

The place is written into the address as the sort values of that row, signed, so it stays right while rows come and go.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, Q, QuerySet

from litigation.web import positions

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Page(Generic[Row]):
    """rows: what is shown. after: the address of the next page's beginning, empty on the last. lost: a bad address was asked."""

    rows: list[Row]
    after: str
    lost: bool = False
    begins: bool = True


def page(rows: QuerySet[Row], *, order: Sequence[str], size: int, after: str = "") -> Page[Row]:
    """The rows behind the place `after` in this order ("-at" for newest first; the last key must be unique).

    A place that cannot be read is the beginning, with lost=True, so that the page can say so.
    """
    of = f"{rows.model._meta.label} {order}"
    values = positions.read(after, of=of) if after else None
    ordered = rows.order_by(*order)
    if values is not None:
        ordered = ordered.filter(behind(order, values))
    found = list(ordered[: size + 1])
    following = positions.write([_value(found[size - 1], key) for key in order], of=of) if len(found) > size else ""
    return Page(found[:size], following, lost=bool(after) and values is None, begins=values is None)


def behind(order: Iterable[str], values: Iterable[object]) -> Q:
    """The condition for rows that come after these sort values."""
    condition, same = Q(), Q()
    for key, value in zip(order, values, strict=True):
        name = key.removeprefix("-")
        condition |= same & _beyond(name, value, falling=key.startswith("-"))
        same &= Q(**{name: value})
    return condition


def turned(order: Iterable[str]) -> list[str]:
    """The same order, backwards."""
    return [key[1:] if key.startswith("-") else f"-{key}" for key in order]


def _beyond(name: str, value: object, *, falling: bool) -> Q:
    if isinstance(value, bool):  # false comes before true
        rest = falling is value
        return Q(**{name: not value}) if rest else Q(pk__in=[])
    return Q(**{f"{name}__{'lt' if falling else 'gt'}": value})


def _value(row: Model, key: str) -> object:
    return getattr(row, key.removeprefix("-"))
