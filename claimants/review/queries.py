"""What the team reads: claims that were sent. A draft is its writer's own; here it does not exist."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Count, Exists, Min, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from claimants.claims.models import Claim, Status
from claimants.claims.queries import in_case, with_reference
from claimants.evidence.models import Evidence
from claimants.foreign.queries import with_reciprocity
from claimants.intake.models import Deficiency
from claimants.intake.rules import REVIEW_DAYS
from claimants.people.models import Nationality
from litigation.accounts.models import User
from litigation.cases.models import Case
from litigation.cases.requests import CaseRequest
from litigation.law import reference as references
from litigation.text.cleaning import searched, to_ascii_digits
from litigation.text.latin import spelled, unmarked
from litigation.vault.index import blind_index
from litigation.web import keyset

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

DAYS_SHOWN = 24
QUEUE_ORDER = ("-answered", "status_changed_at", "id")
NEWEST_FIRST = ("-submitted_at", "id")


class Answered(TypedDict):
    """Whether the claimant has answered what they were asked."""

    answered: bool


def sent(case: Case) -> QuerySet[Claim]:
    """Claims of the case that were sent at some time, newest first."""
    return in_case(case).filter(submitted_at__isnull=False).order_by(*NEWEST_FIRST)


def one(case: Case, text: str) -> Claim:
    """The sent claim with that reference, however it was typed; 404 where there is none."""
    return with_reference(sent(case), text)


def whole(case: Case, text: str) -> Claim:
    """The same with all that its page shows, in a fixed number of queries."""
    return with_reference(with_everything(sent(case)).select_related("claimant__account", "reviewer"), text)


# The queue -------------------------------------------------------------------------------------------------------------
def waiting(case: Case, *, state: str = "", country: str = "", mine: User | None = None) -> QuerySet[Claim]:
    """The queue by its filters. state: waiting, reading or answered. mine: a reader."""
    rows = queue(case).prefetch_related("claimant__nationalities")
    if state == "answered":
        rows = rows.filter(answered=True)
    elif state:
        rows = rows.filter(status={"waiting": "submitted", "reading": "in_review"}[state])
    if country:
        rows = rows.filter(_of(country))
    return rows.filter(status="in_review", reviewer=mine) if mine else rows


def _of(country):
    return Exists(Nationality.objects.filter(claimant=OuterRef("claimant"), country=country))


def free_for(case: Case, user: User) -> QuerySet[Claim]:
    """The queue without what somebody else has open now: what this person may begin."""
    taken = Q(status="in_review", locked_until__gt=timezone.now()) & ~Q(reviewer=user)
    return queue(case).exclude(taken)


def neighbours(claim: Claim) -> tuple[str | None, str | None]:
    """(the claim before, the claim behind) in the queue, by reference; the ends meet. None where there is no other.

    Opening a claim moves it to the end of the queue, so that behind it comes whoever waits longest.
    """
    here = queue(claim.case).filter(pk=claim.pk).first()
    if here is None:
        return None, None
    place = [getattr(here, key.removeprefix("-")) for key in QUEUE_ORDER]

    def first_behind(order):
        others = queue(claim.case).exclude(pk=claim.pk).order_by(*order).values_list("reference", flat=True)
        return others.filter(keyset.behind(order, place)).first() or others.first()

    return first_behind(keyset.turned(QUEUE_ORDER)), first_behind(QUEUE_ORDER)


def countries_waiting(case: Case, most: int = 6) -> list[tuple[str, int]]:
    """[(country code, how many)] of the queue, most first."""
    rows = Nationality.objects.filter(claimant__claims__in=queue(case).order_by().values("pk"))
    counted = rows.values_list("country").annotate(n=Count("claimant", distinct=True)).order_by("-n", "country")
    return list(counted[:most])


# Search ----------------------------------------------------------------------------------------------------------------
def found(case: Case, text: str, *, status: str = "", country: str = "", reciprocity: str = "") -> QuerySet[Claim]:
    """Sent claims that a search means: a reference, a passport number, an e-mail address, or names in any script.

    Every word of a name must occur in one of its spellings; accents do not matter where the passport's spelling has none.
    """
    rows = sent(case).prefetch_related("claimant__nationalities")
    if status:
        rows = rows.filter(status=status)
    if country:
        rows = rows.filter(_of(country))
    if reciprocity:
        rows = rows.filter(with_reciprocity(case, reciprocity))
    text = to_ascii_digits(searched(text))
    return rows.filter(_meant(text)) if text else rows


def _meant(text):
    """By its reference; by what is known of its person only while that is kept for this case."""
    try:
        exact = Q(reference=references.parse(text))
    except ValueError:
        exact = Q(reference__istartswith=text) if text.upper().startswith(references.PREFIX + "-") else Q(pk__in=[])
    personal = Q(claimant__passport_index=blind_index(text, "passport")) if _could_be_number(text) else Q(pk__in=[])
    if "@" in text:
        personal |= Q(claimant__account__email=text.lower())
    named = Q()
    for word in text.split()[:8]:
        named &= _in_a_name(word)
    return exact | (personal | named) & Q(erased_at=None)


def _in_a_name(word):
    spellings = {word, word.casefold(), word.upper(), spelled(word), unmarked(word)}
    some = Q()
    for spelling in spellings:
        for field in ("family_name", "given_name", "own_name", "hangul_name"):
            some |= Q(**{f"claimant__{field}__icontains": spelling})
    return some


def _could_be_number(text):
    return any(c.isdigit() for c in text) and len(text) >= 5


def why_found(claim: Claim, text: str) -> str:
    """Which of reference, passport, email or name a search met in this claim; empty where nothing was searched."""
    text = to_ascii_digits(searched(text))
    if not text:
        return ""
    if claim.reference.replace("-", "").startswith("".join(c for c in text.upper() if c.isalnum())):
        return "reference"
    if claim.claimant.passport_index and claim.claimant.passport_index == blind_index(text, "passport"):
        return "passport"
    return "email" if "@" in text else "name"


# Today -----------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Figures:
    waiting: int
    oldest: object
    mine: int
    fresh: int
    back: int
    returned: int


def figures(case: Case, user: User) -> Figures:
    """The numbers of the Today page, in two queries."""
    day_ago = timezone.now() - timedelta(days=1)
    line = queue(case).order_by()
    counted = line.aggregate(
        waiting=Count("pk", filter=Q(status="submitted")),
        oldest=Min("status_changed_at", filter=Q(status="submitted")),
        mine=Count("pk", filter=Q(status="in_review", reviewer=user)),
        back=Count("pk", filter=Q(answered=True)),  # another name than the annotation, which it would hide
    )
    others = sent(case).aggregate(
        fresh=Count("pk", filter=Q(submitted_at__gte=day_ago)),
        returned=Count("pk", filter=Q(status="needs_information")),
    )
    return Figures(**counted, **others)


def sent_a_day(case: Case, days: int = DAYS_SHOWN) -> list[tuple[date, int]]:
    """[(date, how many were sent)] of the last days, today included, Seoul dates."""
    today = timezone.localdate()
    first = today - timedelta(days=days - 1)
    rows = sent(case).order_by().annotate(day=TruncDate("submitted_at")).filter(day__gte=first)
    counted = dict(rows.values_list("day").annotate(n=Count("pk")))
    return [(day, counted.get(day, 0)) for day in (first + timedelta(days=n) for n in range(days))]


def by_status(case: Case) -> list[tuple[Status, int]]:
    """[(status, how many)] of all claims, drafts too (as a number only), in the order of their life."""
    counted = dict(Claim.objects.filter(case=case).values_list("status").annotate(n=Count("pk")).order_by())
    return [(status, counted.get(status, 0)) for status in Status]


def with_everything(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Claims with all that their page shows, in a fixed number of queries."""
    kept = Evidence.objects.filter(removed_at=None).select_related("trip").prefetch_related("pages")
    return claims.select_related("case").prefetch_related(
        "claimant__nationalities",
        "trips",
        Prefetch("evidence", kept, "kept_evidence"),
        "consents__text",
        "mandates",
        "deficiencies",
        "notes__author",
    )


def queue(case: Case) -> "QuerySet[WithAnnotations[Claim, Answered]]":
    """What waits for an attorney, longest waiting first; answered claims come before new ones."""
    waiting = in_case(case).filter(status__in=["submitted", "in_review"])
    answers = Deficiency.objects.filter(claim=OuterRef("pk"), state=Deficiency.State.ANSWERED)
    return waiting.annotate(answered=Exists(answers)).order_by(*QUEUE_ORDER)


def overdue(case: Case) -> int:
    """How many claims wait longer than their people were told (intake.rules.REVIEW_DAYS)."""
    before = timezone.now() - timedelta(days=REVIEW_DAYS)
    return in_case(case).filter(status="submitted", status_changed_at__lt=before).count()


def waiting_count(request: CaseRequest) -> int:
    """The number beside “Review queue” in the side bar: claims that nobody has begun to read."""
    return in_case(request.case).filter(status="submitted").count()
