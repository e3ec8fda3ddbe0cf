"""What a round can file: every kind of paper, found in documents/filings/types/, in the order of the folder.

A type registers itself with @filing: its names, where it stands in the package, whether it is made once for the round or
once for each plaintiff, and whether every package has it or somebody asks for it. The decorated function makes its files
and returns them; who keeps them and who counts them is not its business.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

COURT, MANDATES, EXHIBITS, READING = "1_소장", "2_위임장", "3_증거", "4_참고"
ROUND, ENTRY = "round", "entry"


@dataclass(frozen=True)
class Made:
    """A file of a paper: where it stands in the package, what is in it. The key is what it is within its filing."""

    key: str
    path: str
    content: bytes | list
    """The file's bytes, or the pieces that make them one after another."""
    pages: int = 0


@dataclass(frozen=True)
class FilingKind:
    """One kind of paper of every package.

    per: ROUND (made once, `make(round)`) or ENTRY (once for each plaintiff it concerns, `make(round, entry)`).
    concerns: of a round or an entry, whether it has such a paper at all.
    """

    type: str
    title_ko: str
    title: str
    per: str
    make: Callable
    concerns: Callable
    place: int


_kinds: dict[str, FilingKind] = {}


def filing(title_ko, title, *, place, per=ROUND, concerns=lambda _subject: True):
    """Register the decorated function as the maker of this module's type. place: its order among all papers."""

    def register(make):
        name = make.__module__.rpartition(".")[2]
        _kinds[name] = FilingKind(name, title_ko, title, per, make, concerns, place)
        return make

    return register


@cache
def kinds() -> dict[str, FilingKind]:
    """The kinds every package is made of, by type, in the order of the package."""
    _discover()
    return {kind.type: kind for kind in sorted(_kinds.values(), key=lambda kind: kind.place)}


@cache
def _discover():
    from documents.filings import types

    for module in iter_modules(types.__path__):
        import_module(f"{types.__name__}.{module.name}")
