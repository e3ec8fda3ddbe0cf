"""Endpoints of one's own claims: begin, where it stands, what is still to do, send, answer, leave, come back."""

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.response import Response
from rest_framework.views import APIView

from claimants.claims.actions import begin_claim
from claimants.claims.models import Claim
from claimants.claims.queries import mine, mine_by_reference
from claimants.claims.rules import EDITABLE
from claimants.intake import actions, queries, rules
from claimants.intake.forms import NoEvidenceForm, ReplyForm
from claimants.intake.models import Deficiency
from claimants.intake.progress import progress_of
from claimants.leaving import actions as leaving
from litigation.cases.queries import case_or_404
from litigation.web.api import Nothing, pages, validated
from litigation.web.api_answers import Answer
from litigation.web.api_forms import Body
from litigation.web.idempotency import idempotent


class ClaimBegun(serializers.Serializer):
    case = serializers.SlugField(help_text="Name of the case, from /cases/.")


class Reason(Body):
    form = NoEvidenceForm


class Reply(Body):
    form = ReplyForm


class MyClaimLine(Answer):
    of = Claim
    shows = "reference case=case.slug status sentence version created_at submitted_at"
    sentence = serializers.SerializerMethodField()

    def get_sentence(self, claim) -> str:
        """Where the claim stands, in words."""
        return str(progress_of(claim).sentence)


class TaskLine(Answer):
    of = rules.Task
    shows = "key title state"


class RequestLine(Answer):
    """One thing that was asked for."""

    of = Deficiency
    shows = "id code sentence note cure_by state"
    sentence = serializers.SerializerMethodField()

    def get_sentence(self, deficiency) -> str:
        return str(rules.DEFICIENCIES[deficiency.code][1])


class MyClaimAnswer(MyClaimLine):
    shows = f"{MyClaimLine.shows} editable tasks requests earlier_request verdict verdict_detail rule_version no_evidence_reason"
    editable = serializers.SerializerMethodField()
    tasks = serializers.SerializerMethodField()
    requests = RequestLine(source="deficiencies", many=True)
    earlier_request = serializers.SerializerMethodField()

    @extend_schema_field(RequestLine(allow_null=True))
    def get_earlier_request(self, claim):
        """Who came back can answer it: what was asked for last before they left."""
        earlier = queries.earlier_request(claim)
        return RequestLine(earlier).data if earlier else None

    def get_editable(self, claim) -> bool:
        return claim.status in EDITABLE

    @extend_schema_field(TaskLine(many=True))
    def get_tasks(self, claim):
        return TaskLine(rules.tasks(queries.facts_of(claim)), many=True).data


class MyClaims(ListAPIView):
    """The claims this account may act for, the newest first."""

    right = "claim.own"
    serializer_class = MyClaimLine
    pagination_class = pages("-created_at", "id")
    queryset = Claim.objects.none()

    def get_queryset(self):
        return mine(self.request.user)

    @extend_schema(request=ClaimBegun, responses={201: MyClaimLine})
    @idempotent
    def post(self, request):
        """Begin the claim of one's own person in a case; the one there is, if there is one."""
        case = case_or_404(validated(ClaimBegun, request)["case"])
        return Response(MyClaimLine(begin_claim(case=case, account=request.user)).data, 201)


class MyClaim(APIView):
    """One claim of one's own: where it stands and what is still to do."""

    right = "claim.own"

    @extend_schema(responses=MyClaimAnswer)
    def get(self, request, reference):
        return Response(MyClaimAnswer(mine_by_reference(request.user, reference)).data)


class Act(APIView):
    """One act on a claim of one's own; the answer is where the claim stands then."""

    right = {"POST": "claim.own"}

    def answer(self, request, reference, act):
        act(mine_by_reference(request.user, reference))
        return Response(MyClaimLine(mine_by_reference(request.user, reference)).data)


class NoEvidence(Act):
    @extend_schema(request=Reason, responses=MyClaimLine)
    @idempotent
    def post(self, request, reference):
        """Say that there is no proof of any trip, and why."""

        def act(claim):
            actions.say_no_evidence(claim=claim, actor=request.user, **validated(Reason, request))

        return self.answer(request, reference, act)


class Send(Act):
    @extend_schema(request=Nothing, responses=MyClaimLine)
    @idempotent
    def post(self, request, reference):
        """Send the claim to the lawyers. Refuses while a task is open."""
        return self.answer(request, reference, lambda claim: actions.send_claim(claim=claim, actor=request.user))


class Withdraw(Act):
    @extend_schema(request=Nothing, responses=MyClaimLine)
    @idempotent
    def post(self, request, reference):
        """Leave the claim. What was given is deleted after the time agreed to, unless papers were made from it."""
        return self.answer(request, reference, lambda claim: leaving.withdraw(claim=claim, actor=request.user))


class ComeBack(Act):
    @extend_schema(request=Nothing, responses=MyClaimLine)
    @idempotent
    def post(self, request, reference):
        """Take up again what was left: a draft, to be signed and sent anew."""
        return self.answer(request, reference, lambda claim: leaving.come_back(claim=claim, actor=request.user))


class AnswerRequest(Act):
    @extend_schema(request=Reply, responses=MyClaimLine)
    @idempotent
    def post(self, request, reference, pk):
        """Answer what was asked for; the last open answer sends the claim back to the lawyers."""

        def act(claim):
            deficiency = queries.deficiency_of(claim, pk)
            actions.answer_deficiency(deficiency=deficiency, actor=request.user, **validated(Reply, request))

        return self.answer(request, reference, act)
