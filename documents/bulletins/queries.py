"""Reading bulletins: of a case, for whom they are, and one's own."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from claimants.claims.models import Claim
from claimants.notices.models import Notice
from documents.bulletins.models import Bulletin, Delivery
from documents.bulletins.rules import words_for
from documents.rounds.models import Round
from litigation.cases.models import Case
from litigation.jobs.models import Job

KIND = "bulletin"
OUTSIDE = ("draft", "withdrawn", "not_eligible")  # nobody acts for them here


def in_case(case: Case) -> QuerySet[Bulletin]:
    """The newest first, with how many it is for and how many have opened it."""
    read = Count("deliveries", filter=Q(deliveries__read_at__isnull=False))
    rows = Bulletin.objects.filter(case=case).select_related("round", "written_by", "sent_by")
    return rows.annotate(reaches=Count("deliveries"), read=read).order_by("-written_at", "pk")


def listed(case: Case) -> QuerySet[Bulletin]:
    """The same without drafts that were thrown away."""
    return in_case(case).exclude(status=Bulletin.Status.DISCARDED)


def one(case: Case, pk: UUID | str) -> Bulletin:
    return get_object_or_404(in_case(case), pk=pk)


def rounds_to_write_to(case: Case) -> QuerySet[Round]:
    """Rounds that have plaintiffs."""
    return Round.objects.filter(case=case, roster_count__gt=0).order_by("-number")


def addressees(bulletin: Bulletin) -> QuerySet[Claim]:
    """Whom it would reach now: who sent a claim, and was neither refused nor left; of a round, who is in it still."""
    claims = Claim.objects.filter(case=bulletin.case_id).exclude(status__in=OUTSIDE)
    if bulletin.round:
        claims = claims.filter(roster_entries__in=bulletin.round.roster.exclude(changes__kind="drop"))
    return claims.order_by("pk")


@dataclass(frozen=True)
class Reach:
    """How many people read in a language, and in which they get it."""

    language: str
    people: int
    gets: str


def reach(bulletin: Bulletin) -> list[Reach]:
    """By language, most people first."""
    counted = addressees(bulletin).values_list("claimant__account__language").annotate(n=Count("pk", distinct=True))
    rows = [Reach(language, n, words_for(bulletin.texts, language)[0]) for language, n in counted.order_by()]
    return sorted(rows, key=lambda row: (-row.people, row.language))


def unsent(bulletin: Bulletin) -> int:
    """How many of its mails could not be sent."""
    return bulletin.deliveries.filter(notice__state=Notice.State.FAILED).count()


def job_of(bulletin: Bulletin) -> Job | None:
    return Job.objects.filter(subject_type=Bulletin._meta.label, subject_id=str(bulletin.pk)).first()


def mine(claim: Claim) -> QuerySet[Delivery]:
    """What was written to somebody and can no longer be taken back, the newest first."""
    out = Delivery.objects.filter(claim=claim, bulletin__status="sent", bulletin__leaves_at__lte=timezone.now())
    return out.select_related("bulletin__sent_by").order_by("-bulletin__leaves_at")


def my_delivery(claim: Claim, pk: UUID | str) -> Delivery:
    """One of one's own, by its bulletin."""
    return get_object_or_404(mine(claim), bulletin=pk)
