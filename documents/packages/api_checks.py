"""Endpoints of looking at a package: what preflight found, and what people said of the papers they looked at."""

from django.urls import reverse
from django.utils.functional import cached_property
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.response import Response

from documents.packages import actions, preflight, queries, spot_checks
from documents.packages.api import PaperLine
from documents.packages.models import SpotCheck
from documents.papers.models import PaperFile
from documents.rounds import queries as rounds
from documents.rounds.models import RosterEntry
from litigation.web.api import pages, validated
from litigation.web.api_answers import Answer
from litigation.web.api_fields import LinesField
from litigation.web.idempotency import idempotent


class Found(serializers.Serializer):
    code = serializers.ChoiceField(choices=list(preflight.FLAWS))
    sentence = serializers.CharField()
    page = serializers.IntegerField(allow_null=True)


class FlawLine(PaperLine):
    shows = f"{PaperLine.shows} ours claim=entry.claim.reference claim_url found"
    ours = serializers.SerializerMethodField(help_text="Whether we wrote it. An exhibit is what somebody sent.")
    claim_url = serializers.SerializerMethodField(help_text="Where that claim is mended.")
    found = serializers.SerializerMethodField()

    def get_ours(self, paper) -> bool:
        return preflight.is_ours(paper.path)

    def get_claim_url(self, paper) -> str | None:
        if paper.entry is None:
            return None
        return self.context["request"].build_absolute_uri(reverse("desk_claim", args=[paper.entry.claim.reference]))

    @extend_schema_field(Found(many=True))
    def get_found(self, paper):
        told = preflight.decoded(preflight.with_size(paper.flaws, paper.size, self.context["limit"]))
        return [{"code": flaw.code, "sentence": str(flaw.sentence), "page": page} for flaw, page in told]


class CheckLine(Answer):
    of = SpotCheck
    shows = "passed note checked_by at"
    checked_by = serializers.CharField()


class SpotPaper(serializers.Serializer):
    id = serializers.UUIDField(source="pk", help_text="Look at it at /papers/<id>/file/.")
    title_ko = serializers.CharField(source="label")


class SpotLine(Answer):
    of = RosterEntry
    shows = "plaintiff=number reference=claim.reference"
    drawn = serializers.SerializerMethodField(help_text="Drawn by the roster's hash for somebody to look at.")
    papers = SpotPaper(source="spot_papers", many=True)
    check = CheckLine(source="spot_check", allow_null=True, help_text="What was said last; null: nobody looked yet.")

    def get_drawn(self, entry) -> bool:
        return entry.pk in self.context["drawn"]


class SpotSaid(serializers.Serializer):
    plaintiff = serializers.IntegerField(min_value=1)
    passed = serializers.BooleanField()
    note = LinesField(max_length=300, default="", allow_blank=True, help_text="What is wrong, where it is.")


class SpotAsked(serializers.Serializer):
    drawn = serializers.BooleanField(default=False, help_text="Only those drawn.")


class Flaws(ListAPIView):
    """The papers of a round in which preflight found something, and those over the portal's limit, each with its claim."""

    right = "paper.read"
    serializer_class = FlawLine
    pagination_class = pages("path", "pk")
    queryset = PaperFile.objects.none()

    def get_queryset(self):
        return queries.wrong(self._round()).select_related("filing", "entry__claim")

    def get_serializer_context(self):
        return {**super().get_serializer_context(), "limit": queries.limit_of(self._round())}

    def _round(self):
        return rounds.round_by_number(self.request.case, self.kwargs["number"])


class SpotChecks(ListAPIView):
    """Everybody of a package by plaintiff number, with their papers and what was said of them."""

    right = {"GET": "paper.read", "POST": "round.prepare"}
    serializer_class = SpotLine
    pagination_class = pages("number")
    queryset = RosterEntry.objects.none()

    @extend_schema(parameters=[SpotAsked])
    def get(self, request, pk):
        return super().get(request, pk)

    @extend_schema(request=SpotSaid, responses={201: CheckLine})
    @idempotent
    def post(self, request, pk):
        """Say that one plaintiff's papers are right, or what is wrong with them."""
        package, said = self.package, validated(SpotSaid, request)
        entry = queries.entry_of(package, said.pop("plaintiff"))
        check = actions.record_spot_check(package=package, entry=entry, actor=request.user, **said)
        return Response(CheckLine(check).data, 201)

    def get_queryset(self):
        actions.refuse_unless_put_together(self.package)
        asked = SpotAsked(data=self.request.query_params)
        asked.is_valid(raise_exception=True)
        everybody = self.package.round.roster.select_related("claim").defer("snapshot")
        return everybody.filter(pk__in=self.drawn) if asked.validated_data["drawn"] else everybody

    def paginate_queryset(self, queryset):
        return spot_checks.with_checks(super().paginate_queryset(queryset), self.package.round, self.package)

    def get_serializer_context(self):
        return {**super().get_serializer_context(), "drawn": self.drawn}

    @cached_property
    def package(self):
        return queries.package_of(self.request.case, self.kwargs["pk"])

    @cached_property
    def drawn(self):
        return {entry.pk for entry in rounds.spot_checks(self.package.round, without=self.package.roster.left)}
