"""What a person tells about themselves, one thing per page."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from claimants.people import phones, rules
from litigation.text.latin import NotLatin, is_respelled, passport_name
from litigation.web.dates import DateParts
from litigation.web.forms import (
    CountryField,
    FiguresField,
    LinesField,
    PlainDateField,
    PlainForm,
    RadioCards,
    SentBackField,
    TextField,
)

LATIN = {
    "script": _("Use the Latin letters of your passport here, like NGUYEN. Your own script has its own box below."),
    "lookalike": _(
        "“%(sign)s” is no Latin letter, even if it looks like one. Type it again with the keys for Latin letters."
    ),
    "digit": _("A passport name has no figures, but here stands “%(sign)s”. Write it in letters, or leave it out."),
    "sign": _("“%(sign)s” stands in no passport name. Leave it out."),
    "empty": _("Write this name in letters, like NGUYEN"),
}
PHONE = {
    "extension": _("Leave out the extension: enter only the number itself, like +84 90 123 45 67"),
    "signs": _("Enter one phone number in digits, like +84 90 123 45 67"),
    "country": _("Choose below which country this number is from, or begin with a plus sign and the country code"),
    "length": _("This phone number is too short or too long. Look at it again"),
    "invalid": _("There is no such phone number. Look at it again, or begin with a plus sign and the country code"),
}
SHOWN_BACK = _("We read this as %(number)s, %(country)s. If that is right, write it so. If not, change it")
STILL, BEFORE = "still", "before"


def passport_latin(text):
    """The name as a passport spells it for machines; a ValidationError names the first sign that is no Latin letter."""
    try:
        return passport_name(text)
    except NotLatin as problem:
        raise ValidationError(LATIN[problem.reason] % {"sign": problem.sign}, code="latin") from None


class PassportNameField(TextField):
    """A name in the Latin letters of a passport."""

    def to_python(self, value):
        return passport_latin(super().to_python(value))


class HangulNameField(TextField):
    """A name in Hangul, with the middle dot that every keyboard writes in its own way."""

    def to_python(self, value):
        return super().to_python(value).translate(rules.DOTS)


def name_box(**attrs):
    return forms.TextInput(attrs={"spellcheck": "false", "autocapitalize": "words", **attrs})


class NameForm(PlainForm, forms.Form):
    mark_optional = False  # which of the two boxes may stay empty depends on the tick
    family_name = PassportNameField(
        max_length=120,
        required=False,
        label=_("Family name"),
        help_text=_("In Latin letters, as your passport shows it."),
        widget=name_box(autocomplete="family-name", dir="ltr"),
    )
    given_name = PassportNameField(
        max_length=120,
        required=False,
        label=_("Given names"),
        help_text=_("All of them, in the order of your passport."),
        widget=name_box(autocomplete="given-name", dir="ltr"),
    )
    one_name = forms.BooleanField(
        label=_("I have only one name"), help_text=_("Write it in the first box."), required=False
    )
    own_name = TextField(
        max_length=160,
        required=False,
        label=_("Your name in your own script (optional)"),
        help_text=_("As you write it yourself, in any letters."),
        widget=name_box(autocomplete="name"),
    )
    hangul_name = HangulNameField(
        max_length=160,
        required=False,
        label=_("Your name in Korean letters (optional)"),
        help_text=_("If you know how it is written in Hangul. Otherwise leave it empty: a lawyer will write it."),
        widget=name_box(autocomplete="off", lang="ko"),
    )

    def respelled(self):
        """The name as it is kept, where letters with marks were spelled as a passport's machine-readable lines spell them."""
        typed = [str(self.data.get(name) or "") for name in ("family_name", "given_name")]
        said = self.cleaned_data
        return f"{said['family_name']} {said['given_name']}".strip() if any(map(is_respelled, typed)) else ""

    def clean_hangul_name(self):
        value = self.cleaned_data["hangul_name"]
        if value and not rules.is_hangul(value):
            raise ValidationError(_("Use Hangul here, like 응우옌 티 흐엉, or leave it empty."), code="hangul")
        return value

    def clean(self):
        if self.errors.keys() & {"family_name", "given_name"}:
            return
        family, given = self.cleaned_data["family_name"], self.cleaned_data["given_name"]
        if self.cleaned_data["one_name"]:
            self._clean_one_name(family, given)
        elif not family:
            self.add_error(
                "family_name", _("Enter your family name as in your passport, or tick “I have only one name”")
            )
        elif not given:
            self.add_error(
                "given_name", _("Enter your given names as in your passport, or tick “I have only one name”")
            )

    def _clean_one_name(self, family, given):
        if family and given:
            self.add_error("given_name", _("You ticked “I have only one name”. Write it in the first box only"))
        elif not family and not given:
            self.add_error("family_name", _("Enter your name as in your passport"))
        else:
            self.cleaned_data["family_name"], self.cleaned_data["given_name"] = family or given, ""


class BirthForm(PlainForm, forms.Form):
    birth_date = PlainDateField(
        label=_("When were you born?"),
        named=_("Date of birth"),
        help_text=_("As in your passport, for example 27 3 1987"),
        past=True,
        widget=DateParts(birthday=True),
    )


