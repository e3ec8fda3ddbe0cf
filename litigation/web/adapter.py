"""How allauth behaves here: six digits, our words, no names in mails to addresses we do not know."""

import secrets

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from litigation.cases.queries import membership_of


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("That code is not right."),
        "too_many_login_attempts": _("There were too many tries. Wait some minutes, then ask for a new code."),
        "rate_limited": _("You asked for many codes. Wait some minutes, then ask again."),
        "account_inactive": _("This account is closed. Write to us if you want to use it again."),
    }

    def is_open_for_signup(self, request):
        return False  # asking for a code is how an account begins (forms.RequestCodeForm)

    def generate_login_code(self):
        return f"{secrets.randbelow(1_000_000):06d}"

    def get_login_redirect_url(self, request):
        return reverse("desk_today") if membership_of(request.user) else reverse(settings.LOGIN_REDIRECT_URL)

    def format_email_subject(self, subject):
        return subject
