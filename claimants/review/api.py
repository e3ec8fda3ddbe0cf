"""Endpoints of review: the claims of the case, one claim with everything in it, and the attorney's acts."""

from typing import ClassVar
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.response import Response
from rest_framework.views import APIView

from claimants.claims.models import Claim, Status
from claimants.consents.models import Consent
from claimants.details.actions import confirm_hangul
from claimants.details.api import PersonAnswer
from claimants.evidence.api import FileAnswer
from claimants.evidence.queries import seen_by
from claimants.intake.models import Deficiency
from claimants.intake.rules import DEFICIENCIES, REFUSALS
from claimants.mandates.models import Mandate
from claimants.review import actions, queries
from claimants.review.forms import AcceptForm, AskForm, HangulForm, NoteForm, RefuseForm
from claimants.review.models import Note
from claimants.trips.api import TripAnswer
from claimants.trips.queries import judged_trips
from litigation.errors import DomainError
from litigation.ledger.actions import look
from litigation.web.api import Pages, validated
from litigation.web.api_answers import Answer
from litigation.web.api_forms import Body
from litigation.web.idempotency import idempotent


class ClaimLine(Answer):
    of = Claim
    shows = "reference status name=claimant.passport_name verdict reviewer submitted_at status_changed_at version"
    submitted_at = serializers.DateTimeField(help_text="When it was first sent; a draft is in no list.")


class ConsentRow(Answer):
    of = Consent
    shows = "purpose act text_version=text.version language=text.language at"


class MandateRow(Answer):
    of = Mandate
    shows = "id level state signed_at content_sha256"


class RequestRow(Answer):
    of = Deficiency
    shows = "id code note cure_by state reply asked_at answered_at"


class NoteRow(Answer):
    of = Note
    shows = "id author=author.display_name text created_at"


class ClaimAnswer(ClaimLine):
    shows = f"""{ClaimLine.shows} person trips files consents mandates requests notes
        verdict_detail rule_version refusal_code locked_until unseen"""
    person = PersonAnswer(source="claimant")
    trips = serializers.SerializerMethodField()
    files = FileAnswer(source="kept_evidence", many=True)
    consents = ConsentRow(many=True)
    mandates = MandateRow(many=True)
    requests = RequestRow(source="deficiencies", many=True)
    notes = NoteRow(many=True)
    unseen = serializers.SerializerMethodField()

    @extend_schema_field(TripAnswer(many=True))
    def get_trips(self, claim):
        return TripAnswer(judged_trips(claim), many=True).data

    def get_unseen(self, claim) -> list[UUID]:
        """Files that can be opened and that whoever asks has not opened yet: before that they cannot accept the claim."""
        return [each.pk for each in seen_by(claim, self.context["request"].user).unseen]


class Seen(serializers.Serializer):
    version = serializers.IntegerField(
        required=False, help_text="Of the claim as it was read: the act is refused when it changed meanwhile."
    )


class Acceptance(Body, Seen):
    form = AcceptForm
    helps: ClassVar = {"why": "Needed where the verdict is maybe: why it can be accepted, in one line."}


class Ask(Body, Seen):
    form = AskForm
    code = serializers.ChoiceField(choices=list(DEFICIENCIES))


class Refusal(Body, Seen):
    form = RefuseForm
    takes = "note"
    code = serializers.ChoiceField(choices=list(REFUSALS))


class NoteText(Body, Seen):
    form = NoteForm


class HangulName(Body, Seen):
    form = HangulForm


class ClaimFilter(filters.FilterSet):
    status = filters.MultipleChoiceFilter(choices=[each for each in Status.choices if each[0] != "draft"])
    verdict = filters.ChoiceFilter(choices=[(each, each) for each in ("yes", "maybe", "no")])
    reviewer = filters.UUIDFilter(field_name="reviewer_id")
    submitted_from = filters.DateFilter(field_name="submitted_at", lookup_expr="date__gte")
    submitted_until = filters.DateFilter(field_name="submitted_at", lookup_expr="date__lte")
    name = filters.CharFilter(method="by_name", label="Part of the name, in Latin letters, own script or Hangul.")

    class Meta:
        model = Claim
        fields = ()

    def by_name(self, rows, _name, value):
        names = ("family_name", "given_name", "own_name", "hangul_name")
        found = Q()
        for name in names:
            found |= Q(**{f"claimant__{name}__icontains": value})
        return rows.filter(found)


