"""The base of every form: our field template, words that name the field, texts made clean, widgets for dates, choices, codes,
countries, files."""

from functools import partial
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from litigation.text.cleaning import TextProblem, clean, clean_authored, clean_figures, searched, to_ascii_digits
from litigation.text.eras import OLDEST
from litigation.web.dates import DateParts, PlainDateField
from litigation.web.texts import refusal

__all__ = [
    "AuthoredField", "CodeField", "CodeInput", "CountryField", "CountrySelect", "DateParts", "DayField", "EmailField",
    "FiguresField", "FileDrop", "FilesField", "LinesField", "PlainDateField", "PlainForm", "RadioCards", "Renderer",
    "SentBackField", "TextField", "UrlField",
]  # fmt: skip

WORDS = {
    "required": _("“%(label)s” is empty. Fill it in to go on."),
    "required_choice": _("Choose an answer for “%(label)s”."),
    "required_tick": _("Tick “%(label)s” to go on, or leave it and come back."),
    "required_file": _("Add a file for “%(label)s”."),
}
LIMITS = {
    "max_length": _("This is too long: %(show_value)d characters. Use %(limit_value)d or fewer."),
    "min_length": _("This is too short. Use %(limit_value)d characters or more."),
    "max_value": _("Enter %(limit_value)s or less."),
    "min_value": _("Enter %(limit_value)s or more."),
}


class Renderer(TemplatesSetting):
    """Django's form rendering with our templates: label, hint, error, then the input."""

    form_template_name = "forms/form.html"
    formset_template_name = "django/forms/formsets/div.html"
    field_template_name = "forms/field.html"


class PlainForm:
    """Mixin for Form and ModelForm. Put it first: `class NameForm(PlainForm, forms.Form)`.

    No colon after labels, no `required` attribute (the browser's own bubbles speak the browser's language), and every
    error says which field it means. mark_optional: write "(optional)" behind labels of fields that may stay empty.
    """

    use_required_attribute = False
    mark_optional = True

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            _speak_plainly(field, name)


def _speak_plainly(field, name):
    """Replace Django's texts by ours; a text that the form's author gave stays."""
    if not isinstance(field, PlainDateField):
        label = field.label or name.replace("_", " ").capitalize()
        if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
            field.error_messages["required"] = WORDS[_kind_of_required(field)] % {"label": label}
        if field.error_messages.get("invalid_choice") == forms.ChoiceField.default_error_messages["invalid_choice"]:
            field.error_messages["invalid_choice"] = WORDS["required_choice"] % {"label": label}
    for code, sentence in LIMITS.items():
        field.error_messages.setdefault(code, sentence)


def _kind_of_required(field):
    if isinstance(field, forms.BooleanField):
        return "required_tick"
    if isinstance(field, forms.FileField):
        return "required_file"
    return "required_choice" if isinstance(field, forms.ChoiceField | forms.ModelChoiceField) else "required"


class Cleaned:
    """Mixin of CharField: what is measured, compared and kept is the clean text (litigation/text)."""

    cleaning = staticmethod(clean)

    def to_python(self, value):
        if value in self.empty_values:
            return self.empty_value
        try:
            return super().to_python(self.cleaning(str(value)))
        except TextProblem as problem:
            raise ValidationError(refusal(problem), code=problem.reason) from None


class TextField(Cleaned, forms.CharField):
    """One line."""


class LinesField(Cleaned, forms.CharField):
    """Several lines."""

    cleaning = staticmethod(partial(clean, lines=True))
    widget = forms.Textarea


class AuthoredField(Cleaned, forms.CharField):
    """The text of a paper, laid out by its author."""

    cleaning = staticmethod(clean_authored)
    widget = forms.Textarea


class FiguresField(Cleaned, forms.CharField):
    """A number, code or postcode, in any script's digits. upper: its letters are capitals. lines: one or more a line."""

    def __init__(self, *, upper=False, lines=False, **kwargs):
        super().__init__(**kwargs)
        self.upper, self.lines = upper, lines

    def cleaning(self, text):
        text = clean_figures(text, lines=self.lines)
        return text.upper() if self.upper else text


class EmailField(Cleaned, forms.EmailField):
    """An address as keyboards of every script write it: no spaces, usual width."""

    @staticmethod
    def cleaning(text):
        return clean_figures(text).replace(" ", "")


class UrlField(Cleaned, forms.URLField):
    """The address of a page."""


class DayField(forms.DateField):
    """A day picked in the browser's own calendar."""

    default_error_messages: ClassVar = {"old": _("This date must be 1900 or later. Look at the year again")}

    def validate(self, value):
        super().validate(value)
        if value and value.year < OLDEST:
            raise ValidationError(self.error_messages["old"], code="old")


class SentBackField(forms.CharField):
    """What this page gave out and takes back unchanged: hashes, drawings, versions. Nobody types it."""

    widget = forms.HiddenInput


class CodeInput(forms.TextInput):
    """One box for a mailed code: number keys, filled in by the phone; spaces and hyphens do not count."""

    def __init__(self, attrs=None, *, length=6):
        plain = {
            "autocomplete": "one-time-code",
            "inputmode": "numeric",
            "maxlength": length + 4,
            "class": "code",
        }
        super().__init__({**plain, **(attrs or {})})

    def value_from_datadict(self, data, files, name):
        return "".join(c for c in to_ascii_digits(searched(data.get(name) or "")) if c.isalnum())


class CodeField(FiguresField):
    def __init__(self, *, length=6, **kwargs):
        kwargs.setdefault("widget", CodeInput(length=length))
        super().__init__(min_length=length, max_length=length, **kwargs)


class RadioCards(forms.RadioSelect):
    """Radios as cards, each with a hint: RadioCards(hints={"type": "Same force as a drawing."})."""

    template_name = "forms/choices.html"
    cards = True

    def __init__(self, attrs=None, choices=(), *, hints=None):
        super().__init__(attrs, choices)
        self.hints = hints or {}

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["cards"] = self.cards
        return context

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(str(value), "")
        return option


class CountrySelect(forms.Select):
    """The browser's own list: type-ahead and the phone's wheel come with it."""

    def __init__(self, attrs=None, choices=()):
        super().__init__({"autocomplete": "country", "class": "w20", **(attrs or {})}, choices)


def _countries():
    return [("", _("Choose a country")), *countries]


class CountryField(forms.ChoiceField):
    """A country by its ISO code, named in the reader's language."""

    widget = CountrySelect

    def __init__(self, **kwargs):
        super().__init__(choices=lazy(_countries, list), **kwargs)


class FileDrop(forms.FileInput):
    """A real file input in a frame one can also drop on. With url, upload.mjs sends each file as soon as it is chosen."""

    template_name = "forms/drop.html"
    allow_multiple_selected = True
    ACCEPT = "image/*,.heic,.heif,application/pdf"

    def __init__(self, attrs=None, *, multiple=True):
        self.allow_multiple_selected = multiple  # Django sets the attribute by this
        super().__init__(
            {
                "accept": self.ACCEPT,
                **({"multiple": True} if multiple else {}),
                **(attrs or {}),
            }
        )

    def value_from_datadict(self, data, files, name):
        return files.getlist(name) if self.attrs.get("multiple") and hasattr(files, "getlist") else files.get(name)


class FilesField(forms.FileField):
    """One or several files; clean() gives a list. What a file may be, the action that takes it decides, by content."""

    widget = FileDrop

    def clean(self, value, initial=None):
        several = value if isinstance(value, list | tuple) else [value] if value else []
        if not several and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return [super(FilesField, self).clean(each, initial) for each in several]
