"""Reading one's copy: the one there is, how far it is, whether it can be taken."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from claimants.claims.models import Claim
from documents.portability.models import DataCopy
from litigation.jobs.models import Job

KIND = "data.copy"  # the kind of job that makes one


def copy_of(claim: Claim) -> DataCopy | None:
    return DataCopy.objects.filter(claim=claim).select_related("claim").first()


def job_of(copy: DataCopy) -> Job | None:
    return Job.objects.filter(kind=KIND, subject_type=DataCopy._meta.label, subject_id=str(copy.pk)).first()


def is_being_made(copy: DataCopy) -> bool:
    job = job_of(copy)
    return copy.made_at is None and job is not None and job.is_open


def to_take(claim: Claim) -> DataCopy:
    """The copy of a claim while it can be taken. 404 before it is made and after its time."""
    return get_object_or_404(_made().filter(ends_at__gt=timezone.now()), claim=claim)


def ended() -> QuerySet[DataCopy]:
    """Copies whose time to be taken is over."""
    return _made().filter(ends_at__lte=timezone.now()).order_by("pk")


def _made():
    return DataCopy.objects.filter(made_at__isnull=False).select_related("claim")
