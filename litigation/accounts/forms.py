"""The forms of signing in and of the account: an address, a code."""

from django import forms
from django.utils.translation import gettext_lazy as _

from litigation.web.forms import CodeField, EmailField, PlainForm


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
