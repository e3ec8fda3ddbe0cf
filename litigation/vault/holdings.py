"""Which rows hold files of the vault: each room says it of its own tables when its app is ready."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet

_holdings: dict[str, "Holding"] = {}


@dataclass(frozen=True)
class Holding:
    """One column with names of files.

    prefix: the folder they lie in. sha256: the column with the hash of what was put in; empty: it is only asked whether the
    file is there. where: the rows that must have their file. claim, case: the way to them from a row, for the ledger.
    random: names are made once and given to nobody else, so a file that no row names never gets a row again.
    """

    model: str
    name: str
    prefix: str
    sha256: str = ""
    where: Q = field(default_factory=Q)
    claim: str = ""
    case: str = ""
    random: bool = True

    @property
    def key(self) -> str:
        return f"{self.model}.{self.name}"

    def rows(self) -> QuerySet[Model]:
        """The rows that should have a file, in the order of their keys."""
        rows: QuerySet[Model] = apps.get_model(self.model)._default_manager.filter(self.where)
        return rows.exclude(**{self.name: ""}).order_by("pk")

    def named(self, names: Iterable[str]) -> set[str]:
        """Those of the names that any row of this column holds, whatever state it is in."""
        rows = apps.get_model(self.model)._default_manager.filter(**{f"{self.name}__in": list(names)})
        return set(rows.values_list(self.name, flat=True))

    def of(self, row: Model, way: str) -> Any:
        """The claim or case of a row."""
        found: Any = row
        for step in filter(None, way.split("__")):
            found = getattr(found, step)
        return found if way else None


def register(*holdings: Holding) -> None:
    """Registering again replaces."""
    _holdings.update({each.key: each for each in holdings})


def every() -> list[Holding]:
    return list(_holdings.values())


def get(key: str) -> Holding | None:
    return _holdings.get(key)


def by_prefix() -> Iterator[tuple[str, list[Holding]]]:
    """(folder, all columns that name files in it)"""
    for prefix in dict.fromkeys(each.prefix for each in every()):
        yield prefix, [each for each in every() if each.prefix == prefix]
