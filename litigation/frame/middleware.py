"""What is the same for every request: no caching of private pages, the person's language, plain errors."""

from django.conf import settings
from django.http import HttpResponseNotAllowed
from django.utils import translation
from django.utils.cache import patch_cache_control

from litigation.accounts.actions import change_language
from litigation.errors import DomainError
from litigation.web.formpage import StillBeingDone
from litigation.web.refusals import answer, refused, wants_json


class PrivateByDefault:
    """Pages of signed-in people are kept by no cache, and no search engine indexes them."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            patch_cache_control(response, no_store=True, private=True)
            response.headers.setdefault("X-Robots-Tag", "noindex")
        return response


class PersonLanguage:
    """Public pages speak the language of their URL; the desk and the rest speak the person's own.

    What somebody signed in chooses (litigation/web/languages.py) is their own from then on, in mails and papers too.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        in_url = translation.get_language_from_path(request.path_info)
        if not in_url and request.user.is_authenticated and request.user.language in settings.LANGUAGE_NAMES:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        response = self.get_response(request)
        chosen = response.cookies.get(settings.LANGUAGE_COOKIE_NAME)
        if chosen and request.user.is_authenticated:
            change_language(user=request.user, language=chosen.value)
        return response


class PlainErrors:
    """A DomainError becomes a page that says what happened and what to do next (or JSON, for our own scripts).

    So does the empty refusal of an address that only takes forms, which a reload or a bookmark may open.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or wants_json(request):
            return response
        page = answer(request, response.status_code, "405.html")
        page["Allow"] = response["Allow"]
        return page

    def process_exception(self, request, error):
        if isinstance(error, StillBeingDone):
            return answer(request, 202, "one_moment.html", sent=_sent(request))
        return refused(request, error) if isinstance(error, DomainError) else None


def _sent(request):
    """[(name, value)] of everything a form sent but what csrf_token puts into each."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in ("csrfmiddlewaretoken", "_case")
        for value in values
    ]
