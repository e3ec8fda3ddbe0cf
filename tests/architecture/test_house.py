"""The laws of the house that a machine can read: who writes rows, what every field says, what every registry keeps."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from claimants.evidence import kinds as evidence_kinds
from documents.papers import registry
from litigation.accounts.rights import RIGHTS
from litigation.jobs import kinds as job_kinds

APPS = ("litigation", "claimants", "documents")
READERS = ("pages.py", "desk.py", "api.py", "forms.py", "queries.py", "rules.py", "serializers.py")
WRITES = {
    "create", "acreate", "save", "asave", "delete", "adelete", "update", "bulk_create", "bulk_update", "get_or_create",
    "update_or_create", "select_for_update",
}  # fmt: skip
NOT_ROWS = {  # receivers whose verb of that name writes no row
    "actions", "messages", "serializer", "digest", "form", "session", "request", "tally", "context", "counts",
}  # fmt: skip


def sources(*names):
    for app in APPS:
        for path in sorted((settings.BASE_DIR / app).rglob("*.py")):
            if path.name in names or any(path.name.endswith(f"_{name}") for name in names):
                yield path


def writes_in(source):
    """(line, text) of every call that writes rows: model.objects.create(…), row.save(), queryset.update(…)."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            receiver = ast.unparse(node.func.value)
            of_rows = ".objects" in receiver or re.search(r"\.(filter|exclude|all|order_by|using)\(", receiver)
            of_row = not re.match(rf"({'|'.join(NOT_ROWS)})\b", receiver) and node.func.attr not in ("create", "update")
            if of_rows or of_row:
                yield node.lineno, ast.unparse(node)


def test_pages_forms_and_readers_write_no_rows():
    found = [
        f"{path.relative_to(settings.BASE_DIR)}:{line} {text}"
        for path in sources(*READERS)
        for line, text in writes_in(path.read_text())
    ]
    assert not found, "Only actions.py writes rows (house law 1); move this into an action:\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("source", "writes"),
    [
        ("Claim.objects.create(case=case)", True),
        ("claim.save()", True),
        ("claim.trips.filter(pk=pk).update(port='ICN')", True),
        ("trip.delete()", True),
        ("context.update(more)", False),
        ("digest.update(b'')", False),
        ("actions.delete(row)", False),
        ("Claim.objects.filter(pk=pk).first()", False),
    ],
)
def test_lint_knows_a_write_when_it_sees_one(source, writes):
    assert bool(list(writes_in(source))) is writes


def test_every_field_of_every_model_says_what_it_is():
    bare = [
        f"{model._meta.label}.{field.name}"
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.get_fields()
        if field.concrete
        and not field.auto_created
        and not str(field.help_text)
        and field.model.__module__.startswith(APPS)
        and field.name not in INHERITED.get(model._meta.label, ())
    ]
    assert not bare, f"help_text is the operator's manual (house law 10); write it for {bare}"


INHERITED = {"litigation.User": ("password", "last_login")}  # Django's own


def test_no_module_is_longer_than_400_lines():
    long = {
        str(path.relative_to(settings.BASE_DIR)): lines
        for app in APPS
        for path in (settings.BASE_DIR / app).rglob("*.py")
        if (lines := path.read_text().count("\n")) >= 400
    }
    assert long == {}


@pytest.mark.parametrize("kind", evidence_kinds.every().values(), ids=lambda kind: kind.name)
def test_evidence_kind_is_whole(kind):
    assert all([kind.name, str(kind.title), str(kind.hint), kind.icon])
    assert bool(kind.exhibit_number and kind.exhibit_title) is kind.exhibit
    same = [each.name for each in evidence_kinds.every().values() if each.exhibit_number == kind.exhibit_number]
    assert not kind.exhibit or same == [kind.name], "two kinds share a number of the court"


@pytest.mark.parametrize("kind", registry.kinds().values(), ids=lambda kind: kind.type)
def test_filing_kind_is_whole(kind):
    assert re.search("[가-힣]", kind.title_ko)
    assert str(kind.title)
    assert kind.per in (registry.ROUND, registry.ENTRY)
    assert callable(kind.concerns)
    assert callable(kind.make)
    assert len(kind.type) <= 32, "it stands in Filing.type"


@pytest.mark.parametrize("name", sorted(job_kinds.every()))
def test_job_kind_is_whole(name):
    kind = job_kinds.every()[name]
    assert kind.name == name
    assert str(kind.title), "the list of jobs shows it"
    assert kind.right in RIGHTS
    assert type(kind).run_item is not job_kinds.JobKind.run_item
    assert kind.max_attempts >= 1
    assert kind.limit_seconds > 0


def test_every_authored_sentence_of_a_refusal_is_translatable():
    """DomainError("code", "bare text") would never be read in Korean."""
    bare = []
    for app in APPS:
        for path in Path(settings.BASE_DIR / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                called = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "DomainError"
                if called and len(node.args) > 1 and isinstance(node.args[1], ast.Constant):
                    bare.append(f"{path.relative_to(settings.BASE_DIR)}:{node.lineno}")
    assert bare == []
