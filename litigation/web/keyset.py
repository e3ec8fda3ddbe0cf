"""Long lists in pages that neither jump nor slow down: a page begins behind the last row of the one before it.

The place is written into the address as the sort values of that row, so it stays right while rows come and go.
"""

import base64
import binascii
import json
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Q


@dataclass(frozen=True)
class Page:
    """rows: what is shown. after: the address of the next page's beginning, empty on the last. lost: a bad address was asked."""

    rows: list
    after: str
    lost: bool = False
    begins: bool = True


def page(rows, *, order, size, after=""):
    """The rows behind the place `after` in this order ("-at" for newest first; the last key must be unique).

    A place that cannot be read is the beginning, with lost=True, so that the page can say so.
    """
    values = _read(after) if after else None
    lost, begins = bool(after) and values is None, values is None
    ordered = rows.order_by(*order)
    if values is not None:
        try:
            ordered = ordered.filter(behind(order, values))
        except (ValidationError, ValueError, TypeError):
            lost, begins = True, True
    found = list(ordered[: size + 1])
    following = _write([_value(found[size - 1], key) for key in order]) if len(found) > size else ""
    return Page(found[:size], following, lost, begins)


def behind(order, values):
    """The condition for rows that come after these sort values."""
    if len(values) != len(order):
        raise ValueError("The place has another order.")
    condition, same = Q(), Q()
    for key, value in zip(order, values, strict=True):
        name = key.removeprefix("-")
        condition |= same & _beyond(name, value, falling=key.startswith("-"))
        same &= Q(**{name: value})
    return condition


def turned(order):
    """The same order, backwards."""
    return [key[1:] if key.startswith("-") else f"-{key}" for key in order]


def _beyond(name, value, *, falling):
    if isinstance(value, bool):  # false comes before true
        rest = falling is value
        return Q(**{name: not value}) if rest else Q(pk__in=[])
    return Q(**{f"{name}__{'lt' if falling else 'gt'}": value})


def _value(row, key):
    return getattr(row, key.removeprefix("-"))


def _write(values):
    text = json.dumps(values, default=str, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(text):
    try:
        values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, ValueError):
        return None
    plain = isinstance(values, list) and all(isinstance(value, str | int | bool) for value in values)
    return values if plain else None
