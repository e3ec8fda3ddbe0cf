"""Sign-in begins with an address. The same page, the same words and the same work, whether we know it or not."""

from allauth.account.forms import RequestLoginCodeForm
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from litigation.accounts.actions import begin_account
from litigation.web.forms import EmailField


class RequestCodeForm(RequestLoginCodeForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["email"] = EmailField(
            label=_("Your e-mail address"),
            help_text=_("We send you a 6-digit code. You need no password."),
            error_messages={
                "required": _("Enter your e-mail address, like name@example.org"),
                "invalid": _("Enter an e-mail address in the form name@example.org"),
            },
            widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "dir": "ltr"}),
        )

    def clean_email(self):
        begin_account(email=self.cleaned_data["email"], language=get_language())
        return super().clean_email()
