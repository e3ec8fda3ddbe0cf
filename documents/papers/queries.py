"""Reading filings and their files."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404

from documents.changes.models import AskedChange
from documents.papers.models import Filing, PaperFile
from documents.rounds.models import Round
from litigation.accounts.models import User
from litigation.cases.models import Case
from litigation.jobs.models import Job
from litigation.ledger.models import LedgerEvent

ASKED = "round.paper"  # the kind of job that makes a paper somebody asked for
OF_PACKAGE: dict[str, Any] = {"number": 0, "version": 1}


def package_filings(round: Round | UUID) -> QuerySet[Filing]:
    """The papers that every package of the round has; those somebody asked for stand apart."""
    return Filing.objects.filter(round=round, **OF_PACKAGE)


def package_files(round: Round | UUID) -> QuerySet[PaperFile]:
    """The files of those papers."""
    return PaperFile.objects.filter(filing__in=package_filings(round))


def asked_filings(round: Round) -> QuerySet[Filing]:
    """What was asked for in a round, newest first; each with the pages it has."""
    asked = Filing.objects.filter(round=round, number__gt=0).select_related("asked_by").order_by("-created_at")
    return asked.annotate(pages=Coalesce(Sum("files__pages"), 0))


def asked_filing(case: Case, pk: UUID | str) -> Filing:
    """A filing somebody asked for, where it belongs to this case. 404 otherwise."""
    asked = Filing.objects.filter(round__case=case, number__gt=0)
    return get_object_or_404(asked.select_related("round__case", "asked_by", "corrects"), pk=pk)


def job_of(filing: Filing) -> Job | None:
    """The work that makes a filing somebody asked for."""
    return Job.objects.filter(kind=ASKED, subject_id=str(filing.pk)).first()


def unopened_by(person: User, files: QuerySet[PaperFile], *, since: datetime | None = None) -> int:
    """How many of these papers this person has not opened, or not since that moment: the ledger knows."""
    ids = {str(pk) for pk in files.values_list("pk", flat=True)}
    looks = LedgerEvent.objects.filter(verb="paper.viewed", actor_id=str(person.pk), subject_id__in=ids)
    looks = looks.filter(at__gte=since) if since else looks
    return len(ids - set(looks.values_list("subject_id", flat=True)))


def versions_of(filing: Filing) -> QuerySet[Filing]:
    """All versions of a filing, the newest first."""
    same = {"round": filing.round_id, "type": filing.type, "number": filing.number}
    return Filing.objects.filter(**same).select_related("asked_by").order_by("-version")


def paper_of(asked: AskedChange) -> Filing | None:
    """The paper that was made for a change that was asked for, in its newest version."""
    return asked.filings.order_by("-version").first()


def newest_case_number(round: Round) -> str:
    """The case number that was typed last for this round; empty before the court gave one."""
    for filing in Filing.objects.filter(round=round, number__gt=0).order_by("-created_at")[:50]:
        if number := filing.asked["values"].get("case_number"):
            return number
    return ""
