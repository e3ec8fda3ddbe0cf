"""Reading claims: mine, those of a case, one by its reference. A query that finds nothing of yours finds nothing."""

from django.db.models import Count, QuerySet
from django.http import Http404

from claimants.claims.models import Claim
from claimants.people.rules import FROZEN
from litigation.accounts.models import User
from litigation.accounts.requests import PersonRequest
from litigation.cases import queries as cases
from litigation.cases.models import Case
from litigation.law import eligibility
from litigation.law import reference as references
from litigation.law.eligibility import Rule, Verdict
from litigation.law.partial import PartialDate


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
    try:
        return mine(user).get(reference=references.parse(text))
    except (ValueError, Claim.DoesNotExist):
        raise Http404 from None


def in_case(case: Case) -> QuerySet[Claim]:
    """All claims of the case staff work in."""
    return Claim.objects.filter(case=case).select_related("claimant", "reviewer")


def by_reference(case: Case, text: str) -> Claim:
    """The claim of this case with that reference, however it was typed. 404 where there is none."""
    try:
        return in_case(case).get(reference=references.parse(text))
    except (ValueError, Claim.DoesNotExist):
        raise Http404 from None


def counts_by_status(case: Case) -> dict[str, int]:
    """{status: count} of the case's claims."""
    rows = Claim.objects.filter(case=case).values_list("status").annotate(n=Count("id")).order_by()
    return dict(rows)


def joined(case: Case) -> int:
    """How many people have sent a claim in the case and not left it."""
    return Claim.objects.filter(case=case).exclude(status__in=["draft", "withdrawn", "not_eligible"]).count()


def verdict_of(claim: Claim) -> Verdict:
    """What the eligibility rule says of the claim, by the answers saved now. Stores nothing.

    The newest version judges; what is frozen into a round stays judged by the version it was frozen with.
    """
    frozen = claim.rule_version if claim.status in FROZEN else None
    rule = claim.case.rules.get(version=frozen) if frozen else cases.current_rule(claim.case)
    return judged_by(claim, rule.as_rule())


def judged_by(claim: Claim, rule: Rule) -> Verdict:
    """What one rule says of the claim: the same function for the claimant's pages, the desk, drafts and publishing."""
    person = claim.claimant
    held = [eligibility.Nationality(str(n.country), n.held_from, n.held_until) for n in person.nationalities.all()]
    trips = [
        eligibility.Trip(
            str(t.pk), PartialDate.of(t.date, t.precision), t.direction, t.port, str(t.nationality) or None
        )
        for t in claim.trips.all()
    ]
    return eligibility.judge(rule, birth_date=person.birth_date, nationalities_over_time=held, trips=trips)
