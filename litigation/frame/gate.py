"""The gate: no view and no endpoint runs before the right it declares was checked (house law 1)."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions
from rest_framework.permissions import SAFE_METHODS, BasePermission

from litigation.accounts import limits
from litigation.accounts.models import ApiToken
from litigation.accounts.rights import PUBLIC, SIGNED_IN, declared, may
from litigation.cases.queries import membership_of, memberships_of
from litigation.errors import DomainError
from litigation.ledger.actions import act_as, through
from litigation.web import parked
from litigation.web.factors import has_second_factor
from litigation.web.refusals import answer, for_programs, refused, said, wants_json


class RightsGate:
    """No view runs before its declared right was checked; a view that declares none is refused (house law 1).

    What the view then does stands in the ledger as done through the web or the API, in the role the gate found.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with through("api" if for_programs(request) else "web"):
            return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        wanted = declared(view, request.method)
        if hasattr(view, "cls") and (wanted or not hasattr(view.cls, request.method.lower())):
            return None  # DRF signs people in itself and names the methods there are; DeclaredRight checks there
        if wanted is None:
            return self.refuse(request)
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
            elsewhere = wanted.for_staff and not getattr(view, "in_any_case", False) and other_case(request)
            return elsewhere or too_many(request, wanted)
        if request.user.is_authenticated:
            return self.refuse(request)
        return to_sign_in(request)

    @staticmethod
    def refuse(request):
        return said(403) if for_programs(request) else answer(request, 403, "403.html")


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


def too_many(request, wanted):
    """The answer to a form of somebody who sends more than anybody can, with what they wrote kept; None where all is well."""
    try:
        count_write(request, wanted)
    except DomainError as error:
        return refused(request, error, kept=parked.park(request), page=shown_on(request))
    return None


def count_write(request, wanted):
    """Refuses too many requests that change something; those about one's own account never, as signing out."""
    if request.method in SAFE_METHODS or wanted.name in (PUBLIC, SIGNED_IN):
        return
    if not limits.take(limits.WRITES_OF_PERSON, request.user.pk):
        sentence = _("Very much was sent from your account within an hour.")
        raise limits.refusal(limits.WRITES_OF_PERSON, request.user.pk, "request.too_many", sentence)


def came_from(request):
    """The address on this site that showed the form, or the desk."""
    return shown_on(request) or reverse("desk_today")


def shown_on(request):
    """The address on this site that showed the form; "" where the browser does not say."""
    page = urlsplit(request.headers.get("Referer", ""))
    return page.path if page.netloc == request.get_host() else ""


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


class DeclaredRight(BasePermission):
    """The view's declared right, held by the person, and by the token they came with.

    Staff name their case in the header Hamkke-Case (slug or id); without it they read their first open one, and write only
    where they work in no other. Staff who come with a session need their second factor, as on the pages.
    """

    def has_permission(self, request, view):
        if request.method != "OPTIONS" and not hasattr(view, request.method.lower()):
            raise exceptions.MethodNotAllowed(request.method)
        wanted = declared(view, request.method)
        if wanted is None:
            return False
        named = request.headers.get("Hamkke-Case")
        request.membership = membership_of(request.user, case=named)
        if named and wanted.for_staff and request.membership is None and request.user.is_authenticated:
            raise NoSuchCase()
        request.case = request.membership.case if request.membership else None
        act_as(request.membership.role if request.membership else None)
        if wanted.for_staff and request.method not in SAFE_METHODS:
            refuse_unnamed_case(request)
        by_token = isinstance(request.auth, ApiToken)
        if by_token and wanted.name not in (PUBLIC, *request.auth.scopes):
            return False
        if not may(request.user, wanted.name, membership=request.membership):
            return False
        if wanted.for_staff and not by_token and settings.STAFF_SECOND_FACTOR and not has_second_factor(request.user):
            return False
        count_write(request, wanted)
        return True


def refuse_unnamed_case(request):
    """A write of somebody who works in several cases names the one it means: rounds are called 1, 2, 3 in each."""
    if not request.headers.get("Hamkke-Case") and len(memberships_of(request.user)) > 1:
        sentence = _("You work in several cases. Name the one you mean in the header Hamkke-Case.")
        raise DomainError("case.unnamed", sentence, status=400)


class NoSuchCase(exceptions.PermissionDenied):
    """The header names a case that is not there, or not theirs: both are told alike."""

    default_code = "case.not_yours"
    default_detail = gettext_lazy("You work in no case of this name. Look at the header Hamkke-Case.")
