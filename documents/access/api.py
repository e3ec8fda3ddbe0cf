"""Endpoints of requests for access that were sent."""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from documents.access import actions, queries
from documents.access.forms import AnswerForm, ReceivedForm
from documents.access.models import AccessAnswer, AccessRequest
from litigation.web.api import by_form
from litigation.web.api_answers import Answer
from litigation.web.api_forms import Body, filled
from litigation.web.idempotency import idempotent

NUMBERS = "Plaintiff numbers, like 3, 7-12. Empty: everybody it can be said of."


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


class Received(Body):
    form = ReceivedForm
    helps = {"numbers": NUMBERS}


class Answered(Body):
    form = AnswerForm
    helps = {"numbers": NUMBERS}


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
        said = by_form(filled(Received, request))
        actions.mark_received(filing=filing, actor=request.user, **said)
        return Response(_state(filing))


class AccessAnswered(APIView):
    """The controller answered; said again of a person, the newer answer counts."""

    right = {"POST": "docket.write"}

    @extend_schema(request=Answered, responses=AccessState)
    @idempotent
    def post(self, request, pk):
        filing = queries.access_filing(request.case, pk)
        said = by_form(filled(Answered, request))
        actions.enter_answer(filing=filing, actor=request.user, **said)
        return Response(_state(filing))


def _state(filing):
    return AccessState({**vars(queries.counts(filing)), "requests": queries.requests_of(filing)}).data
