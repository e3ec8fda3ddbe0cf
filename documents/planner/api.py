"""The plan of an open round for any size, as data."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from documents.planner import queries
from documents.planner.forms import MOST
from documents.planner.rules import proposals
from documents.rounds.queries import gate, round_by_number
from documents.rounds.rules import refuse_unless_open


class Size(serializers.Serializer):
    plaintiffs = serializers.IntegerField(
        min_value=1, max_value=MOST, required=False, help_text="Any number. Left out: as many as the round takes now."
    )


class SuitLine(serializers.Serializer):
    times = serializers.IntegerField(help_text="How many such suits.")
    plaintiffs = serializers.IntegerField()
    value = serializers.IntegerField()
    track = serializers.CharField(help_text="small, single or panel.")
    stamp = serializers.IntegerField(help_text="Stamp duty of one such suit, electronic filing, won.")
    service = serializers.IntegerField(help_text="Service fee of one such suit, won.")
    files = serializers.IntegerField()
    bytes = serializers.IntegerField()
    submissions = serializers.IntegerField()
    confirmed = serializers.BooleanField(help_text="Whether counsel confirmed every row of the law this rests on.")


class ProposalLine(serializers.Serializer):
    code = serializers.CharField(help_text="one, single or small.")
    warning = serializers.CharField()
    suits = SuitLine(many=True)


class Plan(APIView):
    """What a suit of this size costs and weighs, and how the same people could be spread over several."""

    right = "round.read"

    @extend_schema(parameters=[Size], responses=ProposalLine(many=True))
    def get(self, request, number):
        round = round_by_number(request.case, number)
        refuse_unless_open(round)
        asked = Size(data=request.query_params)
        asked.is_valid(raise_exception=True)
        size = asked.validated_data.get("plaintiffs") or gate(round).taken
        found = proposals(size, queries.ground(round)) if size else []
        lines = [{"code": each.kind.code, "warning": each.kind.warning, "suits": _suits(each)} for each in found]
        return Response(ProposalLine(lines, many=True).data)


def _suits(proposal):
    for times, suit in proposal.suits:
        answers = {name: getattr(suit, name) for name in ("value", "track", "stamp", "service")}
        yield {
            "times": times,
            **{name: getattr(suit, name) for name in ("plaintiffs", "files", "bytes", "submissions")},
            **{name: answer.result for name, answer in answers.items()},
            "confirmed": all(answer.is_confirmed for answer in answers.values()),
        }
