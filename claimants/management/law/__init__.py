"""What `manage.py law` can be asked. One file per question; nothing else is to be edited to add one. A module has

    NAME            how it is typed: "stamp-duty"
    HELP            one sentence
    add_arguments(parser)
    answer(table, **options) -> Computation

A wrong question is a LawProblem.
"""

from importlib import import_module
from pkgutil import iter_modules


def questions() -> dict:
    """Module by the name it is asked by."""
    modules = (import_module(f"{__name__}.{each.name}") for each in iter_modules(__path__))
    return {module.NAME: module for module in modules}
