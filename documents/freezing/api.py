"""Endpoints of the last step of a round: ask a second person, approve, decline, take back, freeze."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from documents.freezing import actions, actions_approval
from documents.rounds import queries
from documents.rounds.api import RoundLine
from documents.rounds.forms import ReasonForm
from documents.rounds.models import Approval
from litigation.web.api import Nothing, validated
from litigation.web.api_answers import Answer
from litigation.web.api_fields import SentBackField
from litigation.web.api_forms import Body
from litigation.web.idempotency import idempotent


class SeenRound(serializers.Serializer):
    seen = SentBackField(help_text="From the gate: refused when people, sum or texts changed since.")


class WhyNot(Body):
    form = ReasonForm


class ApprovalAnswer(Answer):
    of = Approval
    shows = "state current count digest asked_by asked_at answered_by answered_at reason"
    current = serializers.BooleanField(help_text="Whether it is in force, for exactly what the round is now.")
    asked_by = serializers.CharField()
    answered_by = serializers.CharField(allow_null=True)


class ApprovalsOfRound(APIView):
    """Questions for a second person, with their answers."""

    right = {"GET": "round.read", "POST": "round.prepare"}

    @extend_schema(responses=ApprovalAnswer(many=True))
    def get(self, request, number):
        """All of them, the newest first. At most the first one is in force."""
        round = queries.round_by_number(request.case, number)
        digest = queries.selection(round).digest
        return Response([_approval(each, digest) for each in queries.approvals_of(round)])

    @extend_schema(request=SeenRound, responses={201: ApprovalAnswer})
    @idempotent
    def post(self, request, number):
        """Ask for a second person."""
        round = queries.round_by_number(request.case, number)
        asked = actions_approval.ask_for_approval(round=round, actor=request.user, **validated(SeenRound, request))
        return Response(_approval(asked, asked.digest), 201)


class ApproveRound(APIView):
    """Approve as the second person; refused to who asked."""

    right = {"POST": "round.approve"}

    @extend_schema(request=SeenRound, responses=ApprovalAnswer)
    @idempotent
    def post(self, request, number):
        round = queries.round_by_number(request.case, number)
        given = actions_approval.approve(round=round, actor=request.user, **validated(SeenRound, request))
        return Response(_approval(given, given.digest))


class DeclineRound(APIView):
    """Say no as the second person, or take one's own yes back."""

    right = {"POST": "round.approve"}

    @extend_schema(request=WhyNot, responses=ApprovalAnswer)
    @idempotent
    def post(self, request, number):
        round = queries.round_by_number(request.case, number)
        declined = actions_approval.decline(round=round, actor=request.user, **validated(WhyNot, request))
        return Response(_approval(declined, ""))


class WithdrawQuestion(APIView):
    """Take the question back, answered or not."""

    right = {"POST": "round.prepare"}

    @extend_schema(request=WhyNot, responses=ApprovalAnswer)
    @idempotent
    def post(self, request, number):
        round = queries.round_by_number(request.case, number)
        taken = actions_approval.withdraw_question(round=round, actor=request.user, **validated(WhyNot, request))
        return Response(_approval(taken, ""))


class FreezeRound(APIView):
    """Freeze the round into its roster, for ever, as a second person approved it."""

    right = {"POST": "round.freeze"}

    @extend_schema(request=Nothing, responses=RoundLine)
    @idempotent
    def post(self, request, number):
        round = queries.round_by_number(request.case, number)
        return Response(RoundLine(actions.freeze(round=round, actor=request.user)).data)


def _approval(approval, digest):
    approval.current = approval.state in approval.IN_FORCE and approval.digest == digest
    return ApprovalAnswer(approval).data
