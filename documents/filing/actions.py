"""Filing a round: only when what is checked allows it."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from documents.filing.models import FiledAnyway
from documents.filing.queries import asking, before_filing, blocking
from documents.filing.rules import MOST
from documents.proceedings import actions as proceedings
from documents.proceedings.models import Proceeding
from documents.rounds.models import Round
from documents.rounds.rules import refuse_unless_frozen
from litigation.accounts.models import User
from litigation.errors import DomainError
from litigation.ledger.actions import record, take_turn


def file(
    *,
    round: Round,
    court: str,
    division: str,
    number: int,
    filed_on: date,
    actor: User,
    reasons: Mapping[str, str] | None = None,
) -> Proceeding:
    """The round was filed at the court under this number (proceedings.file_round), after every check of rules.py.

    In one transaction: takes the ledger's turn, asks every check anew, keeps the reasons of this person for those that ask for
    one, then files. Refuses while a check blocks, and one that asks without a reason.
    """
    reasons = reasons or {}
    with transaction.atomic():
        take_turn()
        round.refresh_from_db()
        refuse_unless_frozen(round)
        found = before_filing(round) if round.status == Round.Status.FROZEN else []  # else it is refused below
        if stopping := blocking(found):
            sentence = " ".join(f"{each.words}. {each.cure}" for each in stopping)
            raise DomainError("filing.blocked", sentence, status=409)
        given = {each.code: " ".join(reasons.get(each.code, "").split())[:MOST] for each in asking(found)}
        if missing := [each for each in asking(found) if not given[each.code]]:
            sentence = _("Write why it is filed all the same, or put it right first.")
            fields = {f"reason_{each.code}": f"{each.words}. {sentence}" for each in missing}
            raise DomainError("filing.reason", sentence, fields=fields)
        for each in asking(found):
            kept = {"check_code": each.code, "count": each.n, "reason": given[each.code]}
            FiledAnyway.objects.create(round=round, given_by=actor, **kept)
        if given:
            record("round.filed_anyway", actor=actor, subject=round, case=round.case_id, data={"checks": sorted(given)})
        return proceedings.file_round(
            round=round, court=court, division=division, number=number, filed_on=filed_on, actor=actor
        )
