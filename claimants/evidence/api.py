"""Endpoints of the claimant's files: add, describe, take back, put back. A file itself leaves only through the pages."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response
from rest_framework.views import APIView

from claimants.claims.queries import mine_by_reference
from claimants.evidence import actions, kinds
from claimants.evidence.models import Evidence
from claimants.evidence.queries import any_of, files_of, one_of
from claimants.evidence.rules import state_of
from claimants.trips.queries import trip_of
from litigation.web.api import Nothing, validated
from litigation.web.api_answers import Answer
from litigation.web.idempotency import idempotent, idempotent_long


class FileSent(serializers.Serializer):
    file = serializers.FileField(allow_empty_file=True, help_text="A photo (JPG, PNG, HEIC) or a PDF.")
    kind = serializers.ChoiceField(choices=list(kinds.every()))
    trip = serializers.UUIDField(required=False, allow_null=True, help_text="The trip it shows.")


class FileDescribed(serializers.Serializer):
    kind = serializers.ChoiceField(choices=list(kinds.every()))
    trip = serializers.UUIDField(allow_null=True, default=None)


class FileAnswer(Answer):
    of = Evidence
    shows = "id kind name=display_name content_type size sha256 trip scan pictures sentence created_at"
    sentence = serializers.SerializerMethodField()

    def get_sentence(self, evidence) -> str:
        """Where the file stands, in words."""
        return str(state_of(evidence).sentence)


class Files(APIView):
    """The files of a claim of one's own, oldest first."""

    right = "claim.own"
    takes_files = 1
    parser_classes = [MultiPartParser]

    @extend_schema(responses=FileAnswer(many=True))
    def get(self, request, reference):
        return Response(FileAnswer(files_of(mine_by_reference(request.user, reference)), many=True).data)

    @extend_schema(request={"multipart/form-data": FileSent}, responses={201: FileAnswer, 200: FileAnswer})
    @idempotent_long
    def post(self, request, reference):
        """Add a file; its check begins at once. 200 where the claim has exactly this file already."""
        claim, said = mine_by_reference(request.user, reference), validated(FileSent, request)
        trip = _trip(claim, said.get("trip"))
        came = actions.receive(claim=claim, kind=said["kind"], upload=said["file"], trip=trip, actor=request.user)
        return Response(FileAnswer(came.evidence).data, 201 if came.new else 200)


class OneFile(APIView):
    """One file of a claim of one's own."""

    right = "claim.own"

    @extend_schema(responses=FileAnswer)
    def get(self, request, reference, pk):
        return Response(FileAnswer(one_of(mine_by_reference(request.user, reference), pk)).data)

    @extend_schema(request=FileDescribed, responses=FileAnswer)
    @idempotent
    def put(self, request, reference, pk):
        """Say what the file is and which trip it shows."""
        claim = mine_by_reference(request.user, reference)
        evidence, said = one_of(claim, pk), validated(FileDescribed, request)
        trip = _trip(claim, said["trip"])
        actions.describe(evidence=evidence, kind=said["kind"], trip=trip, actor=request.user)
        return Response(FileAnswer(one_of(claim, pk)).data)

    @extend_schema(responses={204: None})
    @idempotent
    def delete(self, request, reference, pk):
        """Take the file back. It can be restored for some days."""
        actions.remove(evidence=_any_of(request, reference, pk), actor=request.user)
        return Response(status=204)


class RestoreFile(APIView):
    """Put a file back that was taken back."""

    right = {"POST": "claim.own"}

    @extend_schema(request=Nothing, responses=FileAnswer)
    @idempotent
    def post(self, request, reference, pk):
        evidence = _any_of(request, reference, pk)
        actions.restore(evidence=evidence, actor=request.user)
        evidence.refresh_from_db()
        return Response(FileAnswer(evidence).data)


def _any_of(request, reference, pk):
    return any_of(mine_by_reference(request.user, reference), pk)


def _trip(claim, pk):
    return None if pk is None else trip_of(claim, pk)
