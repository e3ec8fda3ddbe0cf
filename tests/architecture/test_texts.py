"""Nobody can add a box that takes a text uncleaned: every form and every request body is walked."""

import ast
import importlib
import inspect
import pkgutil
import re

import pytest
from django import forms
from django.conf import settings
from rest_framework import serializers

from litigation.web import api_fields
from litigation.web import forms as fields
from tests.architecture.test_house import APPS

BASES = {"litigation/web/forms.py", "litigation/web/api_fields.py"}
PLAIN = re.compile(r"forms\.(CharField|EmailField|URLField|SlugField|RegexField|JSONField|DateField)\(")
CHOSEN = {  # what a page reads from a press without a form: names of buttons and keys it compares, never kept as typed
    "litigation/cases/desk.py": "case next",
    "litigation/frame/gate.py": "_case",
    "litigation/sign_in/codes.py": "action",
    "litigation/frame/pages.py": "next",
    "litigation/sign_in/pages.py": "next",
    "litigation/web/parked.py": "_owner _case",
    "litigation/web/formpage.py": "_language _once _seen",
    "litigation/jobs/desk.py": "do",
    "claimants/limitation/desk_starts.py": "seen",
    "litigation/lawbook/desk.py": "row",
    "claimants/review/desk.py": "grade version",
    "claimants/evidence/pages.py": "kind",
    "documents/texts/desk.py": "preview",
    "documents/requests/desk.py": "count",
    "documents/freezing/desk.py": "seen",
    "documents/packages/desk_checks.py": "says everybody note",  # the note through a field of its own
}
UNTYPED = {  # JSON that is no text, or that a form takes apart
    ("Signature", "strokes"), ("PaperWish", "values"), ("ValuesSaid", "values"),
}  # fmt: skip


def modules():
    for app in APPS:
        for found in pkgutil.walk_packages([str(settings.BASE_DIR / app)], f"{app}."):
            if ".management." not in found.name and ".migrations." not in found.name and ".demo." not in found.name:
                yield importlib.import_module(found.name)


def classes(base):
    """Every class of the rooms over this base, once."""
    found = {}
    for module in modules():
        for value in vars(module).values():
            if inspect.isclass(value) and issubclass(value, base) and value.__module__.startswith(APPS):
                found[f"{value.__module__}.{value.__qualname__}"] = value
    return found


def sources():
    for app in APPS:
        for path in sorted((settings.BASE_DIR / app).rglob("*.py")):
            name = str(path.relative_to(settings.BASE_DIR))
            if name not in BASES and "/migrations/" not in name:
                yield name, path.read_text()


def takes_uncleaned(field):
    """Whether what is typed into this field would be kept as it came."""
    if isinstance(field, forms.CharField):
        return not isinstance(field, fields.Cleaned | fields.SentBackField)
    return isinstance(field, forms.DateField) and not isinstance(field, fields.DayField)


def bodies():
    """Every serializer class that something sent is checked by."""
    return {name: each for name, each in classes(serializers.Serializer).items() if is_body(each)}


def is_body(serializer):
    name = serializer.__name__
    asked = rf"validated\({name}\b|told={name}\b|, {name}\)|\b{name}\(data="
    return bool(re.search(asked, inspect.getsource(inspect.getmodule(serializer))))


def uncleaned(serializer, owner=""):
    for name, field in serializer.fields.items():
        yield from _of_field(owner or type(serializer).__name__, name, field)


def _of_field(owner, name, field):
    inner = getattr(field, "child", None)
    if inner is not None:
        yield from _of_field(owner, name, inner)
    elif isinstance(field, serializers.BaseSerializer):
        yield from uncleaned(field, f"{owner}.{name}")
    elif isinstance(field, serializers.SlugField):
        return
    elif isinstance(field, serializers.CharField):
        if not isinstance(field, api_fields.Cleaned | api_fields.SentBackField):
            yield f"{owner}.{name}"
    elif isinstance(field, serializers.DateField):
        if not isinstance(field, api_fields.DateField):
            yield f"{owner}.{name}"
    elif isinstance(field, serializers.JSONField | serializers.DictField) and (owner, name) not in UNTYPED:
        yield f"{owner}.{name}"


def test_every_text_of_every_form_is_cleaned():
    found = [
        f"{name}.{field}"
        for name, form in classes(forms.BaseForm).items()
        for field, each in getattr(form, "base_fields", {}).items()
        if takes_uncleaned(each)
    ]
    assert not found, "Take TextField, LinesField, FiguresField or AuthoredField of litigation.web.forms: " + str(found)


def test_no_room_makes_a_plain_text_field():
    found = [f"{name}: {line.strip()}" for name, text in sources() for line in text.splitlines() if PLAIN.search(line)]
    assert not found, "Take TextField, LinesField, FiguresField or AuthoredField of litigation.web.forms: " + str(found)


def test_every_text_of_every_request_body_is_cleaned():
    every = bodies()
    assert len(every) > 35, "the walk lost the request bodies"
    found = [fault for serializer in every.values() for fault in uncleaned(serializer())]
    assert not found, "Take the fields of litigation.web.api_fields: " + str(found)


def test_no_page_reads_a_text_past_its_form():
    found = {}
    for name, text in sources():
        read = {
            node.args[0].value if isinstance(node, ast.Call) else node.slice.value
            for node in ast.walk(ast.parse(text))
            if _reads_post(node)
        }
        if read - set(CHOSEN.get(name, "").split()):
            found[name] = sorted(read)
    assert not found, "What people type goes through a form, which cleans it"


def _reads_post(node):
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "request.POST.get":
        return bool(node.args) and isinstance(node.args[0], ast.Constant)
    return (
        isinstance(node, ast.Subscript)
        and ast.unparse(node.value) == "request.POST"
        and isinstance(node.slice, ast.Constant)
    )


@pytest.mark.parametrize(
    "field, found",
    [
        (forms.CharField(), True),
        (forms.EmailField(), True),
        (forms.DateField(), True),
        (fields.TextField(), False),
        (fields.CodeField(), False),
        (fields.SentBackField(), False),
        (forms.ChoiceField(), False),
    ],
)
def test_the_walk_knows_an_uncleaned_field_when_it_sees_one(field, found):
    assert takes_uncleaned(field) is found


def test_the_walk_knows_an_uncleaned_body_when_it_sees_one():
    class Inner(serializers.Serializer):
        day = serializers.DateField()

    class Body(serializers.Serializer):
        plain = serializers.CharField()
        several = serializers.ListField(child=serializers.CharField())
        inner = Inner(many=True)
        thing = serializers.JSONField()
        clean = api_fields.TextField()

    assert list(uncleaned(Body())) == ["Body.plain", "Body.several", "Body.inner.day", "Body.thing"]
