"""Reading evidence: mine, what the team may see, what waits for its check."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from claimants.claims.models import Claim
from claimants.claims.queries import mine
from claimants.evidence.court_file import CourtFile
from claimants.evidence.models import Evidence, EvidencePage
from claimants.evidence.rules import UNDO_DAYS
from litigation.accounts.models import User
from litigation.cases.models import Case
from litigation.ledger.models import LedgerEvent

QUIET = timedelta(minutes=5)  # a file younger than this still has its own job
LOOKS = ("evidence.viewed", "evidence.downloaded")  # a small picture is no look


def files_of(claim: Claim) -> QuerySet[Evidence]:
    """The files of a claim with trip and pages, oldest first."""
    return claim.evidence.filter(removed_at=None).select_related("trip").prefetch_related("pages")


def removed_of(claim: Claim) -> QuerySet[Evidence]:
    """Files that can still be put back."""
    since = timezone.now() - timedelta(days=UNDO_DAYS)
    return claim.evidence.filter(removed_at__gte=since).exclude(scan=Evidence.Scan.INFECTED)


def one_of(claim: Claim, pk: UUID | str) -> Evidence:
    """A file of this claim that is not removed; 404 where there is none."""
    return get_object_or_404(files_of(claim), pk=pk)


def any_of(claim: Claim, pk: UUID | str) -> Evidence:
    """A file of this claim, removed or not: a repeated press finds it too."""
    return get_object_or_404(claim.evidence, pk=pk)


@dataclass(frozen=True)
class Seen:
    """The files of a claim that can be opened, now or once checked, and those somebody has not opened yet, oldest first."""

    files: list[Evidence]
    unseen: list[Evidence]

    @property
    def number(self) -> int:
        """How many were opened."""
        return len(self.files) - len(self.unseen)

    def with_this(self, file: Evidence) -> "Seen":
        """The same once this file is shown: its picture writes the look. One that is still being checked has none."""
        if file.pictures == Evidence.Pictures.WAITING:
            return self
        return Seen(self.files, [each for each in self.unseen if each != file])


def seen_by(claim: Claim, person: User) -> Seen:
    """What this person has opened of a claim's files: the ledger knows. What may be unsafe, or has no pages, nobody opens."""
    pages = EvidencePage.objects.filter(evidence=OuterRef("pk"))
    opens = Exists(pages) | Q(pictures=Evidence.Pictures.WAITING)
    files = list(files_of(claim).exclude(scan=Evidence.Scan.INFECTED).filter(opens))
    looks = LedgerEvent.objects.filter(verb__in=LOOKS, actor_id=str(person.pk))
    looks = looks.filter(subject_type=Evidence._meta.label_lower, subject_id__in=[str(each.pk) for each in files])
    opened = set(looks.values_list("subject_id", flat=True))
    return Seen(files, [each for each in files if str(each.pk) not in opened])


def my_page(user: User, pk: UUID | str, number: int) -> EvidencePage:
    """A page image of a file of one's own claims."""
    pages = EvidencePage.objects.filter(evidence__claim__in=mine(user), evidence__removed_at=None)
    return get_object_or_404(pages.select_related("evidence__claim"), evidence_id=pk, number=number)


def in_case(case: Case) -> QuerySet[Evidence]:
    """Files the team may look at: of claims that were sent (a draft is read by nobody), and not taken back."""
    sent = Evidence.objects.filter(claim__case=case, claim__submitted_at__isnull=False, removed_at=None)
    return sent.select_related("claim")


def page_in_case(case: Case, pk: UUID | str, number: int) -> EvidencePage:
    pages = EvidencePage.objects.filter(evidence__in=in_case(case)).select_related("evidence__claim")
    return get_object_or_404(pages, evidence_id=pk, number=number)


def original_in_case(case: Case, pk: UUID | str) -> Evidence:
    return get_object_or_404(in_case(case), pk=pk)


def body(evidence: Evidence) -> CourtFile | None:
    """What the court gets of a file; None where nothing was made of it, or not what it shows."""
    if evidence.pictures != Evidence.Pictures.READY:
        return None
    name, sha256 = evidence.copy_name or evidence.stored_name, evidence.copy_sha256 or evidence.sha256
    return CourtFile(stored_name=name, sha256=sha256, picture=evidence.body)


def body_of(pk: UUID | str) -> CourtFile | None:
    evidence = Evidence.objects.filter(pk=pk).first()
    return body(evidence) if evidence else None


def unchecked() -> QuerySet[Evidence, UUID]:
    """Ids of files whose check has not ended though it should have."""
    open_checks = (Evidence.Scan.WAITING, Evidence.Scan.UNAVAILABLE, Evidence.Scan.UNEXPECTED)
    late = Evidence.objects.filter(created_at__lt=timezone.now() - QUIET, removed_at=None)
    late = late.exclude(pictures=Evidence.Pictures.FAILED)  # its person was told; asking again finds the same
    unsettled = late.filter(scan__in=open_checks)
    no_pages = late.filter(pictures=Evidence.Pictures.WAITING).exclude(scan=Evidence.Scan.INFECTED)
    return (unsettled | no_pages).order_by("created_at").values_list("pk", flat=True)
