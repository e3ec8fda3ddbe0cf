"""Endpoints of filing a round: what stands against it, and that it was filed."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from documents.filing import actions
from documents.filing.queries import Found, before_filing
from documents.filing.rules import MOST
from documents.proceedings.api import Filed, ProceedingLine
from documents.rounds.queries import round_by_number
from documents.rounds.rules import refuse_unless_frozen
from litigation.web.api import by_form, validated
from litigation.web.api_answers import Answer
from litigation.web.api_fields import TextField
from litigation.web.api_forms import filled
from litigation.web.idempotency import idempotent


class FoundLine(Answer):
    """One check that was not passed."""

    of = Found
    shows = "code how n words cure"


class FiledWithReasons(Filed):
    reasons = serializers.DictField(
        child=TextField(max_length=MOST),
        default=dict,
        help_text="{code of a check that asks: why it is filed all the same}.",
    )


class FileRound(APIView):
    """The round was filed at the court under a number: it becomes a proceeding, and everybody in it is told."""

    right = {"GET": "round.read", "POST": "round.file"}

    @extend_schema(operation_id="rounds_filing_checks", responses=FoundLine(many=True))
    def get(self, request, number):
        """What stands against filing it, or asks for a reason; nothing: it can be filed."""
        round = round_by_number(request.case, number)
        refuse_unless_frozen(round)
        return Response(FoundLine(before_filing(round), many=True).data)

    @extend_schema(request=FiledWithReasons, responses={201: ProceedingLine})
    @idempotent
    def post(self, request, number):
        """Refuses while a check blocks, and one that asks without a reason."""
        round, values = round_by_number(request.case, number), by_form(filled(FiledWithReasons, request))
        reasons = validated(FiledWithReasons, request)["reasons"]
        made = actions.file(round=round, actor=request.user, reasons=reasons, **values)
        return Response(ProceedingLine(made).data, 201)
