"""The second factor: allauth keeps and compares; the words are ours, and the tries are counted in rows, by person."""

from allauth.account.adapter import get_adapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from litigation.accounts import limits
from litigation.web.forms import CodeField, CodeInput, FiguresField, PlainForm, SentBackField, TextField

DIGITS = {"required": _("Enter the 6 digits that your app shows.")}
BENT = (AttributeError, KeyError, TypeError, ValueError)  # what the library raises at an answer no browser gives


class FactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("That is not right. Try once more."),
        "cannot_delete_authenticator": _("This cannot be removed."),
        "cannot_generate_recovery_codes": _("Set up an app or a key first; the codes are for the day you lose it."),
    }

    def generate_authenticator_name(self, user, type):  # noqa: A002  the library's name
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Key %(number)s") % {"number": number}


class KeyAnswerField(forms.JSONField, SentBackField):
    """What a key said through the browser: signed, so it is compared as it came."""


def _code_field():
    return FiguresField(
        label=_("Code of your app"),
        help_text=_("6 digits. Without your phone: one of your recovery codes, 8 digits."),
        max_length=20,
        error_messages=DIGITS,
        widget=CodeInput(length=8),
    )


class Counted(PlainForm):
    """A try is counted before it is compared, so that of many at once no more pass than may."""

    def clean_code(self):
        if not limits.take(limits.SECOND_FACTORS, self.user.pk):
            raise get_adapter().validation_error("too_many_login_attempts")
        code = super().clean_code()
        limits.forgive(limits.SECOND_FACTORS, self.user.pk)
        return code


class AuthenticateForm(Counted, base.AuthenticateForm):
    code = _code_field()


class ReauthenticateForm(Counted, base.ReauthenticateForm):
    code = _code_field()


class ActivateAppForm(PlainForm, totp.ActivateTOTPForm):
    code = CodeField(label=_("Code of your app"), help_text=_("6 digits"), error_messages=DIGITS)


class OfBrowser(PlainForm):
    """The answer of a key comes through the browser, so it may be anything at all."""

    mark_optional = False

    def full_clean(self):
        try:
            super().full_clean()
        except BENT:
            self.add_error(None, get_adapter().validation_error("incorrect_code"))


class AddKeyForm(OfBrowser, webauthn.AddWebAuthnForm):
    name = TextField(label=_("Name of the key"), max_length=80, required=False)
    credential = KeyAnswerField(widget=forms.HiddenInput)
    passwordless = forms.BooleanField(
        label=_("Sign in with this key alone"),
        help_text=_("No code by mail is needed then. The key must ask for a finger, a face or a PIN."),
        required=False,
    )


class RenameKeyForm(PlainForm, webauthn.EditWebAuthnForm):
    name = TextField(label=_("Name of the key"), max_length=80)


class KeyForm(OfBrowser, webauthn.AuthenticateWebAuthnForm):
    credential = KeyAnswerField(widget=forms.HiddenInput)


class ReauthenticateKeyForm(OfBrowser, webauthn.ReauthenticateWebAuthnForm):
    credential = KeyAnswerField(widget=forms.HiddenInput)


class SignInKeyForm(OfBrowser, webauthn.LoginWebAuthnForm):
    credential = KeyAnswerField(widget=forms.HiddenInput)
