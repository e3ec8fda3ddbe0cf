"""Endpoints of the claimant's trips, checked by the page's form and judged at once by the case's rule."""

import re

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from claimants.claims.queries import mine_by_reference
from claimants.trips import actions
from claimants.trips.forms import TripForm
from claimants.trips.queries import Judged, judged_trips, trip_of
from litigation.web.api import by_form
from litigation.web.api_answers import Answer
from litigation.web.api_fields import FiguresField, SentBackField
from litigation.web.api_forms import Body, filled
from litigation.web.idempotency import idempotent

PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class PartialDateField(FiguresField):
    """2018-05-11, or only what is known: 2018-05, 2018. Gives the boxes of a form."""

    def to_internal_value(self, data):
        found = PARTIAL.fullmatch(super().to_internal_value(data).strip())
        if not found:
            raise serializers.ValidationError(_("Write the date like 2018-05-11, or 2018-05, or 2018"))
        return dict(zip(("year", "month", "day"), (part or "" for part in found.groups()), strict=True))


class TripTold(Body):
    form = TripForm
    date = PartialDateField(source="when", help_text="2018-05-11, or only what is known: 2018-05, 2018.")
    port = SentBackField(allow_blank=True, default="", help_text="Korean airport by IATA code, or seaport.")
    helps = {"nationality": "Of the passport that was shown, by ISO 3166: VN."}


class TripAnswer(Answer):
    of = Judged
    shows = """id=trip.id date direction=trip.direction port=trip.port other_port=trip.other_port carrier=trip.carrier
        number=trip.number nationality=trip.nationality verdict=state words=word reasons"""
    date = serializers.SerializerMethodField()

    def get_date(self, judged) -> str:
        """As far as it is known: 2018-05-11, 2018-05 or 2018."""
        return judged.trip.date.isoformat()[: {"day": 10, "month": 7, "year": 4}[judged.trip.precision]]


class Trips(APIView):
    """The trips of a claim of one's own, oldest first."""

    right = "claim.own"

    @extend_schema(responses=TripAnswer(many=True))
    def get(self, request, reference):
        return Response(TripAnswer(judged_trips(mine_by_reference(request.user, reference)), many=True).data)

    @extend_schema(request=TripTold, responses={201: TripAnswer})
    @idempotent
    def post(self, request, reference):
        """Add a trip. One outside the window is accepted: the answer says so, nobody is blocked."""
        claim = mine_by_reference(request.user, reference)
        trip = actions.add_trip(claim=claim, actor=request.user, **_values(request, claim))
        return Response(_judged(claim, trip), 201)


class OneTrip(APIView):
    """One trip of a claim of one's own."""

    right = "claim.own"

    @extend_schema(responses=TripAnswer)
    def get(self, request, reference, pk):
        claim, trip = _mine(request, reference, pk)
        return Response(_judged(claim, trip))

    @extend_schema(request=TripTold, responses=TripAnswer)
    @idempotent
    def put(self, request, reference, pk):
        """Tell the trip anew, as a whole."""
        claim, trip = _mine(request, reference, pk)
        actions.change_trip(trip=trip, actor=request.user, **_values(request, claim))
        return Response(_judged(claim, trip))

    @extend_schema(responses={204: None})
    @idempotent
    def delete(self, request, reference, pk):
        """Take the trip away; its proof stays with the claim."""
        _claim, trip = _mine(request, reference, pk)
        actions.remove_trip(trip=trip, actor=request.user)
        return Response(status=204)


def _mine(request, reference, pk):
    claim = mine_by_reference(request.user, reference)
    return claim, trip_of(claim, pk)


def _values(request, claim):
    form = filled(TripTold, request, born=claim.claimant.birth_date)
    by_form(form)
    return form.values()


def _judged(claim, trip):
    claim.refresh_from_db()
    return TripAnswer(next(each for each in judged_trips(claim) if each.trip.pk == trip.pk)).data
