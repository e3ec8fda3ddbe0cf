"""Endpoints of the power of attorney: what would be signed, exactly; signing it; taking it back."""

from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from claimants.claims.queries import mine_by_reference
from claimants.mandates import actions, rules
from claimants.mandates.models import Mandate
from claimants.mandates.queries import Offer, in_force, mine_or_404, missing, offer
from litigation.web.api import Nothing, validated
from litigation.web.api_answers import Answer
from litigation.web.api_fields import SentBackField, TextField
from litigation.web.idempotency import idempotent


class MandateAnswer(Answer):
    of = Mandate
    shows = "id level state method language signed_at content_sha256 document_sha256"
    helps = {"document_sha256": "Of the sealed PDF; empty while it is being made."}


class OfferAnswer(Answer):
    """What the document will say, every value of it; sign by sending back text_id and sha256."""

    of = Offer
    shows = "text_id=shown.id sha256 language=shown.language text=shown.body text_ko=korean.body content"
    content = serializers.JSONField(source="content.to_json")


class AuthorityAnswer(serializers.Serializer):
    mandate = MandateAnswer(allow_null=True)
    missing = serializers.ListField(child=serializers.CharField(), help_text="Answers the document needs first.")
    offer = OfferAnswer(allow_null=True)


class Signature(serializers.Serializer):
    text_id = serializers.UUIDField()
    agreed_content_sha256 = SentBackField(max_length=64)
    method = serializers.ChoiceField(choices=(rules.DRAWN, rules.TYPED))
    typed_name = TextField(max_length=200, allow_blank=True, default="", help_text="For method typed.")
    strokes = serializers.JSONField(
        required=False, default=None, help_text='For method drawn: {"w", "h", "strokes": [[[x, y, ms], …], …]}.'
    )


class Authority(APIView):
    """The power of attorney in force, and what would be signed now, in the language of the request."""

    right = "claim.own"

    @extend_schema(responses=AuthorityAnswer)
    def get(self, request, reference):
        claim = mine_by_reference(request.user, reference)
        still = missing(claim)
        answer = {
            "mandate": in_force(claim),
            "missing": [title for title, _url in still],
            "offer": None if still else offer(claim, get_language()),
        }
        return Response(AuthorityAnswer(answer).data)

    @extend_schema(request=Signature, responses={201: MandateAnswer})
    @idempotent
    def post(self, request, reference):
        """Sign exactly what was shown. Only the person themself can; refuses when text or answers changed meanwhile."""
        claim, said = mine_by_reference(request.user, reference), validated(Signature, request)
        mandate = actions.sign(claim=claim, language=get_language(), actor=request.user, **said)
        return Response(MandateAnswer(mandate).data, 201)


class RevokeAuthority(APIView):
    """Take the power of attorney back."""

    right = {"POST": "claim.own"}

    @extend_schema(request=Nothing, responses=MandateAnswer)
    @idempotent
    def post(self, request, reference):
        mandate = mine_or_404(mine_by_reference(request.user, reference))
        actions.revoke(mandate=mandate, actor=request.user)
        mandate.refresh_from_db()
        return Response(MandateAnswer(mandate).data)
