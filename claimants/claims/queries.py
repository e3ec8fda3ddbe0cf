"""Reading claims: mine, those of a case, one by its reference. A query that finds nothing of yours finds nothing."""

from django.db.models import QuerySet
from django.http import Http404

from claimants.claims.models import Claim
from litigation.accounts.models import User
from litigation.accounts.requests import PersonRequest
from litigation.cases.models import Case
from litigation.law import reference as references


def mine(user: User) -> QuerySet[Claim]:
    """The claims this account may act for."""
    return Claim.objects.filter(claimant__account=user).select_related("claimant", "case")


def my_claim(request: PersonRequest) -> Claim:
    """The claim the person works on: the one they chose, else the newest. 404 where they have none."""
    claims = mine(request.user).order_by("-created_at")
    chosen = request.session.get("claim")
    claim = next((each for each in claims if str(each.pk) == chosen), None) or claims.first()
    if claim is None:
        raise Http404
    return claim


def mine_by_reference(user: User, text: str) -> Claim:
    """A claim of one's own, however its reference was typed. 404 where there is none."""
    return with_reference(mine(user), text)


def in_case(case: Case) -> QuerySet[Claim]:
    """All claims of the case staff work in."""
    return Claim.objects.filter(case=case).select_related("claimant", "reviewer")


def by_reference(case: Case, text: str) -> Claim:
    """The claim of this case with that reference, however it was typed. 404 where there is none."""
    return with_reference(in_case(case), text)


def sent_by_reference(case: Case, text: str) -> Claim:
    """The same once it was sent; 404 for a draft, which is its writer's own."""
    claim = by_reference(case, text)
    if claim.submitted_at is None:
        raise Http404
    return claim


def with_reference(claims: QuerySet[Claim], text: str) -> Claim:
    """The one of these claims with that reference, however it was typed. 404 where there is none."""
    try:
        return claims.get(reference=references.parse(text))
    except (ValueError, Claim.DoesNotExist):
        raise Http404 from None


def joined(case: Case) -> int:
    """How many people have sent a claim in the case and not left it."""
    return Claim.objects.filter(case=case).exclude(status__in=["draft", "withdrawn", "not_eligible"]).count()
