"""Beginning a claim, holding it while it is changed, and letting the eligibility rule judge it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext as _

from claimants.claims import history
from claimants.claims.models import Claim
from claimants.claims.references import free
from claimants.claims.rules import refuse_unless_editable
from claimants.people.models import Claimant
from litigation.accounts.models import User
from litigation.cases.models import Case
from litigation.errors import DomainError
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
def editing(claim: Claim, *, or_if: Callable[[Claim], bool] = lambda _claim: False) -> Iterator[Claim]:
    """The one way in which a claimant changes a claim: held, and refused unless its answers are open for changes.

    or_if: what opens it for this act alone; it is asked while the claim is held.
    """
    with holding(claim):
        if not or_if(claim):
            refuse_unless_editable(claim)
        yield claim
