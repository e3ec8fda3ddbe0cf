"""What every endpoint of the API shares: problem+json, cursor pages, answers of forms."""

from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.forms import Form
from django.http import Http404, UnreadablePostError
from django.utils.translation import gettext as _
from rest_framework import exceptions, serializers
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from litigation.errors import DomainError
from litigation.web import positions
from litigation.web.refusals import PROBLEM, SAID


class Pages(CursorPagination):
    """Cursor pages: stable while rows are added, and cheap at the hundred-thousandth row.

    A cursor is signed for its list, so none can be made, bent, or taken to another. A page size that is none is refused.
    """

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200
    offset_cutoff = None  # rows that share a day may be many; nobody else can write an offset
    ordering = ("-created_at", "id")

    def get_page_size(self, request):
        text = request.query_params.get(self.page_size_query_param)
        if text is None:
            return self.page_size
        if not (text.isascii() and text.isdigit() and len(text) < 9 and 1 <= int(text) <= self.max_page_size):
            sentence = _("Write a whole number from 1 to %(most)s.") % {"most": self.max_page_size}
            raise exceptions.ValidationError({self.page_size_query_param: [sentence]})
        return int(text)

    def get_schema_operation_parameters(self, view):
        found = super().get_schema_operation_parameters(view)
        for each in found:
            if each["name"] == self.page_size_query_param:
                each["schema"] |= {"minimum": 1, "maximum": self.max_page_size, "default": self.page_size}
        return found

    def encode_cursor(self, cursor):
        place = positions.write(list(cursor), of=self._list())
        return replace_query_param(self.base_url, self.cursor_query_param, place)

    def decode_cursor(self, request):
        text = request.query_params.get(self.cursor_query_param)
        if text is None:
            return None
        place = positions.read(text, of=self._list())
        if place is None:
            sentence = _("This is no place in this list. Begin without a cursor, and go on with `next` of each answer.")
            raise exceptions.ValidationError({self.cursor_query_param: [sentence]})
        return Cursor(*place)

    def _list(self):
        return f"{self.request.path} {self.ordering}"


def pages(*ordering: str) -> type[Pages]:
    """Cursor pages in this order."""
    return type("OrderedPages", (Pages,), {"ordering": ordering})


class Nothing(serializers.Serializer):
    """A request that says nothing but its address."""


def validated(serializer, request, **extra) -> dict:
    """What was sent, checked by this serializer class; a fault is answered as problem+json that names the field."""
    said = serializer(data=request.data, **extra)
    said.is_valid(raise_exception=True)
    return said.validated_data


def problem(error, context):
    """DRF's exception handler: every refusal as RFC 9457 problem+json, with the same sentences as the pages.

    What Django refuses while it reads a body is a refusal too; what nobody foresaw is left to litigation/frame/failures.py.
    """
    if isinstance(error, DomainError):
        return problem_json(error.status, error.sentence, error.code, fields=error.fields, headers=error.headers)
    for kinds, status in BY_DJANGO:
        if isinstance(error, kinds):
            return problem_json(status, *SAID[status])
    if isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if isinstance(error, exceptions.ValidationError):
        return problem_json(422, _("Some answers need another look."), "fields", fields=_by_field(error.detail))
    if isinstance(error, exceptions.APIException):
        return _refusal(error, context)
    return None


def _refusal(error, context):
    headers = {"WWW-Authenticate": error.auth_header} if getattr(error, "auth_header", None) else {}
    if isinstance(error, exceptions.MethodNotAllowed):
        headers["Allow"] = ", ".join(context["view"].allowed_methods)
    if getattr(error, "wait", None):
        headers["Retry-After"] = str(int(error.wait))
    return problem_json(error.status_code, str(error.detail), error.default_code, headers=headers)


BY_DJANGO = (
    (Http404, 404),
    ((RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent), 413),
    ((SuspiciousOperation, UnreadablePostError), 400),
)


def problem_json(status, title, code, *, fields=None, headers=None):
    body = {"type": "about:blank", "status": status, "title": str(title), "code": code}
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
