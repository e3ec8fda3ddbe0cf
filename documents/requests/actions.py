"""Papers somebody asks for: the only writer of such filings."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from documents.changes.models import AskedChange
from documents.papers.models import Filing
from documents.papers.queries import ASKED, paper_of
from documents.papers.registry import ROUND, FilingKind, asked_kinds
from documents.papers.texts import texts_of
from documents.requests.actions_changes import paper_changed
from documents.requests.rules import refuse_taken_back
from documents.rounds.models import Round
from documents.rounds.rules import refuse_unless_frozen
from litigation.accounts.models import User
from litigation.errors import DomainError
from litigation.jobs.actions import start
from litigation.ledger.actions import record, take_turn

AT_ONCE = 20  # plaintiffs whose papers are one item of the job


def ask_for(
    *, round: Round, kind: FilingKind, values: dict[str, Any], actor: User, corrects: Filing | None = None
) -> Filing:
    """Write down what a paper is made from, then begin to make it: number, typed values, texts in today's versions.

    A correction keeps the number of what it corrects and counts the version up; the old one stays. Refuses a round that
    is not frozen, a kind without its text, and a correction of what was corrected before or is another kind of paper.
    """
    with transaction.atomic():
        take_turn()
        change = corrects and corrects.change
        made = _ask(round, kind, values, actor, corrects=corrects, change=change)
        if change:
            paper_changed(asked=change, actor=actor)
        return made


def ask_for_change(*, asked: AskedChange, values: dict[str, Any], actor: User) -> Filing:
    """The paper the court needs for a change that was asked for. Asked for again, it is the one there is, in its newest version.

    Refuses a change that was taken back, and a kind without its text.
    """
    with transaction.atomic():
        take_turn()
        if made := paper_of(asked):
            return made
        refuse_taken_back(asked)
        return _ask(asked.round, asked_kinds()[asked.paper], values, actor, change=asked)


def settle(*, filing: Filing, failed: bool) -> None:
    """After the last item: the filing is made, or failed where one of its files is missing."""
    state = Filing.State.FAILED if failed else Filing.State.MADE
    Filing.objects.filter(pk=filing.pk).update(state=state)


def _ask(round, kind, values, actor, *, change, corrects=None):
    refuse_unless_frozen(round)
    number, version = _place(round, kind, corrects)
    filing = Filing.objects.create(
        round=round,
        type=kind.type,
        number=number,
        version=version,
        corrects=corrects,
        change=change,
        asked={"values": values, "texts": texts_of(round.case, kind)},
        asked_by=actor,
    )
    params = {"round": round.number, "paper": kind.type}
    start(ASKED, actor=actor, case=round.case, subject=filing, items=_items(round, kind), params=params)
    data = {"round": round.number, "type": kind.type, "number": number, "version": version}
    record("paper.asked", actor=actor, subject=filing, case=round.case_id, data=data)
    return filing


def _place(round, kind, corrects):
    """(number, version) of the new filing."""
    mine = Filing.objects.filter(round=round, type=kind.type, number__gt=0)
    if corrects is None:
        return (mine.aggregate(last=Max("number"))["last"] or 0) + 1, 1
    if not mine.filter(pk=corrects.pk).exists():
        raise DomainError("paper.not_its_kind", _("This paper is none that can be corrected here."), status=404)
    if corrects.corrections.exists():
        raise DomainError(
            "paper.corrected_before",
            _("This paper was corrected before. Open the newest version and correct that."),
            status=409,
        )
    return corrects.number, corrects.version + 1


def _items(round, kind):
    """(key, which plaintiffs) of each item: one for the round, or one for every few plaintiffs."""
    if kind.per == ROUND:
        yield "paper", {}
        return
    for first in range(1, round.roster_count + 1, AT_ONCE):
        last = min(first + AT_ONCE - 1, round.roster_count)
        yield f"{first}-{last}", {"first": first, "last": last}
