"""Beginning a claim, holding it while it is changed, and letting the eligibility rule judge it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext as _

from claimants.claims import history
from claimants.claims.models import Claim
from claimants.claims.queries import judged_by, verdict_of
from claimants.claims.references import free
from claimants.claims.rules import refuse_unless_editable
from claimants.people.models import Claimant
from litigation.accounts.models import User
from litigation.cases.models import Case, EligibilityRule
from litigation.errors import DomainError
from litigation.law.eligibility import Verdict
from litigation.ledger.actions import record, take_turn


def begin_claim(*, case: Case, account: User, late: bool = False) -> Claim:
    """The draft claim of this account's own person in the case; the one there is, if there is one.

    In this order: the ledger's turn, so that of two windows the second finds what the first began; the case is open for
    new claims, unless the team lets somebody in late; a reference that nobody has; the claim.
    """
    with transaction.atomic():
        take_turn()
        if existing := Claim.objects.filter(case=case, claimant__account=account, claimant__relation="self").first():
            return existing
        if not (case.is_open or late):
            sentence = _("This case takes no new claims. The page of the case says why.")
            raise DomainError("case.closed", sentence, status=409)
        claimant, _new = Claimant.objects.get_or_create(account=account, relation=Claimant.Relation.SELF)
        [reference] = free()
        claim = Claim.objects.create(case=case, claimant=claimant, reference=reference)
        history.begin(claim)
        record("claim.begun", actor=account, subject=claim, case=case, claim=claim)
        return claim


@contextmanager
def holding(claim: Claim) -> Iterator[Claim]:
    """The claim as it stands now, and as nobody else moves or changes it until the end.

    In this order: a transaction, the ledger's turn, the row under lock, and the object that was given read again in
    place, so that whoever read it before holds no older copy. What is asked about the claim is asked in here.
    """
    with transaction.atomic():
        take_turn()
        rows = Claim.objects.select_for_update(of=("self",)).select_related("case", "claimant__account")
        claim.refresh_from_db(from_queryset=rows)
        yield claim


@contextmanager
def editing(claim: Claim) -> Iterator[Claim]:
    """The one way in which a claimant changes a claim: held, and refused unless its answers are open for changes."""
    with holding(claim):
        refuse_unless_editable(claim)
        yield claim


def judge_claim(*, claim: Claim, actor: User | None, rule: EligibilityRule | None = None) -> Verdict:
    """Let the case's newest eligibility rule judge the claim and each of its trips; store verdict, reasons and version.

    Takes the ledger's turn before it reads the rule, so that no verdict of an older version overtakes a publishing.
    rule: the version to judge by, where the caller has read it already.
    """
    with transaction.atomic():
        take_turn()
        verdict = judged_by(claim, rule.as_rule()) if rule else verdict_of(claim)
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
