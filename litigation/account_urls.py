"""Pages of signing in and of one's own account. Of allauth only the pages named here exist, each with its right.

A page of a library is taken in by library(): it says whose it is, and whether it asks first who is there.
"""

from functools import wraps

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path

from litigation.accounts.rights import right
from litigation.sign_in import pages, pages_account
from litigation.web.fresh import fresh


def library(view, wanted, *, ask_first=False):
    """A page of allauth as one of ours: its right declared; ask_first: for who is there for certain."""

    @right(wanted)
    @wraps(view)
    def ours(request, *args, **kwargs):
        return view(request, *args, **kwargs)

    return fresh(ours) if ask_first else ours


urlpatterns = [
    path("login/", pages.to_ask, name="account_login"),
    path("login/code/", pages.ask_for_code, name="account_request_login_code"),
    path("login/code/confirm/", pages.confirm_code, name="account_confirm_login_code"),
    path("logout/", library(account.logout, "public"), name="account_logout"),
    path("reauthenticate/", pages_account.reauthenticate, name="account_reauthenticate"),
    path("address/", pages_account.address, name="account_address"),
    path("address/confirm/", pages_account.confirm_address, name="account_address_confirm"),
    path("sessions/", pages_account.sessions, name="account_sessions"),
    path("sessions/end/", pages_account.end_sessions, name="account_sessions_end"),
    path("sessions/<slug:place>/end/", pages_account.end_session, name="account_session_end"),
    path("sessions/tokens/<uuid:pk>/revoke/", pages_account.revoke_token, name="account_token_revoke"),
    path("2fa/", library(mfa.index, "signed_in"), name="mfa_index"),
    path("2fa/authenticate/", library(mfa.authenticate, "public"), name="mfa_authenticate"),
    path("2fa/reauthenticate/", library(mfa.reauthenticate, "signed_in"), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", library(totp.activate_totp, "signed_in", ask_first=True), name="mfa_activate_totp"),
    path(
        "2fa/totp/deactivate/", library(totp.deactivate_totp, "signed_in", ask_first=True), name="mfa_deactivate_totp"
    ),
    path(
        "2fa/recovery-codes/",
        library(recovery.view_recovery_codes, "signed_in", ask_first=True),
        name="mfa_view_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/generate/",
        library(recovery.generate_recovery_codes, "signed_in", ask_first=True),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        library(recovery.download_recovery_codes, "signed_in", ask_first=True),
        name="mfa_download_recovery_codes",
    ),
    path("2fa/webauthn/", library(webauthn.list_webauthn, "signed_in"), name="mfa_list_webauthn"),
    path("2fa/webauthn/add/", library(webauthn.add_webauthn, "signed_in", ask_first=True), name="mfa_add_webauthn"),
    path(
        "2fa/webauthn/reauthenticate/",
        library(webauthn.reauthenticate_webauthn, "signed_in"),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "2fa/webauthn/keys/<int:pk>/remove/",
        library(webauthn.remove_webauthn, "signed_in", ask_first=True),
        name="mfa_remove_webauthn",
    ),
    path(
        "2fa/webauthn/keys/<int:pk>/edit/",
        library(webauthn.edit_webauthn, "signed_in", ask_first=True),
        name="mfa_edit_webauthn",
    ),
    path("2fa/webauthn/login/", library(webauthn.login_webauthn, "public"), name="mfa_login_webauthn"),
]
