"""When a signed-in session ends, and the one tap that prolongs it (WCAG 2.2.1)."""

import time

from django.conf import settings
from django.http import JsonResponse
from django.views.decorators.http import require_POST

from litigation.accounts.rights import right
from litigation.accounts.sessions import LONGEST, SINCE

PROLONGED = "prolonged_at"
SIGNED_IN = "account_authentication_methods"  # written by allauth at each step of signing in


def ends_at(request):
    """The earliest second (since 1970) at which this session can end; None for who has not signed in.

    Any saved change of the session prolongs it too; not counting those, the warning comes early but never late.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    steps = [step.get("at", 0) for step in request.session.get(SIGNED_IN, [])]
    begun = max([request.session.get(PROLONGED, 0), *steps])
    if not begun:
        return None
    last = request.session.get(SINCE, int(begun)) + int(LONGEST.total_seconds())
    return min(int(begun) + settings.SESSION_COOKIE_AGE, last)


@right("signed_in")
@require_POST
def extend(request):
    """Prolong by a full session; session.mjs asks for it. Answers with the new end."""
    request.session[PROLONGED] = int(time.time())
    return JsonResponse({"ends_at": ends_at(request)})
