"""What is the same for every request: no caching of private pages, the person's language, the rights gate, plain errors."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseNotAllowed, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from litigation.accounts.rights import PUBLIC, RIGHTS, SIGNED_IN, declared, may
from litigation.cases.queries import membership_of, memberships_of
from litigation.errors import DomainError
from litigation.ledger.actions import act_as, through
from litigation.web import parked
from litigation.web.factors import has_second_factor

# Views of libraries declare nothing; these say it for them. What is in no list is refused.
LIBRARY_RIGHTS = {
    "allauth.account.views": PUBLIC,  # its own decorators ask for sign-in where it is needed
    "allauth.account.decorators": PUBLIC,
    "allauth.mfa.base.views": PUBLIC,
    "allauth.mfa.totp.views": SIGNED_IN,
    "allauth.mfa.webauthn.views": PUBLIC,
    "allauth.mfa.recovery_codes.views": SIGNED_IN,
    "django.views.i18n": PUBLIC,
    "django.contrib.staticfiles.views": PUBLIC,
    "whitenoise": PUBLIC,
}


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
    """Public pages speak the language of their URL; the desk and the rest speak the person's own."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        in_url = translation.get_language_from_path(request.path_info)
        if not in_url and request.user.is_authenticated and request.user.language in settings.LANGUAGE_NAMES:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)


class RightsGate:
    """No view runs before its declared right was checked; a view that declares none is refused (house law 1).

    What the view then does stands in the ledger as done through the web or the API, in the role the gate found.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with through("api" if request.path.startswith("/api/") else "web"):
            return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        wanted = declared(view, request.method) or RIGHTS.get(LIBRARY_RIGHTS.get(view.__module__))
        if wanted is None:
            return self.refuse(request)
        if hasattr(view, "cls"):  # DRF signs people in itself; DeclaredRight checks there
            return None
        if wanted.for_staff and request.method == "GET" and "case" in request.GET:
            work_in(request, request.GET["case"])
        request.membership = membership_of(request.user, case=request.session.get("case"))
        request.case = request.membership.case if request.membership else None
        act_as(request.membership.role if request.membership else None)
        if (
            wanted.for_staff
            and request.membership
            and settings.STAFF_SECOND_FACTOR
            and not has_second_factor(request.user)
        ):
            return redirect("mfa_index")
        if may(request.user, wanted.name, membership=request.membership):
            return other_case(request) if wanted.for_staff and not getattr(view, "in_any_case", False) else None
        if request.user.is_authenticated:
            return self.refuse(request)
        return to_sign_in(request)

    @staticmethod
    def refuse(request):
        return answer(request, 403, "403.html")


def work_in(request, case):
    """A link from a mail or a calendar names its case; from here on its reader works there, if they may."""
    named = next((each for each in memberships_of(request.user) if each.case.slug == case), None)
    if named:
        request.session["case"] = str(named.case_id)


def other_case(request):
    """The answer to a form that was shown in another case than the one its reader works in now; None where all is well.

    Rounds are called 1, 2, 3 in each case, so a tab left open in one would act on the other's. A form that does not say
    its case is taken from those alone who work in a single one.
    """
    if request.method != "POST":
        return None
    shown_in, mine = request.POST.get("_case"), memberships_of(request.user)
    if shown_in == str(request.case.pk) or (shown_in is None and len(mine) == 1):
        return None
    error = DomainError(
        "case.other",
        _("This page was opened in another case than “%(case)s”, where you work now.") % {"case": request.case},
        status=409,
    )
    meant = next((each for each in mine if str(each.case_id) == shown_in), None)
    return refused(request, error, meant=meant, kept=parked.park(request), back=came_from(request))


def came_from(request):
    """The address on this site that showed the form, or the desk."""
    page = urlsplit(request.headers.get("Referer", ""))
    return page.path if page.netloc == request.get_host() else reverse("desk_today")


def to_sign_in(request):
    """Send a signed-out person to sign in, with what they had written kept for them."""
    kept = request.method == "POST" and parked.park(request)
    if wants_json(request):
        return JsonResponse({"sign_in": reverse(settings.LOGIN_URL), "kept": bool(kept)}, status=401)
    path = request.get_full_path() if request.method in ("GET", "HEAD") or kept else reverse("my")
    response = redirect_to_login(path, reverse(settings.LOGIN_URL))
    if request.method == "POST":
        response["Location"] += "&ended=1"
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
        return refused(request, error) if isinstance(error, DomainError) else None


def refused(request, error, **context):
    """A DomainError as a page, or as JSON for our own scripts."""
    if wants_json(request):
        return JsonResponse({"code": error.code, "detail": error.sentence}, status=error.status)
    return answer(request, error.status, "refused.html", error=error, **context)


def wants_json(request):
    return "application/json" in request.headers.get("Accept", "")


def answer(request, status, template, **context):
    """An error page in the frame of all pages."""
    return render(request, template, context, status=status)
