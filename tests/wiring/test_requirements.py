"""What the product needs stands in requirements.txt: tests have more installed than an office, and would miss nothing."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

from django.conf import settings

from documents.packages.rules import LIBRARIES

HOME = Path(settings.BASE_DIR)
APPS = ("litigation", "claimants", "documents")


def test_every_library_the_product_imports_is_one_an_office_gets():
    names = {name for app in APPS for path in (HOME / app).rglob("*.py") for name in _imported(path)}
    named_in_settings = [*settings.INSTALLED_APPS, *settings.MIDDLEWARE]
    names |= {each.partition(".")[0] for each in named_in_settings}
    libraries = names - sys.stdlib_module_names - {*APPS, "tests", "bench"}
    known, locked = packages_distributions(), _locked()
    lost = {name for name in libraries if not {_same(each) for each in known.get(name, [name])} & locked}
    assert {"django", "pikepdf"} <= libraries
    assert lost == set()


def test_every_library_a_package_names_is_one_an_office_gets():
    """A package tells the versions of all that can change a byte of it: one that only tests have stopped every package."""
    assert {_same(name) for name in LIBRARIES} - _locked() == set()


def _imported(path):
    tree = ast.parse(path.read_text())
    unneeded = {inner for node in ast.walk(tree) if _can_do_without(node) for inner in ast.walk(node)}
    for node in set(ast.walk(tree)) - unneeded:
        if isinstance(node, ast.Import):
            yield from (each.name.partition(".")[0] for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def _can_do_without(node):
    """Only for the checker of types, or with a way for who has it not."""
    if isinstance(node, ast.If):
        return ast.unparse(node.test) == "TYPE_CHECKING"
    return isinstance(node, ast.Try) and any(
        each.type and "ImportError" in ast.unparse(each.type) for each in node.handlers
    )


def _locked():
    return {_same(name) for name in re.findall(r"^([\w.-]+)==", (HOME / "requirements.txt").read_text(), re.MULTILINE)}


def _same(name):
    return re.sub(r"[-_.]+", "-", name).lower()
