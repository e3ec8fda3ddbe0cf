"""Endpoints of the eligibility rule: its versions, the draft, counting everybody by it, publishing it."""

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from claimants.eligibility import actions, queries
from claimants.eligibility.models import RuleRun
from litigation.cases.actions_rule import discard_draft, save_draft
from litigation.cases.models import EligibilityRule
from litigation.web.api import Nothing, validated
from litigation.web.api_answers import Answer
from litigation.web.api_fields import LinesField
from litigation.web.idempotency import idempotent


class RuleLine(Answer):
    of = EligibilityRule
    shows = "version body citation published_at confirmed_by_counsel=is_confirmed claims"
    body = serializers.DictField(help_text="Windows, age and ports.")
    claims = serializers.IntegerField(source="judged", help_text="How many claims hold its verdict.")


class DraftSaid(serializers.Serializer):
    body = serializers.DictField(help_text="The whole rule, as a version has it.")
    citation = LinesField()


class DraftAnswer(DraftSaid):
    next_version = serializers.SerializerMethodField()
    changes = serializers.IntegerField(source="version", help_text="Counts up with every change of the draft.")

    def get_next_version(self, draft) -> int:
        return draft.as_rule()["version"]


class RunAnswer(Answer):
    of = RuleRun
    shows = "id state job counts"
    counts = serializers.SerializerMethodField()

    def get_counts(self, run) -> dict[str, int]:
        return queries.counts(run)


class Published(serializers.Serializer):
    tell = serializers.MultipleChoiceField(
        choices=list(actions.TELLABLE), default=(), help_text="Who gets a message once every verdict is written."
    )


class Rules(APIView):
    """All versions, the newest first."""

    right = "rule.read"

    @extend_schema(responses=RuleLine(many=True))
    def get(self, request):
        return Response(RuleLine(queries.versions(request.case), many=True).data)


class Draft(APIView):
    """The draft of the next version. It judges nobody."""

    right = {"GET": "rule.read", "PUT": "rule.change", "DELETE": "rule.change"}

    @extend_schema(responses=DraftAnswer)
    def get(self, request):
        return Response(DraftAnswer(_draft(request)).data)

    @extend_schema(request=DraftSaid, responses=DraftAnswer)
    @idempotent
    def put(self, request):
        """Begin it, or change the one that is open, as a whole."""
        return Response(
            DraftAnswer(save_draft(case=request.case, actor=request.user, **validated(DraftSaid, request))).data
        )

    @extend_schema(responses={204: None})
    @idempotent
    def delete(self, request):
        """Discard it. The version in force goes on."""
        discard_draft(draft=_draft(request), actor=request.user)
        return Response(status=204)


class Count(APIView):
    """Count everybody by the draft, in the background; nobody is changed or told."""

    right = {"POST": "rule.change"}

    @extend_schema(request=Nothing, responses={201: RunAnswer})
    @idempotent
    def post(self, request):
        return Response(RunAnswer(actions.count(draft=_draft(request), actor=request.user)).data, 201)


class Run(APIView):
    """A count, and once published what was written: how many are newly in, newly out, need a person, stay the same."""

    right = "rule.read"

    @extend_schema(responses=RunAnswer)
    def get(self, request, pk):
        return Response(RunAnswer(queries.run_of(request.case, pk)).data)


class Publish(APIView):
    """Publish the draft as the next version, by a count of it as it stands."""

    right = {"POST": "rule.change"}

    @extend_schema(request=Published, responses=RunAnswer)
    @idempotent
    def post(self, request, pk):
        run = queries.run_of(request.case, pk)
        actions.publish(run=run, actor=request.user, **validated(Published, request))
        return Response(RunAnswer(run).data)


def _draft(request):
    draft = queries.open_draft(request.case)
    if draft is None:
        raise Http404
    return draft
