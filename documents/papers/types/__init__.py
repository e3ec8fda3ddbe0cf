"""One file per court paper. A module has the Paper class of its type; `registry()` finds it, nothing else is to be edited."""

from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from documents.rendering.html import Paper


@lru_cache(maxsize=1)
def registry() -> dict[str, type[Paper]]:
    """Paper class by type name (its folder in templates/papers)."""
    found = {}
    for module in iter_modules(__path__):
        for value in vars(import_module(f"{__name__}.{module.name}")).values():
            if isinstance(value, type) and issubclass(value, Paper) and getattr(value, "folder", "") == module.name:
                found[value.folder] = value
    return found
