"""Endpoints of requests for access that were sent."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from documents.access import actions, queries
from documents.access.forms import AnswerForm, ReceivedForm
from documents.access.models import AccessAnswer, AccessRequest
from documents.papers.forms import sent
from litigation.web.api import by_form, heard
from litigation.web.api_answers import Answer
from litigation.web.api_fields import DateField, FiguresField, TextField
from litigation.web.idempotency import idempotent

NUMBERS = FiguresField(
    default="", allow_blank=True, help_text="Plaintiff numbers, like 3, 7-12. Empty: everybody it can be said of."
)


class AccessAnswerLine(Answer):
    of = AccessAnswer
    shows = "outcome answered_on reason appeal"


class AccessRequestLine(Answer):
    of = AccessRequest
    shows = "plaintiff=entry.number received_on proof due_on=deadline.due_on deadline answer"
    answer = AccessAnswerLine(allow_null=True, help_text="The newest.")


class AccessState(Answer):
    of = queries.Counts
    shows = "not_received waiting granted refused delayed"
    requests = AccessRequestLine(many=True)


class Received(serializers.Serializer):
    received_on = DateField()
    proof = TextField(max_length=200, help_text="How the team knows.")
    numbers = NUMBERS


class Answered(serializers.Serializer):
    outcome = serializers.ChoiceField(choices=AccessAnswer.Outcome.values)
    answered_on = DateField()
    reason = TextField(default="", allow_blank=True, max_length=300)
    appeal = TextField(default="", allow_blank=True, max_length=300)
    numbers = NUMBERS


class Access(APIView):
    """How far the requests for access of one paper are."""

    right = "deadline.read"

    @extend_schema(responses=AccessState)
    def get(self, request, pk):
        return Response(_state(queries.access_filing(request.case, pk)))


class AccessReceived(APIView):
    """Requests for access reached the controller: ten days begin for each."""

    right = {"POST": "docket.write"}

    @extend_schema(request=Received, responses=AccessState)
    @idempotent
    def post(self, request, pk):
        filing = queries.access_filing(request.case, pk)
        said = by_form(ReceivedForm(sent(ReceivedForm, heard(Received, request))))
        actions.mark_received(filing=filing, actor=request.user, **said)
        return Response(_state(filing))


class AccessAnswered(APIView):
    """The controller answered; said again of a person, the newer answer counts."""

    right = {"POST": "docket.write"}

    @extend_schema(request=Answered, responses=AccessState)
    @idempotent
    def post(self, request, pk):
        filing = queries.access_filing(request.case, pk)
        said = by_form(AnswerForm(sent(AnswerForm, heard(Answered, request))))
        actions.enter_answer(filing=filing, actor=request.user, **said)
        return Response(_state(filing))


def _state(filing):
    return AccessState({**vars(queries.counts(filing)), "requests": queries.requests_of(filing)}).data
