"""Acts that a borrowed session must not do ask who is there: signed in, or confirmed, within the last ten minutes.

Another address, a token, the freeze, the filing, and taking away everything that is kept of a person or a round.

With a second factor that means the second factor; without one, a code mailed to the address of the account. Setting one
up counts as having shown it.
"""

import time
from functools import wraps
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver
from django.http import HttpResponseRedirect

from litigation.web import parked
from litigation.web.factors import has_second_factor

FRESH_SECONDS = 10 * 60


def is_fresh(request) -> bool:
    wanted = ("mfa",) if has_second_factor(request.user) else ("code", "mfa")
    steps = get_authentication_records(request, request.user)
    return any(step["method"] in wanted and time.time() - step["at"] < FRESH_SECONDS for step in steps)


def fresh(view, *, to_read=True):
    """The view runs only for who is there for certain; anybody else is asked first, and keeps what they typed."""

    @wraps(view)
    def asked_first(request, *args, **kwargs):
        reads = request.method != "POST" and not to_read
        if reads or not request.user.is_authenticated or is_fresh(request):
            return view(request, *args, **kwargs)
        if request.method == "POST":
            parked.park(request)
        return HttpResponseRedirect(f"{way(request.user)}?{urlencode({'next': request.get_full_path()})}")

    return asked_first


def fresh_to_act(view):
    """The same for a page that anybody may read who has the right: only its act asks."""
    return fresh(view, to_read=False)


def way(user) -> str:
    """The page on which this person confirms that it is them."""
    return get_adapter().get_reauthentication_methods(user)[0]["url"]


@receiver(authenticator_added)
def showed_it(request, user, authenticator, **_kwargs):
    record_authentication(request, user, method="mfa", type=authenticator.type)
