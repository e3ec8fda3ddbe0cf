"""Readers of the ledger."""

from datetime import datetime

from django.db.models import Model, Q, QuerySet

from litigation.ledger.models import LedgerEvent


def about_claim(claim_id: object) -> QuerySet[LedgerEvent]:
    """Everything done with one claim, and every look at it, newest first: what its claimant may see too."""
    return LedgerEvent.objects.filter(claim_id=str(claim_id)).order_by("-seq")


def for_case(
    case_id: object,
    *,
    verb: str = "",
    actor_id: object = "",
    claim_id: object = "",
    since: datetime | None = None,
    until: datetime | None = None,
) -> QuerySet[LedgerEvent]:
    """The record of one case, newest first. verb: whole ("claim.accepted") or a room ("claim."); before until."""
    asked = {
        "verb__startswith" if verb.endswith(".") else "verb": verb,
        "actor_id": str(actor_id),
        "claim_id": str(claim_id),
        "at__gte": since,
        "at__lt": until,
    }
    asked = {name: value for name, value in asked.items() if value}
    return LedgerEvent.objects.filter(case_id=str(case_id), **asked).order_by("-seq")


def about_any(*subjects: QuerySet[Model]) -> QuerySet[LedgerEvent]:
    """Everything recorded with one of these rows as its subject, newest first; each a queryset of the rows that are meant."""
    meant = Q(pk__in=())
    for rows in subjects:
        ids = [str(pk) for pk in rows.values_list("pk", flat=True)]
        meant |= Q(subject_type=rows.model._meta.label_lower, subject_id__in=ids)
    return LedgerEvent.objects.filter(meant).order_by("-seq")
