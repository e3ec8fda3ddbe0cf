"""Making, changing and cancelling rounds. Freezing one is a room of its own, above the papers (documents/freezing)."""

from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _
from django_countries import countries as all_countries

from documents.rounds.models import Approval, Round
from documents.rounds.orders import refuse_unknown
from documents.rounds.rules import refuse_unless_frozen, refuse_unless_open
from litigation.accounts.models import User
from litigation.cases.models import Case
from litigation.errors import DomainError
from litigation.ledger.actions import record, take_turn
from litigation.workflow import move


def open_round(
    *, case: Case, actor: User, amount_won: int | None = None, follows: Round | None = None, **plan: Any
) -> Round:
    """Begin the next round of the case; its number is never used again. plan: size_limit, countries, sent_until, order.

    Refuses while another round is open: both would wait for the same people.
    """
    values = _plan(amount_won=amount_won or case.amount_per_plaintiff_won, **plan)
    with transaction.atomic():
        take_turn()
        if standing := Round.objects.filter(case=case, status=Round.Status.OPEN).first():
            sentence = _("Round %(number)s is still open. Freeze it or cancel it, then begin the next one.")
            raise DomainError("round.open_already", sentence % {"number": standing.number}, status=409)
        last = Round.objects.filter(case=case).aggregate(last=Max("number"))["last"] or 0
        round = Round.objects.create(case=case, number=last + 1, prepared_by=actor, follows=follows, **values)
        after = {"follows": follows.number} if follows else {}
        record("round.opened", actor=actor, subject=round, case=case, data={"number": round.number, **after, **values})
    return round


def carry_over(*, round: Round, actor: User) -> Round:
    """Begin the next round, planned like this one, for those who were left out of it.

    Whoever of them is ready now is in it; with a limit, those who waited longest go first.
    Refuses a round that is not frozen, and while another round is open.
    """
    refuse_unless_frozen(round)
    plan = {name: getattr(round, name) for name in ("size_limit", "amount_won", "countries", "order")}
    return open_round(case=round.case, actor=actor, follows=round, **plan)


def change_round(*, round: Round, actor: User, **plan: Any) -> None:
    """Set what is planned: size_limit, amount_won, countries, sent_until, order. Refuses a round that is not open.

    What is not named stays as it is.
    """
    values = _plan(**plan)
    with transaction.atomic():
        take_turn()
        changed = Round.objects.filter(pk=round.pk, status=Round.Status.OPEN).update(version=F("version") + 1, **values)
        round.refresh_from_db()
        if not changed:
            refuse_unless_open(round)
        record("round.changed", actor=actor, subject=round, case=round.case_id, data=values)


def cancel_round(*, round: Round, actor: User) -> None:
    """Give an open round up. Nobody was in it yet; the claims stay as they are."""
    with transaction.atomic():
        take_turn()
        round.refresh_from_db()
        refuse_unless_open(round)
        drop_approval(round=round)
        move(round, Round.Status.CANCELLED, actor=actor)


def drop_approval(*, round: Round) -> None:
    """A round that is given up, or changed since somebody was asked, needs no answer any more."""
    round.approvals.filter(state__in=Approval.IN_FORCE).update(state=Approval.State.OUTDATED)


def _plan(**plan) -> dict:
    """What was planned, each part checked. A part nobody knows is a mistake of the programmer."""
    checks = {"size_limit": _limit, "amount_won": _amount, "countries": _countries, "order": refuse_unknown}
    checks["sent_until"] = lambda day: day
    return {name: checks[name](value) for name, value in plan.items()}


def _countries(codes):
    codes = sorted({code.upper() for code in codes or ()})
    if unknown := [code for code in codes if code not in all_countries.countries]:
        sentence = _("There is no country with the code %(codes)s.") % {"codes": ", ".join(unknown)}
        raise DomainError("round.countries", sentence, fields={"countries": sentence})
    return codes


def _limit(value):
    if value is not None and value < 1:
        sentence = _("Enter at least 1, or leave it empty to take all who are ready.")
        raise DomainError("round.limit", sentence, fields={"size_limit": sentence})
    return value


def _amount(value):
    if value < 1:
        sentence = _("Enter what each plaintiff claims, in won.")
        raise DomainError("round.amount", sentence, fields={"amount_won": sentence})
    return value
