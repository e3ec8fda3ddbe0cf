"""The forms of signing in and of the account: an address, a code, language and clock, a token."""

from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from litigation.web.forms import CodeField, EmailField, PlainForm, TextField


def _address_field(label, hint):
    return EmailField(
        label=label,
        help_text=hint,
        max_length=254,
        error_messages={
            "required": _("Enter your e-mail address, like name@example.org"),
            "invalid": _("Enter an e-mail address in the form name@example.org"),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "dir": "ltr"}),
    )


class AskForm(PlainForm, forms.Form):
    email = _address_field(_("Your e-mail address"), _("We send you a 6-digit code. You need no password."))


class NewAddressForm(PlainForm, forms.Form):
    email = _address_field(_("Your new e-mail address"), _("We send a 6-digit code there."))

    def __init__(self, *args, now, **kwargs):
        self.now = now
        super().__init__(*args, **kwargs)

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if email == self.now:
            raise forms.ValidationError(_("That is your address already."))
        return email


class CodeForm(PlainForm, forms.Form):
    """Half a code is a slip, not a try."""

    code = CodeField(
        label=_("Code from the mail"),
        help_text=_("6 digits"),
        error_messages={
            "required": _("Enter the 6 digits from the mail."),
            "min_length": _("The code has 6 digits. Look at the mail again."),
            "max_length": _("The code has 6 digits. Look at the mail again."),
        },
    )


DAYS = (
    (7, _("a week")),
    (30, _("a month")),
    (90, _("three months")),
    (365, _("a year")),
)


class MeForm(PlainForm, forms.Form):
    mark_optional = False
    language = forms.ChoiceField(label=_("Language of the desk"), choices=settings.LANGUAGES)
    timezone = forms.ChoiceField(
        label=_("Your clock"),
        help_text=_("Times are shown by the clock in Seoul and by yours."),
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["timezone"].choices = [("", _("Seoul time only")), *_clocks()]


class TokenForm(PlainForm, forms.Form):
    """rights: those the person has; a token can do no more."""

    name = TextField(
        label=_("What is it for?"),
        help_text=_("So that you know later which one to revoke."),
        max_length=80,
    )
    days = forms.TypedChoiceField(label=_("How long does it work?"), choices=DAYS, coerce=int, initial=90)
    scopes = forms.MultipleChoiceField(
        label=_("What may it do?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one thing the token may do")},
    )

    def __init__(self, *args, rights, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["scopes"].choices = rights


def _clocks():
    """[(zone, how it is shown)] of places people live in."""
    regions = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")
    zones = sorted(zone for zone in available_timezones() if zone.startswith(regions))
    return [(zone, zone.replace("_", " ").replace("/", " – ")) for zone in zones]
