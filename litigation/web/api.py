"""What every endpoint of the API shares: the declared right, problem+json, cursor pages, answers of forms."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions, serializers
from rest_framework.pagination import CursorPagination
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.response import Response

from litigation.accounts.models import ApiToken
from litigation.accounts.rights import PUBLIC, declared, may
from litigation.cases.queries import membership_of, memberships_of
from litigation.errors import DomainError
from litigation.ledger.actions import act_as
from litigation.web.factors import has_second_factor

PROBLEM = "application/problem+json"


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
        request.membership = membership_of(request.user, case=request.headers.get("Hamkke-Case"))
        request.case = request.membership.case if request.membership else None
        act_as(request.membership.role if request.membership else None)
        if wanted.for_staff and request.method not in SAFE_METHODS:
            refuse_unnamed_case(request)
        by_token = isinstance(request.auth, ApiToken)
        if by_token and wanted.name not in (PUBLIC, *request.auth.scopes):
            return False
        if not may(request.user, wanted.name, membership=request.membership):
            return False
        if wanted.for_staff and not by_token and settings.STAFF_SECOND_FACTOR:
            return has_second_factor(request.user)
        return True


def refuse_unnamed_case(request):
    """A write of somebody who works in several cases names the one it means: rounds are called 1, 2, 3 in each."""
    if not request.headers.get("Hamkke-Case") and len(memberships_of(request.user)) > 1:
        sentence = _("You work in several cases. Name the one you mean in the header Hamkke-Case.")
        raise DomainError("case.unnamed", sentence, status=400)


class Pages(CursorPagination):
    """Cursor pages: stable while rows are added, and cheap at the hundred-thousandth row."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200
    ordering = ("-created_at", "id")


def pages(*ordering):
    """Cursor pages in this order."""
    return type("OrderedPages", (Pages,), {"ordering": ordering})


class Nothing(serializers.Serializer):
    """A request that says nothing but its address."""


def heard(serializer, request, **extra) -> dict:
    """What was sent, checked by this serializer class; a fault is answered as problem+json that names the field."""
    said = serializer(data=request.data, **extra)
    said.is_valid(raise_exception=True)
    return said.validated_data


def problem(error, context):
    """DRF's exception handler: every refusal as RFC 9457 problem+json, with the same sentences as the pages."""
    if isinstance(error, DomainError):
        return problem_json(error.status, error.sentence, error.code, fields=error.fields)
    if isinstance(error, Http404):
        return problem_json(404, _("There is nothing here that you may see."), "not_found")
    if isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if isinstance(error, exceptions.ValidationError):
        return problem_json(422, _("Some answers need another look."), "fields", fields=_by_field(error.detail))
    if isinstance(error, exceptions.APIException):
        headers = {"WWW-Authenticate": error.auth_header} if getattr(error, "auth_header", None) else {}
        if isinstance(error, exceptions.MethodNotAllowed):
            headers["Allow"] = ", ".join(context["view"].allowed_methods)
        if getattr(error, "wait", None):
            headers["Retry-After"] = str(int(error.wait))
        return problem_json(error.status_code, str(error.detail), error.default_code, headers=headers)
    return None


def problem_json(status, title, code, *, fields=None, headers=None):
    body = {"type": "about:blank", "status": status, "title": title, "code": code}
    if fields:
        body["fields"] = fields
    return Response(body, status, headers=headers, content_type=PROBLEM)


def _by_field(detail):
    return detail if isinstance(detail, dict) else {"": detail}


def by_form(form: Form) -> dict:
    """The cleaned answers of a page's form, so that pages and API refuse the same things with the same sentences."""
    if not form.is_valid():
        faults = {"" if name == "__all__" else name: list(found) for name, found in form.errors.items()}
        raise exceptions.ValidationError(faults)
    return form.cleaned_data
