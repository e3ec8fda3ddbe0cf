"""What every endpoint of the API shares: the declared right, problem+json, cursor pages, idempotent writes."""

import hashlib
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.pagination import CursorPagination
from rest_framework.permissions import BasePermission
from rest_framework.response import Response

from litigation.accounts.models import ApiToken
from litigation.accounts.rights import PUBLIC, declared, may
from litigation.cases.queries import membership_of
from litigation.errors import DomainError
from litigation.web.models import IdempotencyKey

PROBLEM = "application/problem+json"


class DeclaredRight(BasePermission):
    """The view's declared right, held by the person, and by the token they came with."""

    def has_permission(self, request, view):
        wanted = declared(view, request.method)
        if wanted is None:
            return False
        request.membership = membership_of(request.user, case=request.headers.get("Hamkke-Case"))
        request.case = request.membership.case if request.membership else None
        if isinstance(request.auth, ApiToken) and wanted.name != PUBLIC and wanted.name not in request.auth.scopes:
            return False
        return may(request.user, wanted.name, membership=request.membership)


class Pages(CursorPagination):
    """Cursor pages: stable while rows are added, and cheap at the hundred-thousandth row."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200
    ordering = ("-created_at", "id")


def problem(error, context):
    """DRF's exception handler: every refusal as RFC 9457 problem+json, with the same sentences as the pages."""
    if isinstance(error, DomainError):
        body = {"title": error.sentence, "code": error.code, **({"fields": error.fields} if error.fields else {})}
        return _problem(error.status, body)
    if isinstance(error, Http404):
        return _problem(404, {"title": _("There is nothing here that you may see."), "code": "not_found"})
    if isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if isinstance(error, exceptions.ValidationError):
        return _problem(422, {"title": _("Some answers need another look."), "code": "fields", "fields": error.detail})
    if isinstance(error, exceptions.APIException):
        headers = {"WWW-Authenticate": error.auth_header} if getattr(error, "auth_header", None) else {}
        if getattr(error, "wait", None):
            headers["Retry-After"] = str(int(error.wait))
        return _problem(error.status_code, {"title": str(error.detail), "code": error.default_code}, headers)
    return None


def _problem(status, body, headers=None):
    return Response({"type": "about:blank", "status": status, **body}, status, headers=headers, content_type=PROBLEM)


def idempotent(method):
    """A write that may be sent twice: the same Idempotency-Key gets the first answer again, and nothing is done twice.

    The key belongs to the person. The same key with another body is refused (422); while the first is running, 409.
    """

    @wraps(method)
    def guarded(view, request, *args, **kwargs):
        key = request.headers.get("Idempotency-Key")
        if not key:
            raise DomainError(
                "idempotency.missing", _("Send an Idempotency-Key header: any text, new for each new act."), status=400
            )
        digest = hashlib.sha256(
            request.method.encode() + request.get_full_path().encode() + b"\0" + raw_body(request)
        ).hexdigest()
        try:
            with transaction.atomic():
                row = IdempotencyKey.objects.create(user=request.user, key=key[:200], digest=digest)
        except IntegrityError:
            return _again(request, key, digest)
        try:
            response = method(view, request, *args, **kwargs)
        except Exception:
            row.delete()  # nothing was done: the same key may try again
            raise
        row.status, row.body = response.status_code, response.data
        row.save(update_fields=["status", "body"])
        return response

    return guarded


def raw_body(request):
    """The bytes of a request whose form has not been parsed, or its fields and file names where it has."""
    if request.content_type.startswith("multipart/"):
        parts = [f"{k}={v if isinstance(v, str) else (v.name, v.size)}" for k, v in sorted(request.data.items())]
        return "\n".join(map(str, parts)).encode()
    return repr(sorted(request.data.items()) if hasattr(request.data, "items") else request.data).encode()


def _again(request, key, digest):
    row = IdempotencyKey.objects.get(user=request.user, key=key[:200])
    if row.digest != digest:
        raise DomainError("idempotency.reused", _("This Idempotency-Key was used for something else. Send a new one."))
    if row.status is None:
        raise DomainError(
            "idempotency.running", _("The first request with this key is still running. Try again shortly."), status=409
        )
    return Response(row.body, row.status, headers={"Idempotent-Replay": "true"})


def api_404(request, exception=None):
    return JsonResponse(
        {"type": "about:blank", "status": 404, "title": _("There is nothing here."), "code": "not_found"},
        status=404,
        content_type=PROBLEM,
    )
