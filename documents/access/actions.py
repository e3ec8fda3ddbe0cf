"""Requests for access reach the controller, and answers come back: the only writers of this room.

The controller answers within ten days of receiving a request, or says in that time why not and how that can be contested
(Personal Information Protection Act 35③–⑤; Decree 41④, 42).
"""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.access.models import AccessAnswer, AccessRequest
from documents.access.queries import TYPE, people_of, waiting
from documents.changes.rules import written
from documents.papers.models import Filing
from documents.papers.registry import asked_kinds
from documents.proceedings.actions import drop_for_paper, reopen, settle, start_for_paper
from documents.proceedings.models import Deadline
from documents.proceedings.rules import ACCESS
from litigation.accounts.models import User
from litigation.errors import DomainError
from litigation.law import deadlines
from litigation.law.rows import LawProblem
from litigation.lawbook.queries import table
from litigation.lawbook.words import refusal
from litigation.ledger.actions import record, take_turn


def mark_received(
    *, filing: Filing, received_on: date, proof: str, actor: User, numbers: Collection[int] = ()
) -> Deadline:
    """The controller received these requests on that day; without numbers: all that were not marked before.

    Each has ten days from then; those of one day share one row of the deadlines. Marked again with another day they are
    counted anew. Refuses another paper, a version that was corrected, whom the paper has no request for, who has an
    answer already, and a day in the future or before the paper was made.
    """
    with transaction.atomic():
        take_turn()
        _refuse_unless_current(filing)
        _refuse_day(received_on, timezone.localdate(filing.created_at), "received_on")
        entries = _chosen(people_of(filing), numbers, filing)
        deadline = _deadline_of(filing, received_on, actor)
        told = {"received_on": received_on, "proof": proof.strip(), "deadline": deadline, "marked_by": actor}
        told["marked_at"] = timezone.now()
        AccessRequest.objects.bulk_create(
            [AccessRequest(filing=filing, entry=entry, **told) for entry in entries],
            batch_size=500,
            update_conflicts=True,
            unique_fields=["filing", "entry"],
            update_fields=list(told),
        )
        left = filing.deadlines.filter(access_requests=None)
        drop_for_paper(deadlines=left, note=_("The day it was received was corrected."), actor=actor)
        _end_what_is_answered(filing, actor)
        _record("access.received", filing, actor, plaintiffs=len(entries), received_on=received_on.isoformat())
    return deadline


def enter_answer(
    *,
    filing: Filing,
    outcome: str,
    answered_on: date,
    actor: User,
    numbers: Collection[int] = (),
    reason: str = "",
    appeal: str = "",
) -> int:
    """The controller answered these requests; without numbers: all that wait. Returns how many.

    Said again of a person, the newer answer counts and the older stays readable. The deadline of a day is done with the
    last answer to it. Refuses a refusal or delay without its reason and the way to contest it, who is not marked as
    received, and a day in the future or before that.
    """
    reason, appeal = reason.strip(), appeal.strip()
    if outcome in AccessAnswer.NEED_REASON and not (reason and appeal):
        sentence = _(
            "Write their reason, and how it can be contested as their notice says it, or that it does not say."
        )
        raise DomainError("access.reason", sentence, fields={"reason" if not reason else "appeal": sentence})
    with transaction.atomic():
        take_turn()
        _refuse_unless_current(filing)
        requests = _answered(filing, numbers)
        _refuse_day(answered_on, max(each.received_on for each in requests), "answered_on")
        told = {"outcome": outcome, "answered_on": answered_on, "reason": reason, "appeal": appeal, "entered_by": actor}
        AccessAnswer.objects.bulk_create([AccessAnswer(request=each, **told) for each in requests], batch_size=500)
        _end_what_is_answered(filing, actor)
        _record(
            "access.answered",
            filing,
            actor,
            plaintiffs=len(requests),
            outcome=outcome,
            answered_on=answered_on.isoformat(),
        )
    return len(requests)


def _chosen(people, numbers, filing):
    """The entries to mark. Nobody who has an answer is moved to another day."""
    marked = {
        each.entry.number: each for each in filing.access_requests.select_related("entry").defer("entry__snapshot")
    }
    numbers = list(numbers) or sorted(set(people) - set(marked))
    _refuse_numbers(set(numbers) - set(people), _("This paper has no request for plaintiff %s."))
    answered = set(marked) - set(waiting(filing.access_requests).values_list("entry__number", flat=True))
    _refuse_numbers(answered & set(numbers), _("Plaintiff %s has an answer already, so the day stays as it is."))
    if not numbers:
        sentence = _("Every request of this paper is marked as received. To correct a day, name the plaintiffs.")
        raise DomainError("access.nobody", sentence, fields={"numbers": sentence})
    return [people[number] for number in numbers]


def _answered(filing, numbers):
    """The requests an answer is for."""
    requests = filing.access_requests.select_related("entry").defer("entry__snapshot")
    found = {each.entry.number: each for each in (requests if numbers else waiting(requests))}
    _refuse_numbers(set(numbers) - set(found), _("Plaintiff %s is not marked as received. Enter that day first."))
    if not found:
        sentence = _("No request waits for an answer. To enter a newer answer, name the plaintiffs.")
        raise DomainError("access.nobody", sentence, fields={"numbers": sentence})
    return [found[number] for number in (numbers or found)]


def _deadline_of(filing, received_on, actor):
    """The row of the deadlines for that day: the one there is, open again if it was done, or a new one."""
    same = filing.deadlines.filter(key=ACCESS, access_requests__received_on=received_on)
    if found := same.exclude(state=Deadline.State.DROPPED).first():
        if found.state == Deadline.State.DONE:
            reopen(deadline=found, actor=actor)
        return found
    try:
        counted = deadlines.deadline(ACCESS, received_on, table=table())
    except LawProblem as problem:
        raise refusal(problem) from problem
    about = f"{asked_kinds()[TYPE].title_ko} {filing.number}"
    return start_for_paper(filing_id=filing.pk, about=about, key=ACCESS, computation=counted)


def _end_what_is_answered(filing, actor):
    for deadline in filing.deadlines.filter(state=Deadline.State.OPEN):
        if not waiting(deadline.access_requests.all()).exists():
            settle(deadline=deadline, state=Deadline.State.DONE, actor=actor)


def _refuse_unless_current(filing):
    if filing.type != TYPE or filing.corrections.exists():
        sentence = _("This is no paper of requests for access, or it was corrected. Open its newest version.")
        raise DomainError("access.paper", sentence, status=409)


def _refuse_day(day, earliest, field):
    if not earliest <= day <= timezone.localdate():
        sentence = _("The day cannot lie in the future, nor before the one it follows. Check it.")
        raise DomainError("access.day", sentence, fields={field: sentence})


def _refuse_numbers(numbers, sentence):
    if numbers:
        sentence %= written(numbers)
        raise DomainError("access.numbers", sentence, fields={"numbers": sentence})


def _record(verb, filing, actor, **data):
    data |= {"round": filing.round.number, "number": filing.number}
    record(verb, actor=actor, subject=filing, case=filing.round.case_id, data=data)
