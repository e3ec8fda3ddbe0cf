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
        (("27", "3", "๒๕๖๙"), "You wrote 2569. Do you mean 2026?"),
        (("27", "3", "1445"), "You wrote 1445. Do you mean 2023 or 2024 (Islamic calendar)?"),
        (("27", "3", "١٤٤٥"), "You wrote 1445. Do you mean 2023 or 2024 (Islamic calendar)?"),
        (
            ("27", "3", "1402"),
            "You wrote 1402. Do you mean 2023 or 2024 (Iranian calendar), or 1981 or 1982 (Islamic calendar)?",
        ),
        (("27", "3", "107"), "You wrote 107. Do you mean 2018 (calendar of Taiwan)?"),
        (("27", "3", "民國76年"), "You wrote 民國76年. Do you mean 1987 (calendar of Taiwan)?"),
        (("27", "3", "平成30年"), "You wrote 平成30年. Do you mean 2018 (Japanese calendar)?"),
        (("27", "3", "H30"), "You wrote H30. Do you mean 2018 (Japanese calendar)?"),
        (("27", "3", "2043"), "You wrote 2043. Do you mean 1986 or 1987 (Nepali calendar)?"),
        (("27", "3", "4320"), "You wrote 4320. Do you mean 1987 (Dangi calendar of Korea)?"),
        (("27", "3", "1887"), "Date of birth must be 1900 or later. Look at the year again"),
        (("27", "3", "1000"), "Date of birth must be 1900 or later. Look at the year again"),
        (("24", "11", "2026"), "Date of birth must be in the past"),
    ],
)
@time_machine.travel("2026-11-23 03:00:00+00:00")
def test_refusal_names_the_field_and_what_is_missing(parts, sentence):
    field = PlainDateField(label="When were you born?", named="Date of birth", past=True)
    with pytest.raises(ValidationError) as refused:
        field.clean(typed(*parts))
    assert refused.value.messages == [sentence]


@pytest.mark.parametrize(
    "options", [{}, {"partial": True}, {"past": True}, {"partial": True, "past": True, "required": False}]
)
@pytest.mark.parametrize("year", ["1445", "1402", "1366", "2567", "107", "平成30", "民國107", "令和元年", "4351"])
def test_a_year_of_another_calendar_is_never_taken(options, year):
    with pytest.raises(ValidationError) as refused:
        PlainDateField(label="When?", **options).clean(typed("11", "5", year))
    assert [each.code for each in refused.value.error_list] == ["calendar"]


@pytest.mark.parametrize("year", ["2018", "２０１８", "٢٠١٨", "۲۰۱۸", "๒๐๑๘", "2018년", "2018年", " 20\u200b18 "])
def test_a_year_is_read_in_every_script(year):
    assert PlainDateField().clean(typed("١١", "५", year)) == date(2018, 5, 11)


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
