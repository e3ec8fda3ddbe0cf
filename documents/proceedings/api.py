"""Endpoints of proceedings and deadlines: read both, enter what happened, settle what ended, file a round."""

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.response import Response
from rest_framework.views import APIView

from documents.proceedings import actions, queries, words
from documents.proceedings.forms import EntryForm, FileForm, SettleForm
from documents.proceedings.models import Deadline, DocketEntry, Proceeding
from documents.proceedings.rules import KINDS, Extension
from litigation.web.api import by_form, pages, validated
from litigation.web.api_answers import Answer
from litigation.web.api_fields import DateField, SentBackField, TextField
from litigation.web.api_forms import Body, filled
from litigation.web.idempotency import idempotent


class DeadlineLine(Answer):
    of = Deadline
    shows = "id proceeding filing number key title due_on critical state note why replaced=replaces.due_on computation"
    title = serializers.SerializerMethodField()
    computation = serializers.DictField(help_text="How the day was counted: result, steps, sources.")

    def get_title(self, row) -> str:
        return words.deadline(row)


class DocketLine(Answer):
    of = DocketEntry
    shows = "id kind day served opened_on note void corrects entered_at"


class ProceedingLine(Answer):
    of = Proceeding
    shows = "id round=round.number instance court division number filed_on"


class ProceedingAnswer(ProceedingLine):
    entries = serializers.SerializerMethodField()
    deadlines = serializers.SerializerMethodField()

    @extend_schema_field(DocketLine(many=True))
    def get_entries(self, row):
        return DocketLine(queries.docket(row), many=True).data

    @extend_schema_field(DeadlineLine(many=True))
    def get_deadlines(self, row):
        return DeadlineLine(queries.deadlines(row.case).filter(proceeding=row), many=True).data


class Filed(Body):
    form = FileForm


class Happened(Body):
    form = EntryForm
    kind = SentBackField(help_text=f"One of {', '.join(KINDS)}; which of them, the instance says.")


class Settled(Body):
    form = SettleForm


class Extended(serializers.Serializer):
    extended = serializers.BooleanField(default=False, help_text="The extension the law allows once, by order.")
    added_days = serializers.IntegerField(
        default=0, min_value=0, max_value=365, help_text="Added by the court for distance."
    )
    outages = serializers.ListField(
        child=DateField(), default=list, help_text="Days on which the court's portal was down."
    )
    why = TextField(max_length=300)


class Proceedings(ListAPIView):
    """All proceedings of the case, the newest first."""

    right = "deadline.read"
    serializer_class = ProceedingLine
    pagination_class = pages("-filed_on", "id")
    queryset = Proceeding.objects.none()

    def get_queryset(self):
        return queries.proceedings(self.request.case)


class OneProceeding(APIView):
    """One proceeding with its docket, as it counts now, and its deadlines."""

    right = "deadline.read"

    @extend_schema(responses=ProceedingAnswer)
    def get(self, request, pk):
        return Response(ProceedingAnswer(queries.proceeding_of(request.case, pk)).data)


class Docket(APIView):
    """What happened in a proceeding."""

    right = {"POST": "docket.write"}

    @extend_schema(request=Happened, responses={201: DeadlineLine(many=True)})
    @idempotent
    def post(self, request, pk):
        """Enter it; the answer is the deadlines it starts."""
        proceeding = queries.proceeding_of(request.case, pk)
        said = by_form(filled(Happened, request, instance=proceeding.instance))
        entry = actions.enter(proceeding=proceeding, actor=request.user, **said)
        return Response(DeadlineLine(entry.deadlines.select_related("proceeding"), many=True).data, 201)


class CorrectEntry(APIView):
    """An entry was wrong."""

    right = {"POST": "docket.write"}

    @extend_schema(request=Happened, responses={201: DeadlineLine(many=True)})
    @idempotent
    def post(self, request, pk):
        """A newer entry takes its place; the answer is the deadlines as they are counted now."""
        entry = queries.entry_of(request.case, pk)
        said = by_form(filled(Happened, request, instance=entry.proceeding.instance))
        newer = actions.correct(entry=entry, actor=request.user, **said)
        return Response(DeadlineLine(newer.deadlines.select_related("proceeding"), many=True).data, 201)


class Deadlines(ListAPIView):
    """Open deadlines, the first to end first."""

    right = "deadline.read"
    serializer_class = DeadlineLine
    pagination_class = pages("due_on", "id")
    queryset = Deadline.objects.none()

    def get_queryset(self):
        return queries.open_deadlines(self.request.case)


class SettleDeadline(APIView):
    """A deadline is done, or not needed for a reason."""

    right = {"POST": "docket.write"}

    @extend_schema(request=Settled, responses=DeadlineLine)
    @idempotent
    def post(self, request, pk):
        row = queries.deadline_of(request.case, pk)
        actions.settle(deadline=row, actor=request.user, **by_form(filled(Settled, request)))
        return Response(DeadlineLine(row).data)


class ExtendDeadline(APIView):
    """It ends later than the law alone says: counted anew with what is added, and the row before stays readable."""

    right = {"POST": "docket.write"}

    @extend_schema(request=Extended, responses={201: DeadlineLine})
    @idempotent
    def post(self, request, pk):
        row, said = queries.deadline_of(request.case, pk), validated(Extended, request)
        more = Extension(said["extended"], said["added_days"], tuple(sorted(set(said["outages"]))))
        newer = actions.extend(deadline=row, extension=more, why=said["why"], actor=request.user)
        return Response(DeadlineLine(newer).data, 201)
