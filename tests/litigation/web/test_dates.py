"""The three boxes of a date: what people type, what they get back."""

from datetime import date

import pytest
import time_machine
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation

from litigation.web.dates import DateParts, PlainDateField, month_of
from litigation.web.forms import PlainForm


def typed(day="", month="", year=""):
    return {"day": day, "month": month, "year": year}


@pytest.mark.parametrize(
    ("language", "word", "month"),
    [
        ("en", "3", 3),
        ("en", "March", 3),
        ("en", "mar.", 3),
        ("en", "sept", 9),
        ("en", "ma", None),
        ("en", "ju", None),
        ("en", "Smarch", None),
        ("ko", "3월", 3),
        ("ko", "march", 3),
        ("ja", "３月", 3),
        ("ru", "марта", 3),
        ("vi", "tháng 3", 3),
        ("ar", "مارس", 3),
        ("th", "มีนาคม", 3),
    ],
)
def test_month_is_understood_as_number_or_word(language, word, month):
    with translation.override(language):
        assert month_of(word) == month


def test_date_is_read_from_three_boxes():
    assert PlainDateField().clean(typed("27", "March", "1987")) == date(1987, 3, 27)


def test_partial_date_says_how_exact_it_is():
    field = PlainDateField(partial=True)
    assert [field.clean(typed(*parts)) for parts in [("11", "5", "2018"), ("", "5", "2018"), ("", "", "2018")]] == [
        (date(2018, 5, 11), "day"),
        (date(2018, 5, 1), "month"),
        (date(2018, 1, 1), "year"),
    ]


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (("", "", ""), "Date of birth is empty. Write it like 27 3 1987"),
        (("27", "", "1987"), "Date of birth must include a month"),
        (("", "3", "1987"), "Date of birth must include a day"),
        (("27", "3", ""), "Date of birth must include a year"),
        (("31", "2", "1987"), "Date of birth must be a real date, like 27 3 1987"),
        (("27", "13", "1987"), "Date of birth must be a real date, like 27 3 1987"),
        (("x", "3", "1987"), "Date of birth must be a real date, like 27 3 1987"),
        (("27", "3", "87"), "Date of birth must have a year of 4 figures, like 1987"),
        (("27", "3", "2569"), "You wrote 2569. Do you mean 2026?"),
        (("24", "11", "2026"), "Date of birth must be in the past"),
    ],
)
@time_machine.travel("2026-11-23 03:00:00+00:00")
def test_refusal_names_the_field_and_what_is_missing(parts, sentence):
    field = PlainDateField(label="When were you born?", named="Date of birth", past=True)
    with pytest.raises(ValidationError) as refused:
        field.clean(typed(*parts))
    assert refused.value.messages == [sentence]


def test_partial_date_refuses_a_day_without_a_month():
    with pytest.raises(ValidationError, match="must include a month"):
        PlainDateField(partial=True, named="The day").clean(typed("11", "", "2018"))


def test_optional_date_may_stay_empty():
    assert PlainDateField(required=False).clean(typed()) is None


class Born(PlainForm, forms.Form):
    birth = PlainDateField(label="When were you born?", named="Date of birth", help_text="Like 27 3 1987")


def test_typed_boxes_come_back_as_they_were():
    html = Born({"birth_day": "31", "birth_month": "Feb", "birth_year": "1987"}).as_div()
    assert 'value="31"' in html and 'value="Feb"' in html and 'value="1987"' in html
    assert '<fieldset class="field bad" aria-describedby="id_birth_helptext id_birth_error">' in html


def test_saved_partial_date_fills_only_known_boxes():
    assert DateParts.typed((date(2018, 5, 1), "month")) == typed("", "5", "2018")


def test_unchanged_date_is_seen_as_unchanged():
    data = {"birth_day": "27", "birth_month": "3", "birth_year": "1987"}
    assert Born(data, initial={"birth": date(1987, 3, 27)}).changed_data == []


@pytest.mark.parametrize(("language", "order"), [("en", ["day", "month", "year"]), ("ko", ["year", "month", "day"])])
def test_boxes_stand_in_the_order_of_the_language(language, order):
    with translation.override(language):
        form = Born()
        html = form.as_div()
        assert form["birth"].id_for_label == f"id_birth_{order[0]}"
    assert [part for _place, part in sorted((html.index(f'name="birth_{part}"'), part) for part in order)] == order
