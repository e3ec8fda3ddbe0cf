"""Endpoints about time: the clocks of a claim, the radar of a case, and the claims behind it."""

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import exceptions, serializers
from rest_framework.generics import ListAPIView
from rest_framework.response import Response
from rest_framework.views import APIView

from claimants.claims.queries import sent_by_reference
from claimants.limitation import queries
from claimants.limitation.models import Clock
from litigation.ledger.actions import look
from litigation.theories.models import LimitationBasis, Theory
from litigation.web.api import pages
from litigation.web.api_answers import Answer

THEORY = OpenApiParameter("theory", str, description="Key of a theory. Left out: the one pleaded first.")


class StartLine(Answer):
    """From when a limb is counted. Not confirmed: confirmed_on is null."""

    of = LimitationBasis
    shows = "limb start event confirmed_on"
    start = serializers.DateField()
    event = serializers.CharField(source="*", help_text="What happened that day.")


class ClockLine(Answer):
    of = Clock
    shows = """theory=theory.key last_day ends_at state has_lapsed confirmed_by_counsel=reckoning.is_confirmed starts
        computation=reckoning.computation"""
    starts = StartLine(source="reckoning.bases", many=True)


class MonthLine(Answer):
    of = queries.Month
    shows = "month=key claims=number lapsed"


class AheadLine(Answer):
    of = queries.Ahead
    shows = "number first"


class RadarAnswer(serializers.Serializer):
    theory = serializers.CharField()
    next_filing_on = serializers.DateField(allow_null=True)
    before_next_filing = AheadLine(allow_null=True, help_text="Null while no filing is planned.")
    months = MonthLine(many=True)
    filed_late = serializers.IntegerField(
        help_text="Claims before the court although their time was over by this count."
    )


class EndingLine(Answer):
    of = Clock
    shows = "reference=claim.reference status=claim.status last_day"


class ClaimClocks(APIView):
    """The clocks of a claim with every step. No date is certain: each says from what it is counted."""

    right = "claim.read"

    @extend_schema(responses=ClockLine(many=True))
    def get(self, request, reference):
        claim = sent_by_reference(request.case, reference)
        look("claim.viewed", request=request, subject=claim, claim=claim)
        return Response(ClockLine(queries.of_claim(claim), many=True).data)


class Radar(APIView):
    """How many claims of the case end in which month."""

    right = "clock.read"

    @extend_schema(parameters=[THEORY], responses=RadarAnswer)
    def get(self, request):
        theory, planned = _theory(request), request.case.next_filing_on
        ends = queries.ends(theory)
        answer = {
            "theory": theory.key,
            "next_filing_on": planned,
            "before_next_filing": queries.before_filing(ends, planned),
            "months": queries.by_month(ends),
            "filed_late": queries.late(theory),
        }
        return Response(RadarAnswer(answer).data)


@extend_schema(parameters=[THEORY, OpenApiParameter("month", str, description="2026-12. Left out: every month.")])
class RadarClaims(ListAPIView):
    """The claims behind the radar, soonest first."""

    right = "clock.read"
    serializer_class = EndingLine
    pagination_class = pages(*queries.SOONEST_FIRST)
    queryset = Clock.objects.none()

    def get_queryset(self):
        text = self.request.query_params.get("month", "")
        month = queries.month_of(text)
        if text and month is None:
            raise exceptions.ValidationError({"month": [_("Write a month like 2026-12.")]})
        return queries.ending(_theory(self.request), month)


def _theory(request) -> Theory:
    theories = Theory.objects.filter(case=request.case).select_related("case")
    key = request.query_params.get("theory")
    found = (theories.filter(key=key) if key else theories).first()
    if found is None:
        raise Http404
    return found
