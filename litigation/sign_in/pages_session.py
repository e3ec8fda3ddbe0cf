"""When a signed-in session ends, and the one tap that prolongs it (WCAG 2.2.1)."""

import time

from django.conf import settings
from django.http import JsonResponse
from django.views.decorators.http import require_POST

from litigation.accounts.rights import right

PROLONGED = "prolonged_at"
SIGNED_IN = "account_authentication_methods"  # written by allauth at each step of signing in


def ends_at(request):
    """The earliest second (since 1970) at which this session can end; None for who has not signed in.

    Any saved change of the session prolongs it too; not counting those, the warning comes early but never late.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    steps = request.session.get(SIGNED_IN)
    times = [step.get("at") for step in steps if isinstance(step, dict)] if isinstance(steps, list) else []
    begun = max([each for each in (request.session.get(PROLONGED), *times) if isinstance(each, int | float)], default=0)
    if begun <= 0:
        return None
    ends, last = int(begun) + settings.SESSION_COOKIE_AGE, request.session.last
    return min(ends, int(last.timestamp())) if last else ends


def is_last(request):
    """Whether it ends then in any case, so that nobody is offered to prolong it. Signing in takes some seconds itself."""
    ends = ends_at(request)
    return bool(ends and request.session.last) and request.session.last.timestamp() - ends < 60


@right("signed_in")
@require_POST
def extend(request):
    """Prolong by a full session; session.mjs asks for it. Answers with the new end, and whether it is the last."""
    request.session[PROLONGED] = int(time.time())
    request.session.save()  # which counts the end anew
    return JsonResponse({"ends_at": ends_at(request), "last": is_last(request)})
