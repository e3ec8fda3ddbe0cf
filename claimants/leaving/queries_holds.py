"""Reading legal holds: those in force, of a claim, of a case, and which are to be looked at again."""

from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404

from claimants.claims.models import Claim
from claimants.leaving.models import HoldAct, LegalHold
from litigation.cases.models import Case
from litigation.law.figures import today


def holds(case: Case) -> QuerySet[LegalHold]:
    """Every hold of a case, the newest first: `next_review` is the day of its last look, None once it is lifted."""
    return _all().filter(case=case).order_by("-set_at", "pk").prefetch_related("acts__done_by")


def hold_of(case: Case, pk: UUID | str) -> LegalHold:
    return get_object_or_404(holds(case), pk=pk)


def in_force() -> QuerySet[LegalHold]:
    """Those that were not lifted."""
    return _all().filter(lifted=False)


def holds_ever(claim: Claim) -> QuerySet[LegalHold]:
    """Those on this claim, its own and its case's, lifted or not, the oldest first."""
    return _on(claim).order_by("set_at", "pk")


def holds_on(claim: Claim) -> list[LegalHold]:
    """Those of them that are in force."""
    return list(_on(claim).filter(lifted=False).order_by("set_at", "pk"))


def holds_on_outer() -> QuerySet[LegalHold]:
    """The same for the claim of an outer query."""
    return in_force().filter(Q(claim=OuterRef("pk")) | Q(claim=None, case=OuterRef("case")))


def to_review(case: Case) -> QuerySet[LegalHold]:
    """Holds in force whose day to be looked at again has come, the longest waiting first."""
    return _all().filter(case=case, lifted=False, next_review__lte=today()).order_by("next_review", "set_at")


def _on(claim):
    return _all().filter(Q(claim=claim) | Q(claim=None, case=claim.case_id))


def _all():
    lifted = HoldAct.objects.filter(hold=OuterRef("pk"), kind=HoldAct.Kind.LIFTED)
    looked = HoldAct.objects.filter(hold=OuterRef("pk"), kind=HoldAct.Kind.REVIEWED).order_by("-pk")
    rows = LegalHold.objects.select_related("case", "claim", "set_by").annotate(lifted=Exists(lifted))
    return rows.annotate(next_review=Coalesce(Subquery(looked.values("review_on")[:1]), F("review_on")))
