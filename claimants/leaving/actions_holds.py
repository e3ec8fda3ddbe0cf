"""Setting a legal hold, looking at it again, lifting it. The only writers of holds."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from claimants.claims.actions import holding
from claimants.claims.models import Claim
from claimants.leaving.models import HoldAct, LegalHold
from litigation.accounts.models import User
from litigation.cases.models import Case
from litigation.errors import DomainError
from litigation.law.figures import today
from litigation.ledger.actions import record, take_turn


def set_hold(
    *, case: Case, claim: Claim | None, reason: str, told: Mapping[str, str], review_on: date, actor: User
) -> LegalHold:
    """Keep the data of a claim, or of every claim of the case, from being deleted until the hold is lifted.

    told: why, as the person reads it, by language; at least one. In this order: the claim is held, so that a deletion is over
    before or not begun; something of it is there still; the day to look at it again lies ahead.
    """
    with holding(claim) if claim else _turn():
        if claim and claim.erased_at and not claim.mandates.exists():
            sentence = _("What was kept of this claim is deleted already, so nothing is left to hold.")
            raise DomainError("hold.nothing_left", sentence, status=409)
        _refuse_past(review_on)
        values = {"reason": reason, "told": dict(told), "review_on": review_on, "set_by": actor}
        hold = LegalHold.objects.create(case=case, claim=claim, **values)
        _record("hold.set", hold, actor, review_on)
    return hold


def review(*, hold: LegalHold, reason: str, review_on: date, actor: User) -> None:
    """Write down that it was looked at again and stays, why, and when it is looked at next. Refuses one that was lifted."""
    with _turn():
        _refuse_lifted(hold)
        _refuse_past(review_on)
        kept = HoldAct.Kind.REVIEWED
        HoldAct.objects.create(hold=hold, kind=kept, reason=reason, review_on=review_on, done_by=actor)
        _record("hold.reviewed", hold, actor, review_on)


def lift(*, hold: LegalHold, reason: str, actor: User) -> None:
    """Let it go: what is due is deleted with the next daily deletion. Refuses one that was lifted."""
    with _turn():
        _refuse_lifted(hold)
        HoldAct.objects.create(hold=hold, kind=HoldAct.Kind.LIFTED, reason=reason, done_by=actor)
        _record("hold.lifted", hold, actor)


@contextmanager
def _turn() -> Iterator[None]:
    with transaction.atomic():
        take_turn()
        yield


def _refuse_past(review_on):
    if review_on <= today():
        sentence = _("Choose a day that lies ahead.")
        raise DomainError("hold.review_past", sentence, fields={"review_on": sentence})


def _refuse_lifted(hold):
    if hold.acts.filter(kind=HoldAct.Kind.LIFTED).exists():
        raise DomainError("hold.lifted", _("This hold was lifted already."), status=409)


def _record(verb, hold, actor, review_on=None):
    data = {"review_on": review_on.isoformat()} if review_on else {}
    record(verb, actor=actor, subject=hold, claim=hold.claim_id, case=hold.case_id, data=data)
