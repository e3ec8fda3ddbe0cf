"""Endpoints of the law: its rows, one key with its history, a new row, confirming, the calculator."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from litigation.law.rows import LawProblem, Row
from litigation.law.stamp import INSTANCES
from litigation.lawbook import actions, queries
from litigation.lawbook.calculator import Question, answers
from litigation.lawbook.forms import RowForm
from litigation.lawbook.words import refusal
from litigation.text.cleaning import searched
from litigation.web.api import validated
from litigation.web.api_answers import Answer
from litigation.web.api_fields import DateField, SentBackField, TextField
from litigation.web.api_forms import Body
from litigation.web.idempotency import idempotent


@extend_schema_field({"oneOf": [{"type": "integer"}, {"type": "string"}, {"type": "boolean"}]})
class ValueField(serializers.Field):
    """A whole number, a word, or true or false."""

    def to_internal_value(self, data):
        if not isinstance(data, int | str):
            self.fail("invalid")
        return data

    def to_representation(self, value):
        return value

    default_error_messages = {"invalid": "A whole number or a word."}


class RowLine(Answer):
    of = Row
    shows = """key value unit effective_from effective_to citation confidence note sha256 origin
        confirmed_by confirmed_on"""
    helps = {"sha256": "Of the row's content; confirm the row by it.", "origin": "shipped, or counsel."}
    value = ValueField()


class NewRow(Body):
    form = RowForm
    value = ValueField()
    unit = TextField(max_length=40, default="", allow_blank=True, help_text="Empty: that of the row before.")


class Stand(serializers.Serializer):
    sha256 = SentBackField(max_length=64, help_text="Of the row that is confirmed.")


class Suit(serializers.Serializer):
    """What the calculator is asked. Figures are whole numbers."""

    value = serializers.IntegerField()
    plaintiffs = serializers.IntegerField(default=1)
    defendants = serializers.IntegerField(default=1)
    instance = serializers.ChoiceField(choices=INSTANCES, default=INSTANCES[0])
    efile = serializers.BooleanField(default=False)
    on = DateField(default=None)
    before = serializers.IntegerField(default=None)
    since = DateField(default=None)
    served_on = DateField(default=None)
    until = DateField(default=None)


class Law(APIView):
    """Every row of the law, shipped and added; `?q=` narrows it by words."""

    right = "law.read"

    @extend_schema(responses=RowLine(many=True))
    def get(self, request):
        groups = queries.groups(search=searched(request.query_params.get("q", ""))[:100])
        table = queries.table()
        rows = [row for group in groups for line in group.lines for row in table.history(line.key)]
        return Response(RowLine(rows, many=True).data)


class OneKey(APIView):
    """One number of the law with every row it ever had, the latest beginning first."""

    right = {"GET": "law.read", "POST": "law.add"}

    @extend_schema(operation_id="law_history", responses=RowLine(many=True))
    def get(self, request, key):
        return Response(RowLine([entry.row for entry in queries.history_or_404(key)], many=True).data)

    @extend_schema(request=NewRow, responses={201: RowLine})
    @idempotent
    def post(self, request, key):
        """Add a row that begins on a day. Nothing is overwritten."""
        queries.history_or_404(key)
        added = actions.add_row(key=key, actor=request.user, **validated(NewRow, request))
        return Response(RowLine(added.as_row()).data, 201)


class ConfirmRow(APIView):
    """Stand for one row."""

    right = {"POST": "law.confirm"}

    @extend_schema(request=Stand, responses=RowLine)
    @idempotent
    def post(self, request, key):
        sha256 = validated(Stand, request)["sha256"]
        actions.confirm(key=key, sha256=sha256, actor=request.user)
        return Response(RowLine(next(e.row for e in queries.history_or_404(key) if e.row.sha256 == sha256)).data)


class Calculator(APIView):
    """What a suit costs and who hears it: each answer with its steps and sources."""

    right = "law.read"

    @extend_schema(parameters=[Suit], responses=OpenApiTypes.OBJECT)
    def get(self, request):
        asked = Suit(data=request.query_params)
        asked.is_valid(raise_exception=True)
        try:
            found = answers(Question(**asked.validated_data), queries.table())
        except LawProblem as problem:
            raise refusal(problem) from problem
        return Response({name: answer.as_json() for name, answer in found.items()})
