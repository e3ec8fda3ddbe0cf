"""How allauth behaves here: our words, our limits, our mails; it keeps second factors and the steps of signing in."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from litigation.accounts.actions import factor_changed
from litigation.accounts.queries import BROWSER
from litigation.cases.queries import membership_of
from litigation.web.client import bucket


def home_of(user) -> str:
    """Where a person begins: the desk for the team, their own page for everybody else."""
    return reverse("desk_today") if membership_of(user) else reverse(settings.LOGIN_REDIRECT_URL)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("That code is not right."),
        "too_many_login_attempts": _("There were too many tries. Wait some minutes, then try again."),
    }

    def is_open_for_signup(self, request):
        return False  # an account begins with the first right code (sign_in/pages.py)

    def is_reauthentication_required(self, *, app, **_kwargs):
        return False  # our urls ask for it themselves, page by page (litigation/web/fresh.py)

    def get_reauthentication_methods(self, user):
        """The second factor; for who has none, a code by mail (litigation/sign_in/pages_account.py)."""
        by_mail = {"id": "account_reauthenticate", "description": "", "url": reverse("account_reauthenticate")}
        return super().get_reauthentication_methods(user) or [by_mail]

    def get_client_ip(self, request):
        return bucket(request)

    def get_login_redirect_url(self, request):
        return home_of(request.user)

    def login(self, request, user):
        super().login(request, user)
        request.session[BROWSER] = request.headers.get("User-Agent", "")[:300]

    def respond_user_inactive(self, request, user):
        messages.error(request, _("This account is closed. Call the lawyers if you want to use it again."))
        return HttpResponseRedirect(reverse("account_request_login_code"))

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """A second factor was changed; template_prefix ends in what: totp_activated, webauthn_removed …"""
        factor_changed(user=user, what=template_prefix.rpartition("/")[2])
