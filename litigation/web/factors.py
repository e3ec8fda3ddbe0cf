"""The second factor that staff need outside the demo."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled


def has_second_factor(user):
    """Whether an authenticator app or a passkey is set up; allauth then asks for it at each sign-in."""
    return is_mfa_enabled(user)


def with_second_factor(users):
    """The keys of those for whom has_second_factor says yes, in one query."""
    return set(Authenticator.objects.filter(user__in=users).values_list("user_id", flat=True))
