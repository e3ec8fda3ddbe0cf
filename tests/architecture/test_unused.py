"""What the product does stands in the product: a function that only tests call belongs to the tests."""

import ast
import re

import pytest
from django.conf import settings

from tests.architecture.test_house import APPS

# Whoever is called by a name that no line of ours imports says here why.
WITH_A_REASON = {
    "documents.rendering.wording.direction": "filters.py registers it by name",
    "documents.rendering.wording.halves": "filters.py registers it by name",
    "documents.rendering.wording.w3c": "filters.py registers it by name",
    "litigation.accounts.tokens.TokenScheme": "drf-spectacular finds it as a subclass",
    "litigation.serving.on_starting": "gunicorn calls it",
    "litigation.serving.when_ready": "gunicorn calls it",
}
CALLED_BY_A_FRAMEWORK = re.compile(r"View|AppConfig|Model\b|Serializer")


def modules():
    """{dotted name: (place, source)} of all that runs; made-up people and migrations call, and need not be called."""
    for app in APPS:
        for path in sorted((settings.BASE_DIR / app).rglob("*.py")):
            place = path.relative_to(settings.BASE_DIR)
            yield ".".join(place.with_suffix("").parts).removesuffix(".__init__"), str(place), path.read_text()


def defined(source):
    """Public functions and classes that nothing registers where they stand."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            bases = " ".join(map(ast.unparse, getattr(node, "bases", [])))
            if not node.decorator_list and not CALLED_BY_A_FRAMEWORK.search(bases):
                yield node.name


def used(name, place, source, known):
    """The full names a module uses: its own, those it imports, those of modules it imports, and dotted ones in strings."""
    package = name if place.endswith("__init__.py") else name.rpartition(".")[0]
    alias = {}
    nodes = list(ast.walk(ast.parse(source)))
    for node in nodes:
        if isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) + 1 - node.level] if node.level else []
            origin = ".".join([*above, *([node.module] if node.module else [])])
            for each in node.names:
                yield f"{origin}.{each.name}"
                if f"{origin}.{each.name}" in known:
                    alias[each.asname or each.name] = f"{origin}.{each.name}"
    for node in nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield f"{name}.{node.id}"
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in alias:
            yield f"{alias[node.value.id]}.{node.attr}"
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            if "[" in node.value:  # an annotation for the type checker alone, or a program for a process of its own
                yield from (f"{name}.{word}" for word in re.findall(r"\w+", node.value))
            yield node.value


def unused(sources):
    sources = list(sources)
    known = {name for name, _place, _source in sources}
    called = {each for name, place, source in sources for each in used(name, place, source, known)}
    return {
        f"{name}.{each}"
        for name, place, source in sources
        if not re.search(r"/(migrations|management|demo)/", place)
        for each in defined(source)
        if f"{name}.{each}" not in called
    }


def test_nothing_waits_for_a_test_to_call_it():
    assert unused(modules()) == set(WITH_A_REASON)


@pytest.mark.parametrize(
    ("caller", "found"),
    [
        ("", {"claimants.trips.queries.judge"}),
        ("from claimants.trips.queries import judge", set()),
        ("from .queries import judge", set()),
        ("from claimants.trips import queries as r\nr.judge()", set()),
        ("from claimants.trips import queries\nother.judge()", {"claimants.trips.queries.judge"}),
        ("PATH = 'claimants.trips.queries.judge'", set()),
    ],
)
def test_lint_sees_who_calls(caller, found):
    rules = ("claimants.trips.queries", "claimants/trips/queries.py", "def judge(): ...\ndef _own(): ...")
    assert unused([rules, ("claimants.trips.pages", "claimants/trips/pages.py", caller)]) == found
