"""Sentences of allauth that people read on our pages and in its e-mails, said in our own words.

Its catalogues lack languages or sound unlike ours. What is named here is collected with our own sentences; our
catalogue comes first, so our translation is the one that is shown. English stays as the library has it.
"""

from django.utils.translation import gettext_noop as _

SECOND_FACTOR = (
    _("Incorrect code."),
    _("Confirm Access"),
    _("Please reauthenticate to safeguard your account."),
    _("Alternative options"),
    _("Use authenticator app or code"),
    _("Use a security key"),
    _("Enter an authenticator code:"),
    _("Authenticator code"),
    _("Your account is protected by two-factor authentication. Please enter an authenticator code:"),
    _("Deactivate"),
    _("Deactivate Authenticator App"),
    _("You are about to deactivate authenticator app based authentication. Are you sure?"),
    _("Authenticator app activated."),
    _("Authenticator app deactivated."),
    _("Trust this Browser?"),
    _("If you choose to trust this browser, you will not be asked for a verification code the next time you sign in."),
    _("Don't Trust"),
)
KEYS = (
    _("Master key"),
    _("Backup key"),
    _("Key nr. {number}"),
    _("Security Keys"),
    _("No security keys have been added."),
    _("Add Security Key"),
    _("Edit Security Key"),
    _("Remove Security Key"),
    _("Are you sure you want to remove this security key?"),
    _("This key does not indicate whether it is a passkey."),
    _("Unspecified"),
    _("Last used %(last_used)s"),
    _("Passwordless"),
    _(
        "Enabling passwordless operation allows you to sign in using just this key, but imposes additional requirements "
        "such as biometrics or PIN protection."
    ),
    _("Security key added."),
    _("Security key removed."),
    _("This functionality requires JavaScript."),
)
RECOVERY_CODES = (
    _("Unused codes"),
    _("Download codes"),
    _("Generate new codes"),
    _("No recovery codes set up."),
    _("You are about to generate a new set of recovery codes for your account."),
    _("This action will invalidate your existing codes."),
    _("Are you sure?"),
    _("A new set of recovery codes has been generated."),
    _("Save them  in a secure location now — they won't be shown again."),
    _("I have saved my recovery codes"),
)
MAILS = (
    _("Hello from %(site_name)s!"),
    _("You are receiving this mail because the following change was made to your account:"),
    _("A new set of Two-Factor Authentication recovery codes has been generated."),
    _("A new security key has been added."),
    _("A security key has been removed."),
    _("New Recovery Codes Generated"),
    _("Security Key Added"),
    _("Security Key Removed"),
    _("Authenticator App Activated"),
    _("Authenticator App Deactivated"),
)
OTHERS = (
    _("Account Inactive"),
    _("This account is inactive."),
    _("Sign Up Closed"),
    _("We are sorry, but the sign up is currently closed."),
    _("Be patient, you are sending too many requests."),
)
