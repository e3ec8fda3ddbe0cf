"""Bodies take what they say of their fields from the form that reads them."""

from datetime import date
from types import SimpleNamespace

import pytest
from django import forms
from rest_framework import exceptions, serializers

from litigation.web import api_fields
from litigation.web import forms as fields
from litigation.web.api import by_form, validated
from litigation.web.api_forms import Body, filled
from litigation.web.dates import PlainDateField


class CityField(fields.TextField):
    pass


class TripForm(fields.PlainForm, forms.Form):
    to = CityField(label="Where to?", help_text="A town.", max_length=5)
    why = fields.LinesField(required=False)
    code = fields.FiguresField(required=False)
    text = fields.AuthoredField(required=False)
    country = fields.CountryField()
    way = forms.ChoiceField(choices=[("in", "Into"), ("out", "Out of")])
    back = forms.ChoiceField(choices=[("yes", "Yes")], required=False)
    alone = forms.BooleanField(required=False)
    on = PlainDateField()
    until = PlainDateField(required=False)
    seen = fields.SentBackField(required=False)


class TripTold(Body):
    form = TripForm


SENT = {"to": "Ｈanoi", "country": "VN", "way": "in", "on": "2026-12-03"}


def asked(**more):
    return SimpleNamespace(data=SENT | more)


def test_each_kind_of_field_has_its_own_and_what_a_page_sends_back_has_none():
    kinds = {name: type(each) for name, each in TripTold().fields.items()}
    assert kinds == {
        "to": api_fields.TextField, "why": api_fields.LinesField, "code": api_fields.FiguresField,
        "text": api_fields.AuthoredField, "country": api_fields.SentBackField, "way": serializers.ChoiceField,
        "back": serializers.ChoiceField, "alone": serializers.BooleanField, "on": api_fields.DateField,
        "until": api_fields.DateField,
    }  # fmt: skip


def test_label_help_length_and_choices_are_those_of_the_form():
    made = TripTold().fields
    assert (made["to"].label, made["to"].help_text, made["to"].max_length) == ("Where to?", "A town.", 5)
    assert dict(made["way"].choices) == {"in": "Into", "out": "Out of"}
    assert [name for name, each in made.items() if each.required] == ["to", "country", "way", "on"]
    assert (made["until"].allow_null, made["why"].allow_blank, made["to"].allow_blank) == (True, True, False)


def test_what_is_declared_takes_the_place_of_what_it_stands_for():
    class Half(Body):
        form = TripForm
        takes = "to on way"
        helps = {"to": "By its code."}
        day = serializers.DateField(source="on")
        way = serializers.BooleanField()

    made = Half().fields
    assert list(made) == ["to", "day", "way"]
    assert made["to"].help_text == "By its code."
    assert isinstance(made["way"], serializers.BooleanField)


def test_the_form_reads_it_as_from_a_browser():
    said = by_form(filled(TripTold, asked(alone=False, until="2026-12-05")))
    assert (said["to"], said["on"], said["until"]) == ("Hanoi", date(2026, 12, 3), date(2026, 12, 5))
    assert (said["alone"], said["why"]) == (False, "")
    assert by_form(filled(TripTold, asked(alone=True)))["alone"] is True


def test_a_text_that_is_too_long_is_refused_as_on_the_page():
    with pytest.raises(exceptions.ValidationError) as refused:
        validated(TripTold, asked(to="Ho Chi Minh City"))
    assert refused.value.detail == {"to": ["This is too long: 16 characters. Use 5 or fewer."]}


def test_a_field_nobody_knows_is_refused_by_name():
    class Files(fields.PlainForm, forms.Form):
        file = forms.FileField()

    class Unknown(Body):
        form = Files

    with pytest.raises(TypeError, match="FileField"):
        Unknown().fields  # noqa: B018  fields are made when they are asked for
