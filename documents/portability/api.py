"""Endpoints of a copy of one's data: how far it is, asking for it, taking it."""

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from claimants.claims.queries import mine_by_reference
from documents.portability import actions, queries
from documents.portability.downloads import send_copy
from documents.portability.models import DataCopy
from litigation.accounts.models import ApiToken
from litigation.errors import DomainError
from litigation.web.api import Nothing
from litigation.web.api_answers import Answer
from litigation.web.fresh import is_fresh
from litigation.web.idempotency import idempotent


class DataCopyAnswer(Answer):
    of = DataCopy
    shows = "language asked_at made_at ends_at sha256 size left_out"
    being_made = serializers.SerializerMethodField()

    def get_being_made(self, copy) -> bool:
        """Whether it is being made now. Neither this nor made_at: it could not be made."""
        return queries.is_being_made(copy)


class DataAnswer(serializers.Serializer):
    copy = DataCopyAnswer(allow_null=True, help_text="Null before one was asked for and after it was deleted.")


class Data(APIView):
    """The copy of one's data that there is."""

    right = "claim.own"

    @extend_schema(responses=DataAnswer)
    def get(self, request, reference):
        return Response(_answer(queries.copy_of(mine_by_reference(request.user, reference))))

    @extend_schema(request=Nothing, responses={201: DataAnswer})
    @idempotent
    def post(self, request, reference):
        """Begin to make it. While one is being made, that one is the answer; one that was made is deleted."""
        copy = actions.ask_for(claim=mine_by_reference(request.user, reference), actor=request.user)
        return Response(_answer(copy), 201)


def _answer(copy):
    return DataAnswer({"copy": copy}).data


class DataFile(APIView):
    """The ZIP itself."""

    right = {"GET": "file.own"}

    @extend_schema(responses={(200, "application/zip"): OpenApiTypes.BINARY})
    def get(self, request, reference):
        """Only for a session of who is there for certain: signed in, or confirmed, within the last ten minutes."""
        copy = queries.to_take(mine_by_reference(request.user, reference))
        if isinstance(request.auth, ApiToken) or not is_fresh(request):
            sentence = _("Sign in again, or confirm on the pages that it is you; then ask once more.")
            raise DomainError("data.confirm_first", sentence, status=403)
        return send_copy(request, copy)
