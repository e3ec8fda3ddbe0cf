"""A file is called after what it defines, so that whoever knows one room knows where to look in all of them."""

import ast
import re

import pytest
from django.conf import settings

from tests.architecture.test_house import APPS

ACTS = {"record", "record_all", "move", "move_all"}  # what only an act does
WRITES_ROWS = re.compile(
    r"(\.objects\b.*|\.(filter|exclude)\(.*)\.(update|delete|(bulk_|get_or_|update_or_)?create|bulk_update)$"
)
FURNITURE = {  # what a file defines → how such a file is called
    "a page": r"(pages|desk)(_\w+)?",
    "an endpoint": r"api(_\w+)?",
    "a form": r"forms(_\w+)?",
    "an act": r"actions(_\w+)?|models|jobs(_\w+)?",
    "a bell": r"tasks",
}
FORMS_BESIDE = "documents/papers/types/"  # what a paper asks for stands beside the paper, in its one file

# Whoever is called otherwise says here why.
WITH_A_REASON = {
    "claimants/claims/history.py": "a listener: the spans are written by the move itself",
    "litigation/accounts/limits.py": "counts of tries, taken inside whichever act is limited",
    "litigation/accounts/tasks.py": "deletes what is over; nobody acts",
    "litigation/frame/pages_styleguide.py": "its form is only shown",
    "litigation/jobs/engine.py": "runs what the rooms' jobs.py define",
    "litigation/jobs/leases.py": "takes work for a worker; the ledger hears of the job, not of each lease",
    "litigation/theories/loading.py": "a listener: what a case pack brings, inside the loading of the pack",
    "litigation/vault/rotation.py": "seals values again under another key; they say the same as before",
    "litigation/vault/canary.py": "the mark of a key is no row of the business",
    "litigation/web/formpage.py": "the nonce of a form",
    "litigation/web/idempotency.py": "the key of a request",
    "litigation/web/tasks.py": "deletes what is over; nobody acts",
}


def files():
    for app in APPS:
        for path in sorted((settings.BASE_DIR / app).rglob("*.py")):
            name = str(path.relative_to(settings.BASE_DIR))
            if not re.search(r"/(migrations|management|demo)/", name):
                yield name, path.read_text()


def defines(source):
    """Which of FURNITURE a file defines."""
    tree = ast.parse(source)
    found = {kind for node in tree.body for kind in _kind(node)}
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    if called & ACTS or any(map(WRITES_ROWS.search, called)):
        found.add("an act")
    return found


def _kind(node):
    decorated = [ast.unparse(each) for each in getattr(node, "decorator_list", [])]
    if isinstance(node, ast.FunctionDef):
        if any(each.startswith("right(") for each in decorated):
            yield "a page"
        if any(each.startswith("shared_task") for each in decorated):
            yield "a bell"
    if isinstance(node, ast.ClassDef):
        bases = " ".join(map(ast.unparse, node.bases))
        if re.search(r"APIView\b|Serializer\b|\b(Answer|Body)\b", bases):
            yield "an endpoint"
        if re.search(r"\bPlainForm\b|\bforms\.Form\b", bases):
            yield "a form"


def misnamed(name, source):
    stem = name.rpartition("/")[2].removesuffix(".py")
    beside = {"a form"} if name.startswith(FORMS_BESIDE) else set()
    return [kind for kind in sorted(defines(source) - beside) if not re.fullmatch(FURNITURE[kind], stem)]


def test_file_is_called_after_what_it_defines():
    found = {name: wrong for name, source in files() if name not in WITH_A_REASON and (wrong := misnamed(name, source))}
    assert found == {}


def test_reasons_for_another_name_are_still_needed():
    sources = dict(files())
    assert [name for name in WITH_A_REASON if not misnamed(name, sources.get(name, ""))] == []


@pytest.mark.parametrize(
    ("name", "source", "wrong"),
    [
        ("claimants/trips/wizard.py", "@right('public')\ndef show(request): ...", ["a page"]),
        ("claimants/trips/desk_wizard.py", "@right('public')\ndef show(request): ...", []),
        ("claimants/trips/approving.py", "def approve(*, trip):\n    record('trip.approved')", ["an act"]),
        ("claimants/trips/actions_approval.py", "def approve(*, trip):\n    record('trip.approved')", []),
        ("claimants/trips/desk.py", "class Asked(PlainForm, forms.Form): ...", ["a form"]),
        ("documents/papers/types/brief.py", "class Asked(PlainForm, forms.Form): ...", []),
        ("claimants/trips/lists.py", "class Trips(ListAPIView): ...", ["an endpoint"]),
        ("claimants/trips/lists.py", "class TripLine(Answer): ...", ["an endpoint"]),
        ("claimants/trips/bells.py", "@shared_task(name='x')\ndef ring(): ...", ["a bell"]),
    ],
)
def test_lint_knows_what_a_file_defines(name, source, wrong):
    assert misnamed(name, source) == wrong


def test_rules_are_pure():
    """rules.py reads no rows: it imports nothing of the database but the words of states."""
    impure = [
        f"{name}: {line}"
        for name, source in files()
        if name.endswith("/rules.py")
        for line in re.findall(r"(?m)^from (?:django\.db\S*|\S+\.queries) import .*|\.objects\.\w+", source)
    ]
    assert impure == []
