"""How allauth behaves here: six digits, our words, no names in mails to addresses we do not know."""

import secrets

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.urls import reverse

from litigation.cases.queries import membership_of


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False  # asking for a code is how an account begins (forms.RequestCodeForm)

    def generate_login_code(self):
        return f"{secrets.randbelow(1_000_000):06d}"

    def get_login_redirect_url(self, request):
        return reverse("desk_today") if membership_of(request.user) else reverse(settings.LOGIN_REDIRECT_URL)

    def format_email_subject(self, subject):
        return subject
