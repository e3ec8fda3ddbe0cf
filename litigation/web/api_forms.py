"""Bodies that a form takes too: what a field means, how long it is and which answers it has is said by the form alone."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from rest_framework import serializers

from litigation.web import api_fields
from litigation.web import forms as fields
from litigation.web.api import validated
from litigation.web.dates import DateParts, PlainDateField

KINDS: dict[type[forms.Field], type[serializers.Field]] = {  # of a form → of a body
    fields.AuthoredField: api_fields.AuthoredField,
    fields.LinesField: api_fields.LinesField,
    fields.FiguresField: api_fields.FiguresField,
    fields.TextField: api_fields.TextField,
    fields.CountryField: api_fields.SentBackField,
    PlainDateField: api_fields.DateField,
    forms.BooleanField: serializers.BooleanField,
    forms.ChoiceField: serializers.ChoiceField,
}


class Body(serializers.Serializer):
    """What a form takes, as JSON.

        class Answered(Body):
            form = AnswerForm

    Each field is made from that of the form, with its label, help, length and choices; `takes` names those that are taken,
    where not all are, `helps` says what programs need to hear instead of people. What the API takes in another shape is
    declared, and takes the place of the form's.
    """

    form: ClassVar[type[forms.Form]]
    takes: ClassVar[str] = ""
    helps: ClassVar[dict[str, str]] = {}

    def get_fields(self) -> dict[str, serializers.Field]:
        declared, known = super().get_fields(), self.form.base_fields
        here = {each.source or name for name, each in declared.items()}
        names = [name for name in self.takes.split() or known if name not in here and not _given(known[name])]
        return {name: taken_as(known[name], self.helps.get(name)) for name in names} | declared


def filled(body: type[Body], request, **said_to_form) -> forms.Form:
    """The form of this body with what was sent, as a browser would have sent it."""
    return body.form(sent(body.form, validated(body, request)), **said_to_form)


def taken_as(field: forms.Field, help_text=None) -> serializers.Field:
    """The field of a body for that of a form."""
    kind = next((KINDS[each] for each in type(field).__mro__ if each in KINDS), None)
    if kind is None:
        raise TypeError(f"No field of a body for {type(field).__name__}. Declare it.")
    told: dict[str, Any] = {"label": field.label, "help_text": help_text or field.help_text or None}
    if issubclass(kind, serializers.BooleanField):
        return kind(default=False, **told)
    if issubclass(kind, serializers.DateField):
        return kind(**told) if field.required else kind(**told, allow_null=True, default=None)
    if issubclass(kind, serializers.ChoiceField):
        told["choices"] = field.choices
    elif length := getattr(field, "max_length", None):
        told |= {"max_length": length, "error_messages": {"max_length": fields.LIMITS["max_length"]}}
    return kind(**told) if field.required else kind(**told, allow_blank=True, default="")


def _given(field):
    """What a page gives out itself and takes back."""
    return isinstance(field, fields.SentBackField)


def sent(form: type[forms.Form], values) -> QueryDict:
    """These values as a browser would send them, so that whoever has no browser is checked by the same form."""
    data = QueryDict(mutable=True)
    for name, value in values.items():
        field = form.base_fields.get(name)
        if isinstance(field, PlainDateField):
            data.update({f"{name}_{part}": number for part, number in _date_parts(value).items()})
        elif isinstance(field, forms.MultipleChoiceField):
            data.setlist(name, value if isinstance(value, list) else [value])
        elif field and value is not False and value is not None:
            data[name] = _as_text(field, value)
    return data


def _date_parts(value) -> dict[str, str]:
    """2026-12-03, a date or its parts, as three boxes; what is no date stays visible as a year that is none."""
    if isinstance(value, date | dict):
        return DateParts.typed(value)
    try:
        return DateParts.typed(date.fromisoformat(value) if value else None)
    except (TypeError, ValueError):
        return {"year": str(value)}


def _as_text(field, value):
    """A list as its field writes it; what is no such list as it came, for the field to refuse."""
    try:
        return field.prepare_value(value)
    except (TypeError, ValueError):
        return str(value)
