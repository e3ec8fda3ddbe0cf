"""Endpoints of consents: the texts that are asked, what stands, and saying yes to exactly those texts."""

from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from claimants.claims.queries import mine_by_reference
from claimants.consents import actions
from claimants.consents.forms import ConsentForm, versions_of
from claimants.consents.rules import newest_acts
from litigation.cases.queries import consents
from litigation.web.api import by_form, validated
from litigation.web.api_fields import SentBackField
from litigation.web.idempotency import idempotent


class ConsentLine(serializers.Serializer):
    purpose = serializers.CharField()
    required = serializers.BooleanField()
    title = serializers.CharField()
    text = serializers.CharField(help_text="The words one agrees to, in the tiny form of case packs.")
    language = serializers.CharField()
    version = serializers.IntegerField()
    standing = serializers.ChoiceField(choices=("", "given", "declined", "withdrawn"))


class ConsentsAnswer(serializers.Serializer):
    versions = serializers.CharField(help_text="Which texts these are; send it back with what is agreed to.")
    consents = ConsentLine(many=True)


class ConsentsSaid(serializers.Serializer):
    versions = SentBackField(help_text="As given with the texts: nobody agrees to words that changed meanwhile.")
    given = serializers.ListField(child=SentBackField(), help_text="Purposes that are agreed to.")


class Withdrawal(serializers.Serializer):
    purpose = SentBackField()


class Consents(APIView):
    """What this case asks people to agree to, in the language of the request."""

    right = "claim.own"

    @extend_schema(responses=ConsentsAnswer)
    def get(self, request, reference):
        return Response(_answer(mine_by_reference(request.user, reference)))

    @extend_schema(request=ConsentsSaid, responses=ConsentsAnswer)
    @idempotent
    def put(self, request, reference):
        """Say yes to the purposes named, and no to the others. Refuses while one that the case needs is missing."""
        claim, said = mine_by_reference(request.user, reference), validated(ConsentsSaid, request)
        typed = {"versions": said["versions"], **dict.fromkeys(said["given"], "on")}
        form = ConsentForm(typed, asked=consents(claim.case, get_language()))
        by_form(form)
        actions.save_consents(claim=claim, given=form.given(), language=get_language(), actor=request.user)
        return Response(_answer(claim))


class WithdrawConsent(APIView):
    """Take one consent back; possible at any time."""

    right = {"POST": "claim.own"}

    @extend_schema(request=Withdrawal, responses=ConsentsAnswer)
    @idempotent
    def post(self, request, reference):
        claim, said = mine_by_reference(request.user, reference), validated(Withdrawal, request)
        actions.withdraw_consent(claim=claim, language=get_language(), actor=request.user, **said)
        return Response(_answer(claim))


def _answer(claim):
    asked, acts = consents(claim.case, get_language()), newest_acts(claim.consents.all())
    lines = [
        {
            "purpose": each["purpose"],
            "required": each["required"],
            "title": each["text"].authored.title,
            "text": each["text"].body,
            "language": each["text"].language,
            "version": each["text"].version,
            "standing": acts.get(each["purpose"], ""),
        }
        for each in asked
    ]
    return ConsentsAnswer({"versions": versions_of(asked), "consents": lines}).data
