"""Reading for intake: how complete a claim is, the review queue, a claim with everything its page shows."""

from django.db.models import Count, Prefetch, Q

from claimants.claims.queries import in_case
from claimants.consents import rules as consent_rules
from claimants.evidence.models import Evidence


def with_everything(claims):
    """Claims with all that their page shows, in a fixed number of queries."""
    kept = Evidence.objects.filter(removed_at=None).prefetch_related("pages")
    return claims.select_related("case").prefetch_related(
        "claimant__nationalities",
        "trips",
        Prefetch("evidence", kept, "kept_evidence"),
        "consents__text",
        "mandates",
        "deficiencies",
        "notes__author",
    )


def queue(case):
    """What waits for an attorney, longest waiting first; answered claims come before new ones."""
    waiting = in_case(case).filter(status__in=["submitted", "in_review"])
    return waiting.annotate(answered=Count("deficiencies", filter=Q(deficiencies__state="answered"))).order_by(
        "-answered", "status_changed_at", "id"
    )


def required_consents(case):
    """Purposes without whose consent a claim cannot be sent."""
    asked = [c for c in case.consents if not c.get("only_when") or getattr(case, c["only_when"])]
    return [c["purpose"] for c in asked if c["required"]]


def facts_of(claim):
    """Plain facts about how complete a claim is, for claims.rules.tasks."""
    person = claim.claimant
    return {
        "name": bool(person.family_name and (person.given_name or person.one_name)),
        "birth": person.birth_date is not None,
        "nationality": person.nationalities.exists() and bool(person.passport_number),
        "contact": bool(person.phone),
        "address": bool(person.country and person.address),
        "trips": claim.trips.count(),
        "evidence": claim.evidence.filter(removed_at=None).exclude(kind="passport").exclude(scan="infected").count(),
        "no_evidence_reason": bool(claim.no_evidence_reason),
        "consents_missing": consent_rules.missing(claim.consents.all(), required_consents(claim.case)),
        "mandate": claim.mandates.filter(state="signed").exists(),
    }
