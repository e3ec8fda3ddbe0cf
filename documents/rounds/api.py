"""Endpoints of rounds: list and begin, who is ready and who is held back by what, cancel, the roster."""

from datetime import UTC, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.response import Response
from rest_framework.views import APIView

from documents.rounds import actions, census, comparing, queries
from documents.rounds.models import RosterEntry, Round
from documents.rounds.rules import refuse_unless_frozen
from litigation.web.api import Nothing, pages, validated
from litigation.web.api_answers import Answer
from litigation.web.api_fields import DateField, SentBackField
from litigation.web.idempotency import idempotent


class RoundLine(Answer):
    of = Round
    shows = """number status size_limit countries sent_until order follows=follows.number amount_won roster_count roster_sha256
        created_at frozen_at version"""
    countries = serializers.ListField(child=serializers.CharField())


class RoundPlan(serializers.Serializer):
    size_limit = serializers.IntegerField(min_value=1, allow_null=True, required=False)
    countries = serializers.ListField(child=SentBackField(max_length=2), required=False)
    sent_until = DateField(allow_null=True, required=False)
    order = SentBackField(required=False, help_text="sent, hangul, country or reference.")


class RoundWish(RoundPlan):
    amount_won = serializers.IntegerField(min_value=1, allow_null=True, default=None)


class RoundChange(RoundPlan):
    amount_won = serializers.IntegerField(min_value=1, required=False)


class BlockedLine(Answer):
    of = queries.Blocked
    shows = "code=rule.code words=rule.words cure=rule.cure count"


class GateAnswer(Answer):
    of = queries.Gate
    shows = "ready taken waiting left_out blocked"
    blocked = BlockedLine(many=True)
    seen = serializers.CharField(help_text="Stands for exactly these people, sum and texts; ask and approve with it.")


class EntryLine(Answer):
    of = RosterEntry
    shows = "number reference=claim.reference sha256 created_at"


FIRST_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)


class Moment(serializers.Serializer):
    at = serializers.DateTimeField(required=False, help_text="With a zone, or by the clock in Seoul. Left out: now.")

    def validate_at(self, at):
        """Long ago Seoul was not whole minutes from UTC, which no answer could say as RFC 3339 wants it."""
        if not FIRST_MOMENT <= at <= timezone.now():
            raise serializers.ValidationError(_("Name a moment that has passed, in 2000 or later."))
        return at


class CensusLine(Answer):
    of = census.Line
    shows = "status claims mandated valid"


class CensusAnswer(Answer):
    of = census.Census
    shows = "at valid"
    lines = CensusLine(many=True)
    by_round = serializers.DictField(child=serializers.IntegerField())


class Census(APIView):
    """How many valid plaintiffs there were at any moment that has passed."""

    right = "round.read"

    @extend_schema(parameters=[Moment], responses=CensusAnswer)
    def get(self, request):
        asked = Moment(data=request.query_params)
        asked.is_valid(raise_exception=True)
        found = census.census(request.case, asked.validated_data.get("at") or timezone.now())
        by_round = {str(number): n for number, n in found.by_round}
        return Response(CensusAnswer({**vars(found), "by_round": by_round}).data)


class Rounds(ListAPIView):
    """All rounds of the case, the newest first."""

    right = {"GET": "round.read", "POST": "round.prepare"}
    serializer_class = RoundLine
    pagination_class = pages("-number")
    queryset = Round.objects.none()

    def get_queryset(self):
        return queries.rounds_of(self.request.case)

    @extend_schema(request=RoundWish, responses={201: RoundLine})
    @idempotent
    def post(self, request):
        """Begin the next round. Refuses while another one is open."""
        round = actions.open_round(case=request.case, actor=request.user, **validated(RoundWish, request))
        return Response(RoundLine(round).data, 201)


class OneRound(APIView):
    """One round."""

    right = {"GET": "round.read", "PUT": "round.prepare"}

    @extend_schema(responses=RoundLine)
    def get(self, request, number):
        return Response(RoundLine(queries.round_by_number(request.case, number)).data)

    @extend_schema(request=RoundChange, responses=RoundLine)
    @idempotent
    def put(self, request, number):
        """Change what is planned while it is open. What is not named stays as it is."""
        round = queries.round_by_number(request.case, number)
        actions.change_round(round=round, actor=request.user, **validated(RoundChange, request))
        return Response(RoundLine(round).data)


class Gate(APIView):
    """Who would be in the round now, and what holds the others back."""

    right = "round.read"

    @extend_schema(responses=GateAnswer)
    def get(self, request, number):
        round = queries.round_by_number(request.case, number)
        found = queries.gate(round)
        names = ("ready", "taken", "waiting", "left_out", "blocked")
        told = {name: getattr(found, name) for name in names}
        return Response(GateAnswer({**told, "seen": queries.selection(round).digest}).data)


class LeftOutOfRound(APIView):
    """How many were left out of a frozen round for which reason, as it was written down then."""

    right = "round.read"

    @extend_schema(responses=BlockedLine(many=True))
    def get(self, request, number):
        round = queries.round_by_number(request.case, number)
        refuse_unless_frozen(round)
        return Response(BlockedLine(comparing.left_out_counts(round), many=True).data)


class CarryOver(APIView):
    """Begin the next round for those who were left out of this one."""

    right = {"POST": "round.prepare"}

    @extend_schema(request=Nothing, responses={201: RoundLine})
    @idempotent
    def post(self, request, number):
        round = queries.round_by_number(request.case, number)
        return Response(RoundLine(actions.carry_over(round=round, actor=request.user)).data, 201)


class CancelRound(APIView):
    """Give an open round up; the claims stay as they are."""

    right = {"POST": "round.prepare"}

    @extend_schema(request=Nothing, responses=RoundLine)
    @idempotent
    def post(self, request, number):
        round = queries.round_by_number(request.case, number)
        actions.cancel_round(round=round, actor=request.user)
        return Response(RoundLine(queries.round_by_number(request.case, number)).data)


class Roster(ListAPIView):
    """The frozen plaintiffs in order, with the hash of each; what papers print of them stays in the papers."""

    right = "round.read"
    serializer_class = EntryLine
    pagination_class = pages("number")
    queryset = RosterEntry.objects.none()

    def get_queryset(self):
        round = queries.round_by_number(self.request.case, self.kwargs["number"])
        return round.roster.select_related("claim").defer("snapshot")
