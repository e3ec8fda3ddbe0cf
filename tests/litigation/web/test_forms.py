"""The base of every form: order of label, hint, error, input; words that name the field."""

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from litigation.web.forms import CodeField, CountryField, FilesField, PlainForm, RadioCards


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


def test_code_forgives_spaces_and_hyphens():
    form = Sample({"code": " 123-456 "})
    form.is_valid()
    assert form.cleaned_data["code"] == "123456"


def test_files_are_a_list_also_when_one():
    files = MultiValueDict({"files": [SimpleUploadedFile("a.pdf", b"a"), SimpleUploadedFile("b.pdf", b"b")]})
    form = Sample({}, files)
    form.is_valid()
    assert [file.name for file in form.cleaned_data["files"]] == ["a.pdf", "b.pdf"]
