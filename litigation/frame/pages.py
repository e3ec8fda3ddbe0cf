"""Pages that belong to no room: the front door's choice of language, and what is said when a form's session has ended."""

from django.conf import settings
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from litigation.accounts.rights import right
from litigation.frame.gate import to_sign_in
from litigation.web import parked
from litigation.web.languages import switch


@right("public")
@never_cache
def front_door(request):
    """`/`: the list of languages in their own scripts, the best match first. Nobody is redirected by their address."""
    best = translation.get_language_from_request(request)
    return render(request, "front_door.html", {"languages": sorted(settings.LANGUAGES, key=lambda row: row[0] != best)})


def csrf_failure(request, reason=""):
    """A stale or foreign form. Signed out: sign in, and nothing is lost. Signed in: the page again, with what was written."""
    if not request.user.is_authenticated:
        return to_sign_in(request)
    if parked.park(request):
        return redirect(request.path)
    return render(request, "session_ended.html", status=403)


@right("public")
@require_POST
def choose_language(request, code):
    """Remember the language for this person, then show the same page in it (the form names the page)."""
    if code not in settings.LANGUAGE_NAMES:
        return render(request, "404.html", status=404)
    here = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(here, {request.get_host()}):
        here = "/"
    return switch(code, here)
