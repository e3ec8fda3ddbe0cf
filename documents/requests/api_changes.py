"""Endpoints of a change of a filed roster on its way to the court."""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from documents.changes.actions import take_back
from documents.changes.api import AskedLine, DropWish
from documents.changes.queries import asked_change
from documents.requests.actions_changes import confirm, hand_in
from documents.requests.forms import HandedInForm
from documents.rounds.queries import round_by_number
from litigation.web.api import Nothing, validated
from litigation.web.api_forms import Body
from litigation.web.idempotency import idempotent


class HandedInWish(Body):
    form = HandedInForm


class ConfirmChange(APIView):
    """The second person, who has opened the paper, agrees that it goes to the court."""

    right = {"POST": "round.approve"}

    @extend_schema(request=Nothing, responses=AskedLine)
    @idempotent
    def post(self, request, number, change):
        asked = _found(request, number, change)
        confirm(asked=asked, actor=request.user)
        return Response(AskedLine(asked).data)


class HandInChange(APIView):
    """The court has the paper since that day: the next version of the roster stands."""

    right = {"POST": "roster.change"}

    @extend_schema(request=HandedInWish, responses=AskedLine)
    @idempotent
    def post(self, request, number, change):
        asked, said = _found(request, number, change), validated(HandedInWish, request)
        hand_in(asked=asked, actor=request.user, **said)
        return Response(AskedLine(asked).data)


class TakeBackChange(APIView):
    """Nothing is handed in: the roster stays as it is."""

    right = {"POST": "roster.change"}

    @extend_schema(request=DropWish, responses=AskedLine)
    @idempotent
    def post(self, request, number, change):
        asked, said = _found(request, number, change), validated(DropWish, request)
        take_back(asked=asked, actor=request.user, **said)
        return Response(AskedLine(asked).data)


def _found(request, number, change):
    return asked_change(round_by_number(request.case, number), change)
