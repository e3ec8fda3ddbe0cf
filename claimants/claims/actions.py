"""Beginning a claim, and letting the eligibility rule judge it."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from claimants.claims.models import Claim
from claimants.claims.queries import verdict_of
from claimants.people.models import Claimant
from litigation.errors import DomainError
from litigation.law import reference
from litigation.law.partial import PartialDate
from litigation.ledger.actions import record


def begin_claim(*, case, account, late=False):
    """The draft claim of this account's own person in the case; the one there is, if there is one.

    Refuses when the case is closed for new claims, unless the team lets somebody in late.
    """
    existing = Claim.objects.filter(case=case, claimant__account=account, claimant__relation="self").first()
    if existing:
        return existing
    if not (case.is_open or late):
        raise DomainError("case.closed", _("This case takes no new claims. The page of the case says why."), status=409)
    try:
        with transaction.atomic():
            claimant, _new = Claimant.objects.get_or_create(account=account, relation=Claimant.Relation.SELF)
            claim = Claim.objects.create(case=case, claimant=claimant, reference=reference.new())
            record("claim.begun", actor=account, subject=claim, case=case, claim=claim)
            return claim
    except IntegrityError:  # begun in another window in the same moment
        return Claim.objects.get(case=case, claimant__account=account, claimant__relation="self")


def partial(trip):
    """The trip's date as far as it is known."""
    known = {"day": 3, "month": 2, "year": 1}[trip.precision]
    return PartialDate(*(trip.date.year, trip.date.month, trip.date.day)[:known])


def judge_claim(*, claim, actor):
    """Let the case's newest eligibility rule judge the claim and each of its trips; store verdict, reasons and version."""
    verdict = verdict_of(claim)
    with transaction.atomic():
        told = {"verdict": verdict.result, "verdict_detail": verdict.as_json(), "rule_version": verdict.rule_version}
        Claim.objects.filter(pk=claim.pk).update(**told)
        for each in verdict.per_trip:
            claim.trips.filter(pk=each.key).update(verdict=each.state, rule_version=verdict.rule_version)
        record(
            "claim.judged",
            actor=actor,
            subject=claim,
            claim=claim,
            case=claim.case_id,
            data={"verdict": verdict.result, "rule": verdict.rule_version},
        )
    for name, value in told.items():
        setattr(claim, name, value)
    return verdict
