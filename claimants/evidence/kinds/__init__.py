"""The kinds of proof somebody can send. A kind is one file in this folder; adding one touches nothing else."""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules


@dataclass(frozen=True, kw_only=True)
class EvidenceKind:
    """What one kind is. Words are lazy translations; the Korean title is the one court papers use."""

    name: str
    """Stands in rows, so it stays for ever."""
    order: int
    title: object
    hint: object
    """What counts, and what has to be inside the picture."""
    icon: str
    """A drawing of litigation/web/icons.py."""
    exhibit: bool = True
    """False: it says who somebody is and goes to no opponent."""
    exhibit_number: int = 0
    """N of 갑 제N호증."""
    exhibit_title: str = ""
    grade: str = ""
    """What an attorney usually finds (Evidence.Grade), offered and never set by itself."""


@cache
def every() -> dict[str, EvidenceKind]:
    """All kinds by name, in the order in which a person is asked."""
    modules = (import_module(f"{__name__}.{each.name}") for each in iter_modules(__path__))
    return {kind.name: kind for kind in sorted((module.KIND for module in modules), key=lambda kind: kind.order)}


def find(name) -> EvidenceKind | None:
    return every().get(name)


def choices():
    """(name, title) for a form."""
    return [(kind.name, kind.title) for kind in every().values()]
