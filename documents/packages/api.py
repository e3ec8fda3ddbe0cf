"""Endpoints of papers and packages: make them, list them, download what goes to the court."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.response import Response
from rest_framework.views import APIView

from documents.packages import actions, queries
from documents.packages.downloads import send_paper, send_zip
from documents.packages.models import Package, PackageFile
from documents.papers.models import PaperFile
from documents.papers.queries import package_files
from documents.papers.registry import kinds
from documents.rounds.queries import round_by_number
from litigation.web.api import Nothing, pages
from litigation.web.api_answers import Answer
from litigation.web.idempotency import idempotent


class PackageLine(Answer):
    of = Package
    shows = (
        "id round=round.number version roster_version state job manifest_sha256 files pages size created_at ready_at"
    )
    helps = {"job": "How far it is: /jobs/<id>/."}


class FileLine(Answer):
    of = PackageFile
    shows = "path sha256 size pages"


class PackageAnswer(PackageLine):
    contents = FileLine(many=True)


class PaperLine(FileLine):
    of = PaperFile
    shows = f"{FileLine.shows} id kind=filing.type plaintiff=entry.number"


class AnyFile(BaseRenderer):
    """Lets a program ask for a file by its kind (Accept: application/zip); the file is streamed, not rendered."""

    def render(self, data, accepted_media_type=None, renderer_context=None):
        return JSONRenderer().render(data)


class Zip(AnyFile):
    media_type, format = "application/zip", "zip"


class Pdf(AnyFile):
    media_type, format = "application/pdf", "pdf"


class Packages(ListAPIView):
    """The packages of a round, the newest first."""

    right = {"GET": "round.read", "POST": "round.prepare"}
    serializer_class = PackageLine
    pagination_class = pages("-version")
    queryset = Package.objects.none()

    def get_queryset(self):
        round = round_by_number(self.request.case, self.kwargs["number"])
        return queries.packages_of(round).select_related("round")

    @extend_schema(request=Nothing, responses={202: PackageLine})
    @idempotent
    def post(self, request, number):
        """Begin to make all papers of a frozen round; the answer names the job to watch."""
        package = actions.make_papers(round=round_by_number(request.case, number), actor=request.user)
        return Response(PackageLine(package).data, 202)


class Papers(ListAPIView):
    """The papers of a round that are made, of all kinds, in the order of the folder."""

    right = "paper.read"
    serializer_class = PaperLine
    pagination_class = pages("path", "pk")
    queryset = PaperFile.objects.none()

    def get_queryset(self):
        round = round_by_number(self.request.case, self.kwargs["number"])
        made = package_files(round)
        return made.select_related("filing", "entry").filter(filing__type__in=kinds())


class PaperContent(APIView):
    """One paper, of a package or asked for, as the file it is. Each look is recorded."""

    right = "paper.read"
    renderer_classes = [JSONRenderer, Pdf]

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    def get(self, request, pk):
        return send_paper(request, queries.paper_of(request.case, pk))


class OnePackage(APIView):
    """One package with the name, size and hash of every file."""

    right = "package.read"

    @extend_schema(responses=PackageAnswer)
    def get(self, request, pk):
        return Response(PackageAnswer(queries.package_of(request.case, pk)).data)


class PackageZip(APIView):
    """The whole package as one ZIP; ask with Range to go on where a download broke off. Each is recorded."""

    right = "package.read"
    renderer_classes = [JSONRenderer, Zip]

    @extend_schema(responses={(200, "application/zip"): OpenApiTypes.BINARY})
    def get(self, request, pk):
        return send_zip(request, queries.package_of(request.case, pk))
