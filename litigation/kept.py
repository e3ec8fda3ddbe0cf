"""Values that are kept as JSON for ever: a frozen dataclass whose fields are the keys, in their order.

What was kept and hashed never moves. So a field may be called otherwise than its key (KEYS), a key that came later has a
default, and a key nobody knows is passed over when it is read.
"""

import hashlib
import json
from dataclasses import fields
from datetime import date
from functools import cache
from typing import ClassVar, Self


def canonical(data) -> bytes:
    """One spelling of the same JSON: sorted names, no spaces, letters as they are."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def sha256(data) -> str:
    return hashlib.sha256(canonical(data)).hexdigest()


class Kept:
    """from_json and to_json of a flat value. One that holds others says how in its own, with read() and written()."""

    __slots__ = ()
    KEYS: ClassVar[dict[str, str]] = {}
    """{field: key} where the two differ."""

    @classmethod
    def from_json(cls, data) -> Self:
        return read(cls, data)

    def to_json(self) -> dict:
        return written(self)


def read(cls, data, **own):
    """A value from its JSON. own: fields that were read already. A key that must be there and is not is a TypeError."""
    found = {name: data[key] for name, key in _keys(cls) if name not in own and key in data}
    return cls(**found, **own)


def written(value, **own) -> dict:
    """The JSON of a value. own: {field: JSON} of those that are no JSON themselves."""
    return {key: own[name] if name in own else getattr(value, name) for name, key in _keys(type(value))}


def read_day(text) -> date | None:
    """An ISO day; none of an empty text."""
    return date.fromisoformat(text) if text else None


def written_day(day) -> str:
    return day.isoformat() if day else ""


@cache
def _keys(cls) -> tuple[tuple[str, str], ...]:
    return tuple((each.name, cls.KEYS.get(each.name, each.name)) for each in fields(cls))
