"""The endpoint of the paper that a change of the roster needs."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from documents.changes.queries import change_of
from documents.filings import actions, queries
from documents.filings.api import checked_values
from documents.filings.plan import asked_kinds
from documents.rounds.queries import round_by_number
from litigation.web.api import heard
from litigation.web.idempotency import idempotent


class ChangePaperWish(serializers.Serializer):
    values = serializers.DictField(
        default=dict,
        help_text="What the paper's form asks for, by field. What is left out is filled in from what is known.",
    )


class ChangePaperLine(serializers.Serializer):
    id = serializers.UUIDField()
    type = serializers.CharField(help_text="The filing type.")
    number = serializers.IntegerField()
    version = serializers.IntegerField()
    state = serializers.CharField()


class ChangePaper(APIView):
    """Ask for the paper the court needs for a change of the roster."""

    right = {"POST": "paper.make"}

    @extend_schema(request=ChangePaperWish, responses={201: ChangePaperLine, 200: ChangePaperLine})
    @idempotent
    def post(self, request, number, version):
        """The paper is begun. Where it was asked for before, that one is answered."""
        said = heard(ChangePaperWish, request)["values"]
        change = change_of(round_by_number(request.case, number), version)
        if (made := queries.paper_of(change)) is not None:
            return Response(ChangePaperLine(made).data)
        form = asked_kinds()[change.paper].form
        values = checked_values(form, change.round, form.of_change(change), said)
        made = actions.ask_for_change(change=change, values=values, actor=request.user)
        return Response(ChangePaperLine(made).data, 201)
