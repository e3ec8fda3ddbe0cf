"""Answers that say no type twice: their fields come from the model, dataclass or typed mapping they show."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import date, datetime
from functools import cache, cached_property
from inspect import getattr_static, getdoc
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, Literal, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django_countries.fields import CountryField
from rest_framework import serializers

SAID = ("choices", "allow_null", "help_text", "encoder")  # what a column says to readers; the rest binds who writes
KINDS = {
    str: serializers.CharField,
    int: serializers.IntegerField,
    bool: serializers.BooleanField,
    float: serializers.FloatField,
    date: serializers.DateField,
    datetime: serializers.DateTimeField,
    UUID: serializers.UUIDField,
    dict: serializers.DictField,
}


class Answer(serializers.Serializer):
    """What is shown of a thing.

        class PackageLine(Answer):
            of = Package
            shows = "id round=round.number version state"
            pages = serializers.IntegerField()

    `shows` names what is shown, in order; `name=path` gives a name of its own to what stands at the end of a path. Type,
    whether it may be null, choices and description are those of the column, annotation or property there (its docstring;
    the text of an Annotated); `helps` says what programs need to hear instead. What is computed or has a shape of its own is
    declared; named in `shows` it stands there, else at the end.
    """

    of: ClassVar[type]
    shows: ClassVar[str] = ""
    helps: ClassVar[dict[str, str]] = {}

    def get_fields(self) -> dict[str, serializers.Field]:
        declared = super().get_fields()
        named = (each.partition("=") for each in self.shows.split())
        return {name: declared.get(name) or self._made(name, path or name) for name, _is, path in named} | declared

    def _made(self, name, path):
        made = deepcopy(field(self.of, name, path))
        made.help_text = self.helps.get(name, made.help_text)
        return made


@cache
def field(owner: type, name: str, path: str) -> serializers.Field:
    """The field for what stands at the end of a path of attributes."""
    *way, last = path.split(".")
    null = False
    for step in way:
        owner, empty = _step(owner, step)
        null |= empty
    column = _column(owner, last)
    kind, told = _typed(*_hint(owner, last)) if column is None else _of_column(column)
    if column is not None and column.is_relation:
        path = f"{path}_id"
    return kind(**told | ({"allow_null": True} if null else {}) | ({"source": path} if path != name else {}))


def _step(owner, name):
    """(what an attribute leads to, whether there may be nothing)"""
    if (column := _column(owner, name)) is not None:
        return column.related_model, column.null
    return _without_none(_hint(owner, name)[0])


def _column(owner, name):
    if not issubclass(owner, models.Model):
        return None
    try:
        return owner._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _of_column(column):
    """The field of a column; of a relation, that of the other row's key."""
    shown = column.target_field if column.is_relation else column
    kind, said = serializers.ModelSerializer().build_standard_field(shown.name, shown)
    if isinstance(shown, CountryField):
        return serializers.CharField, {"help_text": shown.help_text}  # its code, without the list of all states
    if shown.blank and issubclass(kind, serializers.CharField):
        kind = serializers.CharField  # what may be empty is no address and no name of a page
    said |= {"help_text": column.help_text} | ({"allow_null": True} if column.null else {})
    names = (*SAID, "allow_blank") if "choices" in said else SAID
    return kind, {name: said[name] for name in names if name in said}


def _hint(owner, name):
    """(the annotation of an attribute or of what a property gives, its description)"""
    member = getattr_static(owner, name, None)
    getter = getattr(member, "fget", None) or (member.func if isinstance(member, cached_property) else None)
    hints = get_type_hints(getter or owner, include_extras=True)
    hint = hints.get("return" if getter else name)
    if hint is None:
        raise TypeError(f"{owner.__name__}.{name} says no type. Say it there, or declare the field.")
    return hint, (getdoc(getter) if getter else None)


def _typed(hint, help_text=None) -> tuple[type, dict[str, Any]]:
    """The field of a type."""
    told = {"help_text": help_text} if help_text else {}
    if get_origin(hint) is Annotated:
        hint, told["help_text"], *_rest = get_args(hint)
    hint, empty = _without_none(hint)
    if empty:
        told["allow_null"] = True
    origin, inner = get_origin(hint) or hint, get_args(hint)
    if origin in (list, tuple):
        kind, of_one = _typed(inner[0])
        return serializers.ListField, told | {"child": kind(**of_one)}
    if origin is Literal:
        return serializers.ChoiceField, told | {"choices": inner}
    if origin is Mapping:
        origin = dict
    if origin not in KINDS:
        raise TypeError(f"No field for {hint}. Declare it.")
    return KINDS[origin], told


def _without_none(hint):
    """(the type, whether None may stand for it)"""
    if get_origin(hint) not in (Union, UnionType):
        return hint, False
    kept = [each for each in get_args(hint) if each is not NoneType]
    if len(kept) != 1:
        raise TypeError(f"No field for {hint}. Declare it.")
    return kept[0], len(kept) < len(get_args(hint))
