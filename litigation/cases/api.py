"""Public endpoints of cases: what there is, and the check before an account."""

from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.response import Response
from rest_framework.views import APIView

from litigation.accounts.rights import PUBLIC
from litigation.cases import queries
from litigation.cases.models import Case, CaseFact
from litigation.cases.rules import in_language
from litigation.cases.words import RESULTS, sentence
from litigation.law.eligibility import ANSWERS, check_anonymous
from litigation.web.api import pages, validated
from litigation.web.api_answers import Answer


class CaseLine(Answer):
    of = Case
    shows = "slug name opened_on closes_at is_open"
    name = serializers.SerializerMethodField()

    def get_name(self, case) -> str:
        return in_language(case.name, get_language())


class FactLine(Answer):
    of = CaseFact
    shows = "date precision text source source_url confidence"
    text = serializers.SerializerMethodField()

    def get_text(self, fact) -> str:
        return in_language(fact.text, get_language())


class CaseAnswer(CaseLine):
    shows = f"{CaseLine.shows} court mandate_level"
    consents = serializers.ListField(child=serializers.DictField())
    facts = serializers.SerializerMethodField()

    @extend_schema_field(FactLine(many=True))
    def get_facts(self, case):
        return FactLine(queries.facts(case), many=True).data


class CheckAnswers(serializers.Serializer):
    """A question left out counts as "unsure"."""

    national = serializers.ChoiceField(choices=ANSWERS["national"], default="unsure")
    when = serializers.ChoiceField(choices=ANSWERS["when"], default="unsure")
    old_enough = serializers.ChoiceField(choices=ANSWERS["old_enough"], default="unsure")
    proof = serializers.ChoiceField(choices=ANSWERS["proof"], default="unsure")


class Verdict(serializers.Serializer):
    result = serializers.ChoiceField(choices=("yes", "maybe", "no"))
    sentence = serializers.CharField()
    reasons = serializers.ListField(child=serializers.CharField())
    rule_version = serializers.IntegerField()
    confirmed_by_counsel = serializers.BooleanField()


class Cases(ListAPIView):
    """All cases, the newest first."""

    right = PUBLIC
    serializer_class = CaseLine
    pagination_class = pages("-opened_on", "slug")
    queryset = Case.objects.all()


class OneCase(APIView):
    """One case with its public story."""

    right = PUBLIC

    @extend_schema(responses=CaseAnswer)
    def get(self, request, slug):
        return Response(CaseAnswer(queries.case_or_404(slug)).data)


class Check(APIView):
    """May somebody with these answers be affected? Nothing is kept, no account is needed."""

    right = PUBLIC

    @extend_schema(request=CheckAnswers, responses=Verdict)
    def post(self, request, slug):
        rule = queries.current_rule(queries.case_or_404(slug))
        verdict = check_anonymous(rule.as_rule(), validated(CheckAnswers, request))
        answer = {
            "result": verdict.result,
            "sentence": RESULTS[verdict.result],
            "reasons": [sentence(reason) for reason in verdict.reasons],
            "rule_version": rule.version,
            "confirmed_by_counsel": rule.is_confirmed,
        }
        return Response(Verdict(answer).data)
