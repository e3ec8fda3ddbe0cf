"""Migrations do the same for ever: they call no code of a room, which changes."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("litigation", "claimants", "documents")
ALLOWED = {"litigation.vault.fields"}  # classes of columns, whose names Django itself writes into migrations
BY_NAME = ("import_module", "__import__", "import_string")


def imported(source):
    """Modules that a text imports, anywhere in it, also by name."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in BY_NAME:
            yield "by name"


def of_a_room(source):
    found = {name for name in imported(source) if name.split(".")[0] in (*APPS, "", "by name")}
    return {name for name in found if not any(f"{name}.".startswith(f"{each}.") for each in ALLOWED)}


def test_no_migration_imports_a_room():
    files = [file for app in APPS for file in sorted((ROOT / app / "migrations").glob("[0-9]*.py"))]
    assert len(files) > 30
    assert {file.name: found for file in files if (found := of_a_room(file.read_text()))} == {}


def test_import_of_a_room_is_found():
    assert of_a_room("from litigation.ledger import triggers") == {"litigation.ledger.triggers"}
    assert of_a_room("def f():\n    import documents.rounds.triggers as t") == {"documents.rounds.triggers"}
    assert of_a_room("from ..rounds import triggers") == {"..rounds.triggers"}
    assert of_a_room("from importlib import import_module\nimport_module('documents')") == {"by name"}
    assert of_a_room("import litigation.vault.fields\nfrom litigation.vault.fields import EncryptedText") == set()
    assert of_a_room("from litigation.vault import seal") == {"litigation.vault.seal"}
