"""A lower room knows nothing of a higher one, its rows included: a relation read backwards is an import nobody sees."""

import ast
import re
import tomllib

import pytest
from django.apps import apps
from django.conf import settings

APPS = ("litigation", "claimants", "documents")

# Whoever looks up says here why.
WITH_A_REASON = {
    ("documents/changes/models.py", "filings"): "pages show a change with the paper that tells the court of it",
    ("documents/rounds/roster.py", "exhibits"): "a part of the frozen entry that bears the name of rows",
    (
        "litigation/accounts/sessions.py",
        "memberships",
    ): "whether somebody works on the team of any case of the instance",
    ("litigation/lawbook/actions.py", "memberships"): "whether somebody is counsel in any case of the instance",
}


def heights():
    """{room: how high it stands}, through all three apps."""
    contracts = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = {each["containers"][0]: each["layers"] for each in contracts if "containers" in each}
    lines = [(app, line) for app in APPS for line in reversed(layers[app])]
    return {f"{app}.{room}": height for height, (app, line) in enumerate(lines) for room in line.split(" | ")}


def backward(height):
    """{related name: [(room that has it, room it points to)]} of relations that point downwards."""
    found = {}
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if field.is_relation and not field.auto_created and getattr(field.remote_field, "related_name", None):
                rooms = _room(model), _room(field.related_model)
                if height.get(rooms[0], 0) > height.get(rooms[1], 1000):
                    found.setdefault(field.remote_field.related_name, []).append(rooms)
    return found


def _room(model):
    return ".".join(model.__module__.split(".")[:2])


def names_in(source):
    """Every name that can be a relation: an attribute, a part of a lookup."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.keyword) and node.arg:
            yield from node.arg.split("__")[:-1]
        elif isinstance(node, ast.Constant) and re.fullmatch(r"[a-z_]+(__[a-z_]+)+", str(node.value)):
            yield from node.value.split("__")


def test_lower_room_reads_no_rows_of_a_higher_one():
    height = heights()
    relations = backward(height)
    found = set()
    for app in APPS:
        for path in sorted((settings.BASE_DIR / app).glob("*/**/*.py")):
            place = path.relative_to(settings.BASE_DIR)
            here = height.get(".".join(place.parts[:2]))
            if here is None:
                continue
            for name in set(names_in(path.read_text())) & set(relations):
                if all(height[owner] > here >= height[target] for owner, target in relations[name]):
                    found.add((str(place), name))
    assert found == set(WITH_A_REASON)


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("person.claims.all()", {"claims", "all"}),
        ("Claimant.objects.filter(claims__status='draft')", {"objects", "filter", "claims"}),
        ("F('claims__created_at')", {"claims", "created_at"}),
    ],
)
def test_lint_sees_a_relation(source, names):
    assert set(names_in(source)) == names
