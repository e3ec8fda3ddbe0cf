"""Endpoints of papers that are made when somebody asks for them: which there are, ask, watch, correct."""

from django.db.models import F
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.response import Response
from rest_framework.views import APIView

from documents.changes.queries import asked_change
from documents.papers import queries
from documents.papers.cited import Missing
from documents.papers.forms import FIELD_TYPES, began, described, jsonable
from documents.papers.models import Filing, PaperFile
from documents.papers.registry import ENTRY, FilingKind, asked_kinds
from documents.requests import actions
from documents.requests.queries import cites_of
from documents.rounds.queries import round_by_number
from litigation.web.api import by_form, pages, validated
from litigation.web.api_answers import Answer
from litigation.web.api_fields import SentBackField
from litigation.web.api_forms import sent
from litigation.web.idempotency import idempotent


class Choice(serializers.Serializer):
    value = serializers.CharField()
    label = serializers.CharField()


class PaperField(serializers.Serializer):
    name = serializers.CharField()
    type = serializers.ChoiceField(
        choices=[word for _kind, word in FIELD_TYPES],
        help_text="numbers: “3, 7-12” or a list. lines: lists of as many parts as there are columns.",
    )
    label = serializers.CharField()
    help = serializers.CharField()
    required = serializers.BooleanField()
    columns = serializers.IntegerField(allow_null=True, help_text="Of lines: how many parts each has.")
    choices = Choice(many=True)


class KindLine(Answer):
    of = FilingKind
    shows = "type title title_ko"
    for_each_plaintiff = serializers.BooleanField()
    fields_asked = PaperField(many=True, help_text="What `values` holds when it is asked for.")


class ValuesSaid(serializers.Serializer):
    values = serializers.DictField(
        default=dict, help_text="By field. What is left out is as the form on the page would begin."
    )


class PaperWish(ValuesSaid):
    kind = SentBackField(help_text="A type from the list of kinds.")

    def validate_kind(self, name):
        if name not in asked_kinds():
            raise serializers.ValidationError(_("There is no such paper to ask for. Look at the list of kinds."))
        return name


class FilingLine(Answer):
    of = Filing
    shows = "id type number version corrects state asked_by created_at"
    asked_by = serializers.CharField()


class AskedFile(Answer):
    of = PaperFile
    shows = "id path plaintiff pages size sha256"
    helps = {"id": "Download it at /papers/<id>/file/."}
    plaintiff = serializers.IntegerField(allow_null=True)


class MissingCite(Answer):
    of = Missing
    shows = "text line what"
    helps = {
        "text": "The title of the text, or the label of the field, it stands in.",
        "what": "The exhibit or annex, as papers name it.",
    }


class FilingAnswer(FilingLine):
    job = serializers.UUIDField(source="job.pk", allow_null=True, help_text="How far it is: /jobs/<id>/.")
    files = serializers.SerializerMethodField()
    versions = serializers.SerializerMethodField(help_text="Every version of it, the newest first.")
    missing_cites = serializers.SerializerMethodField(
        help_text="What it cites, and neither the package of the round has nor one of its own lines names."
    )

    @extend_schema_field(AskedFile(many=True))
    def get_files(self, filing):
        files = filing.files.annotate(plaintiff=F("entry__number")).order_by("path")
        return AskedFile(files, many=True).data

    @extend_schema_field(MissingCite(many=True))
    def get_missing_cites(self, filing):
        return MissingCite(cites_of(filing), many=True).data

    def get_versions(self, filing) -> list[str]:
        return [str(each.pk) for each in queries.versions_of(filing)]


class PaperKinds(APIView):
    """The papers that can be asked for in a frozen round, each with the fields its form has."""

    right = "paper.read"

    @extend_schema(responses=KindLine(many=True))
    def get(self, request):
        return Response([_kind(each) for each in asked_kinds().values()])


class PaperRequests(ListAPIView):
    """What was asked for in a round, the newest first."""

    right = {"GET": "paper.read", "POST": "paper.make"}
    serializer_class = FilingLine
    pagination_class = pages("-created_at", "id")
    queryset = Filing.objects.none()

    def get_queryset(self):
        return queries.asked_filings(round_by_number(self.request.case, self.kwargs["number"]))

    @extend_schema(request=PaperWish, responses={202: FilingAnswer})
    @idempotent
    def post(self, request, number):
        """Ask for a paper; the answer names the job that makes it."""
        round, said = round_by_number(request.case, number), validated(PaperWish, request)
        kind = asked_kinds()[said["kind"]]
        values = checked_values(kind.form, round, kind.form.beginning(round), said["values"])
        made = actions.ask_for(round=round, kind=kind, values=values, actor=request.user)
        return Response(_answer(made), 202)


class ChangePaper(APIView):
    """The paper the court needs for a change of a filed roster: one for each change."""

    right = {"POST": "paper.make"}

    @extend_schema(request=ValuesSaid, responses={202: FilingAnswer, 200: FilingAnswer})
    @idempotent
    def post(self, request, number, change):
        """What roster and docket know is filled in. Asked for before, the paper there is is answered."""
        said = validated(ValuesSaid, request)["values"]
        asked = asked_change(round_by_number(request.case, number), change)
        if (made := queries.paper_of(asked)) is not None:
            return Response(_answer(made))
        form = asked_kinds()[asked.paper].form
        values = checked_values(form, asked.round, form.of_change(asked), said)
        return Response(_answer(actions.ask_for_change(asked=asked, values=values, actor=request.user)), 202)


class OneFiling(APIView):
    """One paper that was asked for: how far it is, its files, its versions."""

    right = "paper.read"

    @extend_schema(responses=FilingAnswer)
    def get(self, request, pk):
        return Response(_answer(queries.asked_filing(request.case, pk)))


class CorrectFiling(APIView):
    """The next version of a paper, which names the old one."""

    right = {"POST": "paper.make"}

    @extend_schema(request=ValuesSaid, responses={202: FilingAnswer})
    @idempotent
    def post(self, request, pk):
        """Only what changes has to be sent: everything else is as in the version that is corrected."""
        old = queries.asked_filing(request.case, pk)
        kind, said = asked_kinds()[old.type], validated(ValuesSaid, request)["values"]
        values = checked_values(kind.form, old.round, old.asked["values"], said)
        made = actions.ask_for(round=old.round, kind=kind, values=values, actor=request.user, corrects=old)
        return Response(_answer(made), 202)


def checked_values(form, round, known, said) -> dict:
    """What was said over what is known, checked by the form of the page. A name the form does not have is a fault."""
    if strange := set(said) - set(form.base_fields):
        raise serializers.ValidationError({name: [_("This paper asks for no such value.")] for name in sorted(strange)})
    return jsonable(by_form(form(sent(form, began(form, round, known) | said), round=round)))


def _kind(kind):
    told = {name: str(getattr(kind, name)) for name in ("type", "title", "title_ko")}
    return KindLine({**told, "for_each_plaintiff": kind.per == ENTRY, "fields_asked": described(kind.form)}).data


def _answer(filing):
    filing.job = queries.job_of(filing)
    return FilingAnswer(filing).data
