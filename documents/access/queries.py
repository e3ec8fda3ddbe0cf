"""Reading requests for access: who was asked for, what was received, what still waits."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from documents.access.models import AccessAnswer, AccessRequest
from documents.papers.models import Filing
from documents.papers.queries import asked_filing
from documents.rounds.models import RosterEntry
from litigation.cases.models import Case

TYPE = "access_request"


@dataclass(frozen=True)
class Counts:
    """How far the requests of one paper are; each person stands under one of these."""

    not_received: int
    waiting: int
    granted: int
    refused: int
    delayed: int


def access_filing(case: Case, pk: UUID | str) -> Filing:
    """A paper of requests for access of this case. 404 for every other."""
    filing = asked_filing(case, pk)
    if filing.type != TYPE:
        raise Http404
    return filing


def people_of(filing: Filing) -> dict[int, RosterEntry]:
    """{number: entry} of everybody a request was made for."""
    files = filing.files.filter(entry__isnull=False).select_related("entry").defer("entry__snapshot")
    return {file.entry.number: file.entry for file in files if file.entry}


def requests_of(filing: Filing) -> QuerySet[AccessRequest]:
    """The requests that were received, by plaintiff number, each with its answers and its deadline."""
    rows = filing.access_requests.select_related("entry__claim", "deadline", "marked_by").defer("entry__snapshot")
    return rows.prefetch_related("answers__entered_by").order_by("entry__number")


def waiting(requests: QuerySet[AccessRequest]) -> QuerySet[AccessRequest]:
    """Of these requests those that nobody has answered."""
    return requests.filter(~Exists(AccessAnswer.objects.filter(request=OuterRef("pk"))))


def counts(filing: Filing) -> Counts:
    """Counted by the newest answer of each."""
    newest = AccessAnswer.objects.filter(request=OuterRef("pk")).order_by("-id")
    rows = AccessRequest.objects.filter(filing=filing).annotate(outcome=newest.values("outcome")[:1])
    found = list(rows.values_list("outcome", flat=True))
    by_outcome = {outcome: found.count(outcome) for outcome in AccessAnswer.Outcome.values}
    return Counts(not_received=len(people_of(filing)) - len(found), waiting=found.count(None), **by_outcome)
