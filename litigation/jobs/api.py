"""Endpoints of long work: what runs, how far it is, and its four controls."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.response import Response
from rest_framework.views import APIView

from litigation.accounts.requests import DeskCall
from litigation.jobs import actions, queries
from litigation.jobs.models import Job
from litigation.web.api import Nothing, pages
from litigation.web.api_answers import Answer
from litigation.web.idempotency import idempotent

CONTROLS = {"pause": actions.pause, "resume": actions.resume, "cancel": actions.cancel, "retry": actions.retry_failed}


class JobProgress(Answer):
    of = queries.Progress
    shows = "state_label percent rate_per_s eta_seconds before stalled over sentence"


class JobLine(Answer):
    of = Job
    shows = "id kind title state done failed=failed_count total created_at started_at finished_at"
    helps = {"total": "In what its kind counts, as done and failed are: documents, claims."}


class Failure(Answer):
    of = queries.Failure
    shows = "label sentence"


class JobAnswer(JobLine):
    progress = serializers.SerializerMethodField()
    failures = serializers.SerializerMethodField()

    @extend_schema_field(JobProgress)
    def get_progress(self, job: Job) -> object:
        return JobProgress(queries.progress(job)).data

    @extend_schema_field(Failure(many=True))
    def get_failures(self, job: Job) -> object:
        return Failure(queries.failures(job)[:100], many=True).data


class Jobs(ListAPIView):
    """Work of the case, the newest first."""

    right = "job.read"
    serializer_class = JobLine
    pagination_class = pages("-created_at", "id")
    queryset = Job.objects.none()
    request: DeskCall

    def get_queryset(self) -> QuerySet[Job]:
        return queries.seen_by(self.request)


class OneJob(APIView):
    """How far it is, in numbers and as a sentence; what was left out (the first hundred)."""

    right = "job.read"

    @extend_schema(responses=JobAnswer)
    def get(self, request: DeskCall, pk: UUID) -> Response:
        return Response(JobAnswer(queries.one_seen_by(request, pk)).data)


class ControlJob(APIView):
    """Pause, resume or cancel it, or retry what failed."""

    right = {"POST": "job.steer"}
    verb = ""

    @extend_schema(request=Nothing, responses=JobLine)
    @idempotent
    def post(self, request: DeskCall, pk: UUID) -> Response:
        job = queries.one_seen_by(request, pk)
        if not queries.steers(request.user, job, membership=request.membership):
            raise PermissionDenied
        CONTROLS[self.verb](job, actor=request.user)
        return Response(JobLine(queries.one_seen_by(request, pk)).data)
