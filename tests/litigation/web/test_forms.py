"""The base of every form: order of label, hint, error, input; words that name the field."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from litigation.web.forms import (
    AuthoredField,
    CodeField,
    CountryField,
    EmailField,
    FiguresField,
    FilesField,
    LinesField,
    PlainForm,
    RadioCards,
    TextField,
    UrlField,
)


class Sample(PlainForm, forms.Form):
    family = forms.CharField(label="Family name", help_text="As in your passport.", max_length=5)
    phone = forms.CharField(label="Phone", required=False)
    agree = forms.BooleanField(label="I agree")
    way = forms.ChoiceField(
        label="How?", choices=[("a", "A"), ("b", "B")], widget=RadioCards(hints={"a": "The first."})
    )
    country = CountryField(label="Country")
    code = CodeField(label="Code")
    files = FilesField(label="Ticket")


def test_errors_name_their_field():
    assert Sample({}).errors.get_json_data() == {
        "family": [{"message": "“Family name” is empty. Fill it in to go on.", "code": "required"}],
        "agree": [{"message": "Tick “I agree” to go on, or leave it and come back.", "code": "required"}],
        "way": [{"message": "Choose an answer for “How?”.", "code": "required"}],
        "country": [{"message": "Choose an answer for “Country”.", "code": "required"}],
        "code": [{"message": "“Code” is empty. Fill it in to go on.", "code": "required"}],
        "files": [{"message": "Add a file for “Ticket”.", "code": "required"}],
    }


def test_limits_speak_plainly():
    errors = Sample({"family": "Constantinople", "code": "12"}).errors
    assert errors["family"] == ["This is too long: 14 characters. Use 5 or fewer."]
    assert errors["code"] == ["This is too short. Use 6 characters or more."]


def test_error_stands_between_hint_and_input_and_is_linked():
    html = Sample({})["family"].as_field_group()
    places = [html.index(part) for part in ("<label", "id_family_helptext", 'id="id_family_error"', "<input")]
    assert places == sorted(places)
    assert 'aria-describedby="id_family_helptext id_family_error"' in html and 'aria-invalid="true"' in html
    assert " required" not in html


def test_optional_field_says_so():
    assert '<span class="optional">(optional)</span>' in Sample()["phone"].as_field_group()
    assert "optional" not in Sample()["family"].as_field_group()


def test_choices_are_a_group_with_linked_hints():
    html = Sample()["way"].as_field_group()
    assert "<fieldset" in html and "<legend>How?</legend>" in html
    assert 'id="id_way_0" aria-describedby="id_way_0_hint"' in html and 'id="id_way_0_hint">The first.<' in html


@pytest.mark.parametrize(
    "typed", ["１２３４５６", "١٢٣ ٤٥٦", "१२३–४५६", "123\u200b456", "\u202a123\u00a0456\u202c", "1 2 3 4 5 6"]
)
def test_code_is_read_in_every_script(typed):
    form = Sample({"code": typed})
    form.is_valid()
    assert form.cleaned_data["code"] == "123456"


def test_code_forgives_spaces_and_hyphens():
    form = Sample({"code": " 123-456 "})
    form.is_valid()
    assert form.cleaned_data["code"] == "123456"


def test_files_are_a_list_also_when_one():
    files = MultiValueDict({"files": [SimpleUploadedFile("a.pdf", b"a"), SimpleUploadedFile("b.pdf", b"b")]})
    form = Sample({}, files)
    form.is_valid()
    assert [file.name for file in form.cleaned_data["files"]] == ["a.pdf", "b.pdf"]


@pytest.mark.parametrize(
    "field, typed, kept",
    [
        (TextField(), " A\u200bB\x07 \u202eC ", "AB C"),
        (TextField(max_length=3), "A\u200b\u200b\u200bBC", "ABC"),
        (LinesField(), "A\r\n\u00adB", "A\nB"),
        (AuthoredField(), "# A\r\n\r\n  - B", "# A\n\n  - B"),
        (FiguresField(upper=True), "ｓｗ１ａ–１ａａ", "SW1A-1AA"),
        (FiguresField(lines=True), "1–3\r\n٥", "1-3\n5"),
        (EmailField(), " ｍａｉ＠example．org\u200b", "mai@example.org"),
        (UrlField(assume_scheme="https"), " example.org/a–b\u200b", "https://example.org/a–b"),
    ],
)
def test_fields_keep_the_clean_text(field, typed, kept):
    assert field.clean(typed) == kept
    assert field.clean(kept) == kept


@pytest.mark.parametrize("typed", ["", " ", "\u200b", "\u3164", "\u2800\x00", "\u202e\u202c"])
def test_what_nobody_sees_is_empty(typed):
    with pytest.raises(forms.ValidationError) as refused:
        TextField().clean(typed)
    assert refused.value.code == "required"
    assert TextField(required=False).clean(typed) == ""


def test_length_is_measured_of_the_clean_text():
    field = TextField(max_length=2)
    assert field.clean("e\u0301\u200be\u0301") == "éé"
    with pytest.raises(forms.ValidationError, match="it has 3"):
        field.clean("ABC")


@pytest.mark.parametrize(
    "typed, sentence",
    [
        ("A\ue000", "Sign 2 here (U+E000) cannot be printed. Delete it, or type this again by hand."),
        ("Z" + "\u0301" * 5, "One letter here has too many marks to be printed. Type this again by hand."),
    ],
)
def test_what_no_paper_prints_is_refused_with_a_way_out(typed, sentence):
    with pytest.raises(forms.ValidationError) as refused:
        TextField().clean(typed)
    assert refused.value.messages == [sentence]
    assert TextField().clean(typed[0]) == typed[0]  # deleted, or typed again