class ClaimPages(Pages):
    ordering = queries.NEWEST_FIRST


class Claims(ListAPIView):
    """The claims of the case that were sent, the newest first. A draft is its writer's own."""

    right = "claim.read"
    serializer_class = ClaimLine
    pagination_class = ClaimPages
    filterset_class = ClaimFilter
    queryset = Claim.objects.none()

    def get_queryset(self):
        return queries.sent(self.request.case)


class OneClaim(APIView):
    """One claim with everything in it. The look is recorded, and the claimant can read that."""

    right = "claim.read"

    @extend_schema(responses=ClaimAnswer)
    def get(self, request, reference):
        claim = queries.whole(request.case, reference)
        look("claim.viewed", request=request, subject=claim, claim=claim)
        return Response(ClaimAnswer(claim, context={"request": request}).data)


class Review(APIView):
    """One act of review; the answer is the claim's line as it is then."""

    right = {"POST": "claim.review"}

    def answer(self, request, reference, act, told=Seen):
        claim, said = queries.one(request.case, reference), validated(told, request)
        if said.pop("version", claim.version) != claim.version:
            raise DomainError(
                "claim.stale", _("This claim was changed since you opened it. Nothing was done."), status=409
            )
        act(claim=claim, actor=request.user, **said)
        return Response(ClaimLine(queries.one(request.case, reference)).data)


class OpenReview(Review):
    @extend_schema(request=Seen, responses=ClaimLine)
    @idempotent
    def post(self, request, reference):
        """Take the claim to read; it is locked for colleagues for a while."""
        return self.answer(request, reference, actions.open_review)


class PutBack(Review):
    @extend_schema(request=Seen, responses=ClaimLine)
    @idempotent
    def post(self, request, reference):
        """Stop reading without a decision."""
        return self.answer(request, reference, actions.put_back)


class Accept(Review):
    @extend_schema(request=Acceptance, responses=ClaimLine)
    @idempotent
    def post(self, request, reference):
        """Take the claim into the suit.

        Refuses without mandate or confirmed Korean name, where the rule says no, while a file was not opened (`unseen`), and
        without a line why where the verdict is maybe.
        """
        return self.answer(request, reference, actions.accept, Acceptance)


class AskForMore(Review):
    @extend_schema(request=Ask, responses=ClaimLine)
    @idempotent
    def post(self, request, reference):
        """Ask the claimant for one thing, in their language."""
        return self.answer(request, reference, actions.ask_for_more, Ask)


class Refuse(Review):
    @extend_schema(request=Refusal, responses=ClaimLine)
    @idempotent
    def post(self, request, reference):
        """Close the claim as not eligible, with a reason the claimant reads."""
        return self.answer(request, reference, actions.not_eligible, Refusal)


class UndoDecision(Review):
    @extend_schema(request=Seen, responses=ClaimLine)
    @idempotent
    def post(self, request, reference):
        """Take an acceptance or a refusal back while the claim is in no round."""
        return self.answer(request, reference, actions.undo_decision)


class ConfirmHangul(Review):
    @extend_schema(request=HangulName, responses=ClaimLine)
    @idempotent
    def post(self, request, reference):
        """Settle the Korean spelling of the name."""

        def act(*, claim, actor, hangul_name):
            confirm_hangul(claimant=claim.claimant, hangul_name=hangul_name, actor=actor)

        return self.answer(request, reference, act, HangulName)


class AddNote(Review):
    @extend_schema(request=NoteText, responses=ClaimLine)
    @idempotent
    def post(self, request, reference):
        """Write a note for the file."""
        return self.answer(request, reference, actions.add_note, NoteText)
