"""Endpoints of the court book of a package: begin it, see how far it is, download its volumes."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import APIView

from documents.packages import actions_book, queries
from documents.packages.api import Pdf
from documents.packages.downloads import send_volume
from documents.packages.models import BookVolume
from litigation.web.api import Nothing
from litigation.web.api_answers import Answer
from litigation.web.idempotency import idempotent


class VolumeLine(Answer):
    of = BookVolume
    shows = "number first last pages files size sha256 made_at"
    helps = {"number": "Download it at book/<number>.pdf."}


class BookAnswer(serializers.Serializer):
    state = serializers.CharField(allow_null=True, help_text="Of the newest work on it; null: nobody began it.")
    job = serializers.UUIDField(allow_null=True, help_text="How far it is: /jobs/<id>/.")
    volumes = VolumeLine(many=True, help_text="Those that are made.")


class Book(APIView):
    """The court book: a whole package as PDF for reading, in volumes. It is never part of the package."""

    right = {"GET": "package.read", "POST": "round.prepare"}

    @extend_schema(responses=BookAnswer)
    def get(self, request, pk):
        package = queries.package_of(request.case, pk)
        return Response(_told(package, queries.book_job(package)))

    @extend_schema(request=Nothing, responses={202: BookAnswer})
    @idempotent
    def post(self, request, pk):
        """Begin to make the volumes that are not there; the answer names the job to watch."""
        package = queries.package_of(request.case, pk)
        job = actions_book.make_book(package=package, actor=request.user)
        return Response(_told(package, job), 202)


class Volume(APIView):
    """One volume; ask with Range to go on where a download broke off. Each is recorded."""

    right = "package.read"
    renderer_classes = [JSONRenderer, Pdf]

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    def get(self, request, pk, number):
        package = queries.package_of(request.case, pk)
        return send_volume(request, queries.volume_of(package, number))


def _told(package, job):
    told = {"state": job and job.state, "job": job and job.pk, "volumes": package.book.all()}
    return BookAnswer(told).data
