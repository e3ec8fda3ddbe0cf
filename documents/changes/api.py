"""Endpoints of a frozen roster: its changes, and the list of who appeals."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from claimants.details.api import PassportNameField
from documents.changes import actions, queries
from documents.changes.forms import ActingForm, AppealForm, NameForm, WhyForm
from documents.changes.models import AskedChange, RosterChange
from documents.changes.rules import read_numbers
from documents.rounds.queries import round_by_number
from documents.rounds.rules import refuse_unless_frozen
from litigation.web.api import Nothing, validated
from litigation.web.api_answers import Answer
from litigation.web.api_fields import TextField
from litigation.web.api_forms import Body
from litigation.web.idempotency import idempotent


class ChangeLine(Answer):
    of = RosterChange
    shows = "version plaintiff=entry.number kind paper reason sha256 made_at"
    asked = serializers.IntegerField(
        source="asked.number",
        default=None,
        allow_null=True,
        help_text="The change that was asked for, of a filed round.",
    )


class AskedLine(Answer):
    of = AskedChange
    shows = "number plaintiff=entry.number kind paper reason status asked_at handed_in_on"
    filing = serializers.UUIDField(
        source="filing.pk", allow_null=True, help_text="Its paper, in its newest version, once that was asked for."
    )
    version = serializers.IntegerField(
        source="change.version", default=None, allow_null=True, help_text="The version of the roster it made."
    )


MADE = {201: ChangeLine, 202: AskedLine}


class DropWish(Body):
    form = WhyForm


class NameWish(Body):
    form = NameForm


class ActingPerson(serializers.Serializer):
    hangul = TextField(max_length=120)
    roman = PassportNameField(max_length=240, allow_blank=True, default="")


class ActingWish(Body):
    form = ActingForm
    acting = ActingPerson(many=True)


class AppealWish(Body):
    form = AppealForm
    appeals = serializers.BooleanField()


class AppealAnswerLine(Answer):
    of = queries.Accounts
    shows = "judged roster_version appeals stays left left_since missing first_missing sha256 closed"
    judged = serializers.DateField(help_text="The day the judgment was served.")
    roster_version = serializers.IntegerField(help_text="The version of the roster in force on that day.")
    closed = serializers.BooleanField()


class Changes(APIView):
    """The versions of a frozen roster, the newest first."""

    right = "round.read"

    @extend_schema(responses=ChangeLine(many=True))
    def get(self, request, number):
        return Response(ChangeLine(queries.versions_of(_frozen(request, number)), many=True).data)


class AskedChanges(APIView):
    """What was asked for in a filed round, the newest first."""

    right = "round.read"

    @extend_schema(responses=AskedLine(many=True))
    def get(self, request, number):
        return Response(AskedLine(queries.asked_changes(_frozen(request, number)), many=True).data)


class DropPlaintiff(APIView):
    """Take one plaintiff out. Of a filed round it is asked for (202): the court's paper takes them out."""

    right = {"POST": "roster.change"}

    @extend_schema(request=DropWish, responses=MADE)
    @idempotent
    def post(self, request, number, plaintiff):
        round, said = _frozen(request, number), validated(DropWish, request)
        made = actions.drop(round=round, number=plaintiff, actor=request.user, **said)
        return _made(made)


class CorrectPlaintiff(APIView):
    """Put a plaintiff's name right. Of a filed round it is asked for (202)."""

    right = {"POST": "roster.change"}

    @extend_schema(request=NameWish, responses=MADE)
    @idempotent
    def post(self, request, number, plaintiff):
        round, said = _frozen(request, number), validated(NameWish, request)
        names = {part: said.pop(part) for part in actions.NAMES}
        made = actions.correct_name(round=round, number=plaintiff, names=names, actor=request.user, **said)
        return _made(made)


class SubstitutePlaintiff(APIView):
    """Let heirs or a representative act in a plaintiff's place: asked for (202), in a filed round alone."""

    right = {"POST": "roster.change"}

    @extend_schema(request=ActingWish, responses=MADE)
    @idempotent
    def post(self, request, number, plaintiff):
        round, said = _frozen(request, number), validated(ActingWish, request)
        made = actions.substitute(round=round, number=plaintiff, actor=request.user, **said)
        return _made(made)


class Appeal(APIView):
    """Who appeals the judgment of a proceeding, compared with the roster number by number."""

    right = {"GET": "round.read", "POST": "roster.change"}

    @extend_schema(responses=AppealAnswerLine)
    def get(self, request, pk):
        return Response(_appeal(queries.judgment(request.case, pk)))

    @extend_schema(request=AppealWish, responses=AppealAnswerLine)
    @idempotent
    def post(self, request, pk):
        """Write answers down; said again, the newer one counts."""
        judgment, said = queries.judgment(request.case, pk), validated(AppealWish, request)
        numbers = read_numbers(said.pop("numbers"))
        actions.say_who_appeals(proceeding=judgment.proceeding, numbers=numbers, actor=request.user, **said)
        return Response(_appeal(judgment))


class CloseAppeal(APIView):
    """Close the list; refused while anybody is unaccounted for."""

    right = {"POST": "roster.change"}

    @extend_schema(request=Nothing, responses=AppealAnswerLine)
    @idempotent
    def post(self, request, pk):
        judgment = queries.judgment(request.case, pk)
        actions.close_appeal_list(proceeding=judgment.proceeding, actor=request.user)
        return Response(_appeal(judgment))


class AskToReopenAppeal(APIView):
    """Ask that the closed list is reopened; a second person answers."""

    right = {"POST": "roster.change"}

    @extend_schema(request=DropWish, responses=AppealAnswerLine)
    @idempotent
    def post(self, request, pk):
        judgment, said = queries.judgment(request.case, pk), validated(DropWish, request)
        actions.ask_to_reopen(closing=queries.closing_in_force(judgment), actor=request.user, **said)
        return Response(_appeal(judgment))


class ReopenAppeal(APIView):
    """The second person agrees: the list is open again."""

    right = {"POST": "round.approve"}

    @extend_schema(request=Nothing, responses=AppealAnswerLine)
    @idempotent
    def post(self, request, pk):
        judgment = queries.judgment(request.case, pk)
        actions.reopen(closing=queries.closing_in_force(judgment), actor=request.user)
        return Response(_appeal(judgment))


class KeepAppealClosed(APIView):
    """The list stays closed: taken back by who asked, or not agreed to."""

    right = {"POST": "roster.change"}

    @extend_schema(request=Nothing, responses=AppealAnswerLine)
    @idempotent
    def post(self, request, pk):
        judgment = queries.judgment(request.case, pk)
        actions.keep_closed(closing=queries.closing_in_force(judgment), actor=request.user)
        return Response(_appeal(judgment))


def _appeal(judgment):
    told = {
        "judged": judgment.day,
        "roster_version": queries.version_at(judgment),
        "closed": queries.appeal_closing(judgment.proceeding) is not None,
    }
    return AppealAnswerLine({**vars(queries.accounted(judgment)), **told}).data


def _made(made):
    if isinstance(made, AskedChange):
        return Response(AskedLine(made).data, 202)
    return Response(ChangeLine(made).data, 201)


def _frozen(request, number):
    round = round_by_number(request.case, number)
    refuse_unless_frozen(round)
    return round
