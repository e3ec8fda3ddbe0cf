"""Endpoints of messages to clients: write, send, take back; and reading one's own."""

from django.conf import settings
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.response import Response
from rest_framework.views import APIView

from claimants.claims.queries import mine_by_reference
from documents.bulletins import actions, queries
from documents.bulletins.forms import NEWEST
from documents.bulletins.models import Bulletin, Delivery
from documents.bulletins.rules import words_for
from documents.rounds.queries import round_by_number
from litigation.web.api import Nothing, pages, validated
from litigation.web.api_answers import Answer
from litigation.web.api_fields import LinesField, TextField
from litigation.web.idempotency import idempotent


class WordsSaid(serializers.Serializer):
    language = serializers.ChoiceField(choices=settings.LANGUAGES)
    subject = TextField(max_length=120)
    body = LinesField(max_length=8000)


class BulletinSaid(serializers.Serializer):
    round = serializers.IntegerField(
        required=False,
        allow_null=True,
        default=None,
        help_text="To its plaintiffs. Empty: to everybody who sent a claim.",
    )
    texts = WordsSaid(many=True, allow_empty=False, help_text="Each language once.")

    def validate_texts(self, texts):
        if len({each["language"] for each in texts}) < len(texts):
            raise serializers.ValidationError(_("Write each language once."))
        return texts


class BulletinLine(Answer):
    of = Bulletin
    shows = "id round=round.number texts status version written_at leaves_at"
    reaches = serializers.IntegerField(help_text="How many people it was put before.")
    read = serializers.IntegerField(help_text="How many of them have opened it.")


class Bulletins(ListAPIView):
    """Messages to clients, the newest first."""

    right = {"GET": "bulletin.read", "POST": "bulletin.write"}
    serializer_class = BulletinLine
    pagination_class = pages("-written_at", "id")
    queryset = Bulletin.objects.none()

    def get_queryset(self):
        return queries.listed(self.request.case)

    @extend_schema(request=BulletinSaid, responses={201: BulletinLine})
    @idempotent
    def post(self, request):
        """Write a draft; nobody gets it before it is sent."""
        return Response(_written(request), 201)


class OneBulletin(APIView):
    """One message to clients, and how many have opened it."""

    right = {"GET": "bulletin.read", "PUT": "bulletin.write"}

    @extend_schema(responses=BulletinLine)
    def get(self, request, pk):
        return Response(BulletinLine(queries.one(request.case, pk)).data)

    @extend_schema(request=BulletinSaid, responses=BulletinLine)
    @idempotent
    def put(self, request, pk):
        """Write the draft anew. Refuses one that was sent."""
        return Response(_written(request, queries.one(request.case, pk)))


def _written(request, draft=None):
    said = validated(BulletinSaid, request)
    round = round_by_number(request.case, said["round"]) if said["round"] is not None else None
    texts = {each["language"]: {"subject": each["subject"], "body": each["body"]} for each in said["texts"]}
    made = actions.write(case=request.case, round=round, texts=texts, actor=request.user, draft=draft)
    return BulletinLine(queries.one(request.case, made.pk)).data


class Looked(serializers.Serializer):
    version = serializers.IntegerField(
        min_value=1, max_value=NEWEST, help_text="Of the draft that was looked at; another one is not sent."
    )


class SendBulletin(APIView):
    right = {"POST": "bulletin.write"}

    @extend_schema(request=Looked, responses=BulletinLine)
    @idempotent
    def post(self, request, pk):
        """Send it. For ten minutes nobody sees it, and it can be taken back."""
        actions.send(bulletin=queries.one(request.case, pk), actor=request.user, **validated(Looked, request))
        return Response(BulletinLine(queries.one(request.case, pk)).data)


class DiscardBulletin(APIView):
    right = {"POST": "bulletin.write"}

    @extend_schema(request=Nothing, responses=BulletinLine)
    @idempotent
    def post(self, request, pk):
        """Throw a draft away: it stands in no list, and can be put back."""
        actions.discard(bulletin=queries.one(request.case, pk), actor=request.user)
        return Response(BulletinLine(queries.one(request.case, pk)).data)


class RestoreBulletin(APIView):
    right = {"POST": "bulletin.write"}

    @extend_schema(request=Nothing, responses=BulletinLine)
    @idempotent
    def post(self, request, pk):
        """Put back a draft that was thrown away."""
        actions.restore(bulletin=queries.one(request.case, pk), actor=request.user)
        return Response(BulletinLine(queries.one(request.case, pk)).data)


class TakeBackBulletin(APIView):
    right = {"POST": "bulletin.write"}

    @extend_schema(request=Nothing, responses=BulletinLine)
    @idempotent
    def post(self, request, pk):
        """Take it back before anybody saw it; only who sent it can."""
        actions.take_back(bulletin=queries.one(request.case, pk), actor=request.user)
        return Response(BulletinLine(queries.one(request.case, pk)).data)


class MyBulletinLine(Answer):
    of = Delivery
    shows = "id=bulletin at=bulletin.leaves_at read_at"
    language = serializers.SerializerMethodField()
    subject = serializers.SerializerMethodField()
    body = serializers.SerializerMethodField()

    def get_language(self, delivery) -> str:
        """Language it is in: one's own where it was written in it."""
        return self._words(delivery)[0]

    def get_subject(self, delivery) -> str:
        return self._words(delivery)[1]["subject"]

    def get_body(self, delivery) -> str:
        return self._words(delivery)[1]["body"]

    def _words(self, delivery):
        return words_for(delivery.bulletin.texts, self.context["request"].user.language)


class MyBulletins(ListAPIView):
    """What the lawyers wrote to the person of a claim, the newest first."""

    right = "claim.own"
    serializer_class = MyBulletinLine
    pagination_class = pages("-id")
    queryset = Delivery.objects.none()

    def get_queryset(self):
        return queries.mine(mine_by_reference(self.request.user, self.kwargs["reference"]))