class NationalityForm(PlainForm, forms.Form):
    """has_passport: the number is kept already; the box stays empty then and may be left so."""

    mark_optional = False
    country = CountryField(
        label=_("Nationality in your passport today"),
        error_messages={"required": _("Choose the nationality in your passport")},
    )
    passport_number = FiguresField(
        label=_("Passport number"),
        max_length=24,
        required=False,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "spellcheck": "false",
                "autocapitalize": "characters",
                "dir": "ltr",
                "class": "w10",
            }
        ),
    )
    other_country = CountryField(
        label=_("Another nationality, now or earlier (optional)"),
        help_text=_("What counts is the nationality you had when you travelled."),
        required=False,
    )
    other_held = forms.ChoiceField(
        label=_("Do you still have it?"),
        required=False,
        choices=[(STILL, _("Yes, I have both")), (BEFORE, _("No, I had it before"))],
        widget=RadioCards,
    )
    changed = PlainDateField(
        label=_("If it changed: when?"),
        named=_("The date of the change"),
        help_text=_("The year is enough, if you do not know the day."),
        partial=True,
        past=True,
        required=False,
    )

    def __init__(self, *args, has_passport=False, masked="", **kwargs):
        super().__init__(*args, **kwargs)
        self.has_passport = has_passport
        self.fields["passport_number"].help_text = (
            _("We have the number %(masked)s. Type it again only to change it.") % {"masked": masked}
            if has_passport
            else _("As it is printed in your passport. We keep it encrypted.")
        )

    def clean_passport_number(self):
        typed = self.cleaned_data["passport_number"]
        number = typed.upper().replace(" ", "").replace("-", "")
        if rules.is_resident_number(typed):
            raise ValidationError(
                _("This looks like a resident registration number. We never keep those. Enter your passport number"),
                code="resident_number",
            )
        if not number and not self.has_passport:
            raise ValidationError(_("Enter your passport number"), code="required")
        if number and not (number.isascii() and number.isalnum() and 5 <= len(number) <= 15):
            raise ValidationError(
                _("A passport number has 5 to 15 letters and digits, like M12345678. Look at it again"), code="shape"
            )
        return number

    def clean(self):
        other = self.cleaned_data.get("other_country")
        if other and other == self.cleaned_data.get("country"):
            self.add_error(
                "other_country", _("This is the same nationality again. Choose another one, or leave it empty")
            )
        if other and not self.cleaned_data.get("other_held"):
            self.add_error("other_held", _("Tell us whether you still have the other nationality"))

    def held(self):
        """[(country, held_from, held_until)] as the action takes them. Where a change is known to the month or year
        only, both nationalities are possible throughout it."""
        said = self.cleaned_data
        other, changed = said["other_country"], said.get("changed")
        if not other:
            return [(said["country"], None, None)]
        if said["other_held"] == STILL:
            return [(said["country"], None, None), (other, None, None)]
        first, last = rules.span(*changed) if changed else (None, None)
        return [(said["country"], first, None), (other, None, last)]


class ContactForm(PlainForm, forms.Form):
    """country: where the person lives, for numbers typed without their country code; never guessed from a nationality.

    What was not typed in full is shown back first: `understood` then says how it was read, without an error, and the form
    carries that number along, so that the same answer sent once more is a yes.
    """

    mark_optional = False

    phone = FiguresField(
        label=_("Your phone number"),
        help_text=_("With the country code, like +84 90 123 45 67. Lawyers call only when something is urgent."),
        max_length=40,
        error_messages={"required": _("Enter your phone number, like +84 90 123 45 67")},
        widget=forms.TextInput(
            attrs={"autocomplete": "tel", "inputmode": "tel", "type": "tel", "dir": "ltr", "class": "w20"}
        ),
    )
    number_country = CountryField(label=_("Which country is this number from?"), required=False)
    shown = SentBackField(required=False)

    def __init__(self, *args, country=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.country, self.understood = country or None, None
        if not self.data.get("number_country"):
            self.asked = self.fields.pop("number_country")

    def is_valid(self):
        return super().is_valid() and not self.understood

    def clean(self):
        said = super().clean()
        if self.errors:
            return said
        try:
            number = phones.read(said["phone"], said.get("number_country") or self.country)
        except phones.PhoneProblem as problem:
            if problem.reason == "country":
                self.fields["number_country"] = self.asked
            self.add_error("phone", ValidationError(PHONE[problem.reason], code=problem.reason))
            return said
        if not said["phone"].startswith("+") and said.get("shown") != phones.e164(number):
            self._show_back(number)
        return {"phone": phones.kept(number)}

    def _show_back(self, number):
        country = countries.name(phones.country_of(number)) or _("of no single country")
        self.understood = {"number": phones.kept(number), "country": country}
        self.data = {name: self.data.get(name) for name in self.data} | {"shown": phones.e164(number)}


class AddressForm(PlainForm, forms.Form):
    country = CountryField(
        label=_("Country you live in"), error_messages={"required": _("Choose the country you live in")}
    )
    address = LinesField(
        label=_("Address"),
        help_text=_("The way you write it on a letter: street, house, town, region."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "street-address"}),
        error_messages={"required": _("Enter your address, with street and town")},
    )
    postcode = FiguresField(
        upper=True,
        label=_("Postal code"),
        max_length=16,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "class": "w10", "dir": "ltr"}),
    )
    address_ko = TextField(
        label=_("Address in Korean letters"),
        help_text=_("Only if you know it. Otherwise papers print the address as you wrote it."),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"lang": "ko", "autocomplete": "off"}),
    )

    def clean_address(self):
        lines = [line for line in self.cleaned_data["address"].split("\n") if line]
        if len(lines) > 6:
            raise ValidationError(_("Use 6 lines or fewer, so that it fits on an envelope"), code="lines")
        return "\n".join(lines)
