"""The second factor that staff need outside the demo."""

from allauth.mfa.utils import is_mfa_enabled


def has_second_factor(user):
    """Whether an authenticator app or a passkey is set up; allauth then asks for it at each sign-in."""
    return is_mfa_enabled(user)
