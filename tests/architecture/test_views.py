"""A view declares a right, calls one action and answers. What a file defines makes it a view's file, not what it is called."""

import ast

import pytest
from django.conf import settings

from tests.architecture.test_house import APPS, writes_in

LEDGER = "litigation.ledger.actions"
FOR_ACTIONS = {"record", "record_all", "take_turn"}  # what an act needs inside its own transaction; a page has none
BASES = ("APIView", "ListAPIView", "GenericAPIView", "View")

# Whoever opens a transaction for more than a look or an act says here why.
WITH_A_REASON = {
    "litigation/web/formpage.py": "the nonce of a form is a row that only one press can write",
    "litigation/web/idempotency.py": "the key, the act and its answer are one",
    "litigation/ledger/actions.py": "the door itself",
}


def view_files():
    """(path within the project, its tree) of every file that answers requests."""
    for app in APPS:
        for path in sorted((settings.BASE_DIR / app).rglob("*.py")):
            tree = ast.parse(path.read_text())
            if answers_requests(tree):
                yield str(path.relative_to(settings.BASE_DIR)), tree


def answers_requests(tree):
    """Whether a file defines a view, or what only views call: a function that begins with the request, or an endpoint."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and (
            _first(node) == "request" or any(map(_is_right, node.decorator_list))
        ):
            return True
        if isinstance(node, ast.ClassDef) and any(ast.unparse(base).endswith(BASES) for base in node.bases):
            return True
    return False


def _first(function):
    names = [each.arg for each in (*function.args.posonlyargs, *function.args.args) if each.arg != "self"]
    return names[0] if names else ""


def _is_right(decorator):
    return isinstance(decorator, ast.Call) and getattr(decorator.func, "id", "") == "right"


def breaks_of(tree):
    """(line, what) of everything in a view's file that belongs into an action."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            names = {each.name for each in node.names}
            if node.module == LEDGER and names & FOR_ACTIONS:
                yield node.lineno, f"imports {', '.join(sorted(names & FOR_ACTIONS))}: a look goes through look()"
            if node.module == "litigation.ledger" and "actions" in names:
                yield node.lineno, "imports the whole of the ledger's actions: import look"
        if isinstance(node, ast.Attribute) and node.attr == "atomic":
            yield node.lineno, "opens a transaction"
        if isinstance(node, ast.Name) and node.id == "atomic":
            yield node.lineno, "opens a transaction"


def test_view_records_only_through_the_door_and_opens_no_transaction():
    found = [
        f"{path}:{line} {what}"
        for path, tree in view_files()
        if path not in WITH_A_REASON
        for line, what in breaks_of(tree)
    ]
    assert found == []


def test_view_of_any_file_name_writes_no_rows():
    found = [
        f"{path}:{line} {text}"
        for path, _tree in view_files()
        if path not in WITH_A_REASON
        for line, text in writes_in((settings.BASE_DIR / path).read_text())
    ]
    assert not found, "Only actions write rows (house law 1); move this into one:\n" + "\n".join(found)


def test_reasons_for_a_transaction_are_still_needed():
    trees = dict(view_files())
    assert [path for path in WITH_A_REASON if not any(breaks_of(trees.get(path, ast.parse(""))))] == []


@pytest.mark.parametrize(
    "path",
    [
        "claimants/limitation/desk_starts.py",
        "documents/freezing/desk.py",
        "documents/packages/downloads.py",
        "documents/proceedings/desk_feed.py",
        "claimants/limitation/api.py",
        "claimants/review/api.py",
    ],
)
def test_file_of_views_is_known_whatever_it_is_called(path):
    assert path in dict(view_files())


@pytest.mark.parametrize(
    ("source", "breaks"),
    [
        ("from litigation.ledger.actions import look", 0),
        ("from litigation.ledger.actions import look, record", 1),
        ("from litigation.ledger import actions", 1),
        ("with transaction.atomic(): pass", 1),
        ("from django.db.transaction import atomic\n@atomic\ndef show(request): pass", 1),
    ],
)
def test_lint_knows_a_view_that_does_what_actions_do(source, breaks):
    assert len(list(breaks_of(ast.parse(source)))) == breaks
