"""Long lists in pages that neither jump nor slow down: a page begins behind the last row of the one before it.

The place is written into the address as the sort values of that row, signed, so it stays right while rows come and go.
"""

from dataclasses import dataclass

from django.db.models import Q

from litigation.web import positions


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
    of = f"{rows.model._meta.label} {order}"
    values = positions.read(after, of=of) if after else None
    ordered = rows.order_by(*order)
    if values is not None:
        ordered = ordered.filter(behind(order, values))
    found = list(ordered[: size + 1])
    following = positions.write([_value(found[size - 1], key) for key in order], of=of) if len(found) > size else ""
    return Page(found[:size], following, lost=bool(after) and values is None, begins=values is None)


def behind(order, values):
    """The condition for rows that come after these sort values."""
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
