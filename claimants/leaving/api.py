"""Endpoints of legal holds: which stand, set, look again, lift."""

from django.conf import settings
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.response import Response
from rest_framework.views import APIView

from claimants.claims.queries import sent_by_reference
from claimants.leaving import actions_holds, queries_holds
from claimants.leaving.forms_holds import LONGEST, LiftForm, ReviewForm
from claimants.leaving.models import HoldAct, LegalHold
from litigation.web.api import pages, validated
from litigation.web.api_answers import Answer
from litigation.web.api_fields import FiguresField, TextField
from litigation.web.api_forms import Body
from litigation.web.idempotency import idempotent


class ToldSaid(serializers.Serializer):
    language = serializers.ChoiceField(choices=settings.LANGUAGES)
    sentence = TextField(max_length=LONGEST)


class HoldReviewed(Body):
    form = ReviewForm


class HoldSaid(HoldReviewed):
    claim = FiguresField(
        max_length=20, required=False, allow_null=True, default=None, help_text="Reference. Empty: the whole case."
    )
    told = ToldSaid(many=True, allow_empty=False, help_text="What the person reads, each language once.")

    def validate_told(self, told):
        if len({each["language"] for each in told}) < len(told):
            raise serializers.ValidationError(_("Write each language once."))
        return told


class HoldLifted(Body):
    form = LiftForm


class HoldActLine(Answer):
    of = HoldAct
    shows = "kind reason review_on done_at"


class HoldLine(Answer):
    of = LegalHold
    shows = "id reason told set_at"
    claim = serializers.CharField(source="claim.reference", default=None, allow_null=True, help_text="Null: the case.")
    lifted = serializers.BooleanField(help_text="Whether it was let go.")
    review_on = serializers.DateField(source="next_review", help_text="When it is looked at next.")
    acts = HoldActLine(many=True)


class Holds(ListAPIView):
    """Holds of the case, the newest first."""

    right = {"GET": "claim.read", "POST": "data.hold"}
    serializer_class = HoldLine
    pagination_class = pages("-set_at", "id")
    queryset = LegalHold.objects.none()

    def get_queryset(self):
        return queries_holds.holds(self.request.case)

    @extend_schema(request=HoldSaid, responses={201: HoldLine})
    @idempotent
    def post(self, request):
        """Keep data of a claim, or of all, from being deleted."""
        said = validated(HoldSaid, request)
        claim = sent_by_reference(request.case, said["claim"]) if said["claim"] else None
        told = {each["language"]: each["sentence"] for each in said["told"]}
        hold = actions_holds.set_hold(
            case=request.case,
            claim=claim,
            reason=said["reason"],
            told=told,
            review_on=said["review_on"],
            actor=request.user,
        )
        return Response(_line(request, hold.pk), 201)


class ReviewHold(APIView):
    right = {"POST": "data.hold"}

    @extend_schema(request=HoldReviewed, responses=HoldLine)
    @idempotent
    def post(self, request, pk):
        """Write down that it stays, and when it is looked at next."""
        hold = queries_holds.hold_of(request.case, pk)
        actions_holds.review(hold=hold, actor=request.user, **validated(HoldReviewed, request))
        return Response(_line(request, pk))


class LiftHold(APIView):
    right = {"POST": "data.hold"}

    @extend_schema(request=HoldLifted, responses=HoldLine)
    @idempotent
    def post(self, request, pk):
        """Let it go; what is due is deleted with the next daily deletion."""
        hold = queries_holds.hold_of(request.case, pk)
        actions_holds.lift(hold=hold, actor=request.user, **validated(HoldLifted, request))
        return Response(_line(request, pk))


def _line(request, pk):
    return HoldLine(queries_holds.hold_of(request.case, pk)).data
