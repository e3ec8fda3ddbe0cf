"""Endpoints of the texts of papers: list them, read their versions, try a draft out, publish and confirm it."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from documents.papers.texts import kind_of, placeholders
from documents.texts import queries
from documents.texts.actions import publish, strange_placeholders, try_out
from documents.texts.forms import TextForm
from litigation.cases.actions import confirm
from litigation.cases.models import CaseText
from litigation.errors import DomainError
from litigation.web.api import Nothing, validated
from litigation.web.api_answers import Answer
from litigation.web.api_forms import Body
from litigation.web.idempotency import idempotent


class TextLine(Answer):
    of = queries.Row
    shows = "paper=kind.type key language version confirmed_by_counsel counts"
    helps = {"paper": "The paper it belongs to."}
    version = serializers.IntegerField(
        source="newest.version", allow_null=True, help_text="The newest; none where nobody wrote it yet."
    )
    confirmed_by_counsel = serializers.BooleanField(source="newest.is_confirmed", default=False)
    counts = serializers.IntegerField(
        source="counts.version", allow_null=True, help_text="The version papers take; none where none counts yet."
    )


class TextVersion(Answer):
    of = CaseText
    shows = "version body sha256 origin effective_from confirmed_by_counsel=is_confirmed proposed=is_proposed"


class Placeholder(serializers.Serializer):
    name = serializers.CharField(help_text="Stands in double braces.")
    meaning = serializers.CharField()


class TextAnswer(serializers.Serializer):
    paper = serializers.CharField()
    placeholders = Placeholder(many=True)
    counts = serializers.IntegerField(allow_null=True, help_text="The version papers take; none where none counts yet.")
    versions = TextVersion(many=True, help_text="The newest first.")


class TextSaid(Body):
    form = TextForm


class TextFlaw(serializers.Serializer):
    line = serializers.IntegerField(allow_null=True)
    sentence = serializers.CharField()


class Tried(serializers.Serializer):
    problems = TextFlaw(many=True, help_text="Empty: it can be published.")
    warnings = TextFlaw(many=True, help_text="Exhibits and annexes it cites that no package of the case can have.")
    pages = serializers.IntegerField(allow_null=True, help_text="Of the paper made from it for made-up people.")


class Texts(APIView):
    """Every text of every paper in its newest version, in the order of the package."""

    right = "paper.read"

    @extend_schema(responses=TextLine(many=True))
    def get(self, request):
        return Response(TextLine(queries.text_rows(request.case), many=True).data)


class OneText(APIView):
    """One text in one language."""

    right = {"GET": "paper.read", "POST": "text.change"}

    @extend_schema(responses=TextAnswer)
    def get(self, request, key, language):
        """All versions, and the placeholders that may stand in it."""
        rows = queries.begun(request.case, key, language)
        named = [{"name": name, "meaning": str(meaning)} for name, meaning in placeholders(key).items()]
        counts = queries.counted(request.case, key, language)
        told = {"paper": kind_of(key).type, "counts": counts and counts.version}
        return Response(TextAnswer({**told, "placeholders": named, "versions": rows}).data)

    @extend_schema(request=TextSaid, responses={201: TextVersion})
    @idempotent
    def post(self, request, key, language):
        """Write a new version, not yet confirmed by counsel. The same words change nothing.

        It counts from now on; where it is `proposed`, once another attorney has confirmed it.
        """
        queries.begun(request.case, key, language)
        said = validated(TextSaid, request)
        made = publish(case=request.case, key=key, language=language, actor=request.user, **said)
        return Response(TextVersion(made).data, 201)


class TryText(APIView):
    """What is wrong with a draft, line by line. Nothing is kept."""

    right = {"POST": "text.change"}

    @extend_schema(request=TextSaid, responses=Tried)
    def post(self, request, key, language):
        queries.begun(request.case, key, language)
        body = validated(TextSaid, request)["body"]
        cites = queries.missing_cites(request.case, key, body)
        told = {"problems": [], "warnings": [_problem(each.line, each.alone) for each in cites], "pages": None}
        if wrong := strange_placeholders(key, body):
            return Response(Tried(told | {"problems": [_problem(*each) for each in wrong]}).data)
        try:
            made = try_out(case=request.case, key=key, language=language, body=body)
        except DomainError as refusal:
            return Response(Tried(told | {"problems": [_problem(None, refusal.sentence)]}).data)
        return Response(Tried(told | {"pages": made.pages}).data)


class ConfirmText(APIView):
    """An attorney confirms a version, with their name; a proposed one another attorney than who wrote it."""

    right = {"POST": "text.change"}

    @extend_schema(request=Nothing, responses=TextVersion)
    @idempotent
    def post(self, request, key, language, version):
        row = queries.version_of(request.case, key, language, version)
        confirm(subject=row, actor=request.user)
        row.refresh_from_db()
        return Response(TextVersion(row).data)


def _problem(line, sentence):
    return {"line": line, "sentence": str(sentence)}
