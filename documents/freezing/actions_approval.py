"""The second person: asking whether a round may be frozen as it stands, approving, declining, taking back.

Who approves is never who asked, whatever roles the two hold. What is approved is a digest (queries.selection) of exactly these
people, the sum and the texts: when any of it changes, the approval stands for nothing and the question is asked again.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claimants.notices.actions import notify
from documents.rounds.actions import drop_approval
from documents.rounds.models import Approval, Round
from documents.rounds.queries import approval_of, approvers, selection
from documents.rounds.rules import refuse_unless_open
from litigation.accounts.models import User
from litigation.errors import DomainError
from litigation.ledger.actions import record, take_turn


def ask_for_approval(*, round: Round, seen: str, actor: User, tell: bool = True) -> Approval:
    """Ask for a second person, who then finds exactly what `seen` (the digest on the page) stands for.

    Takes the turn, looks whether that is still so, lets an overtaken question go, keeps the new one with the asker as who
    prepared the round, and writes to everybody who may answer (unless `tell` is off: made-up people get no mail).
    Refuses a round that is not open, an empty one, one that changed since it was looked at, a second question about the same,
    and a team in which nobody else may approve.
    """
    with transaction.atomic():
        found = _as_seen(round, seen)
        if not found.count:
            sentence = _("Nobody is ready for this round yet, so there is nothing to freeze. See who is held back.")
            raise DomainError("round.empty", sentence)
        _let_go_of_overtaken(round, found.digest)
        seconds = list(approvers(round, beside=actor))
        if not seconds:
            sentence = _("Nobody else in this team may approve. The case lead gives a second person such a role first.")
            raise DomainError("round.no_second_person", sentence, status=409)
        Round.objects.filter(pk=round.pk).update(prepared_by=actor)
        approval = Approval.objects.create(round=round, digest=found.digest, count=found.count, asked_by=actor)
        _tell(approval, "round.approval_asked", actor)
        for user in seconds if tell else ():
            notify(user=user, kind="approval_asked", case=round.case, params={"round": round.number})
    round.refresh_from_db()
    return approval


def approve(*, round: Round, seen: str, actor: User, tell: bool = True) -> Approval:
    """Say as the second person that exactly this may be frozen, and write so to who asked.

    Refuses the person who asked, a question that is not waiting, and one about what is no longer so.
    """
    with transaction.atomic():
        found = _as_seen(round, seen)
        approval = _waiting(round)
        _refuse_oneself(approval, actor)
        if approval.digest != found.digest:
            raise _outdated()
        return _answer(approval, Approval.State.GIVEN, actor, "round.approved", "approval_given" if tell else "")


def decline(*, round: Round, reason: str, actor: User) -> Approval:
    """Say no, or take one's own yes back, with a reason the asker reads. Refuses the person who asked."""
    with transaction.atomic():
        _open(round)
        approval = _in_force(round)
        _refuse_oneself(approval, actor)
        approval.reason = _reason(reason)
        return _answer(approval, Approval.State.DECLINED, actor, "round.declined", "approval_declined")


def withdraw_question(*, round: Round, reason: str, actor: User) -> Approval:
    """Take the question back, answered or not; the round can be changed and asked about again."""
    with transaction.atomic():
        _open(round)
        approval = _in_force(round)
        approval.state, approval.reason = Approval.State.WITHDRAWN, _reason(reason)
        approval.save(update_fields=["state", "reason"])
        _tell(approval, "round.approval_withdrawn", actor)
        return approval


def approved(*, round: Round) -> Approval:
    """The approval a freeze stands on, for what the round is at this moment. Refuses where there is none."""
    approval = approval_of(round)
    if approval is None or approval.state != Approval.State.GIVEN:
        sentence = _(
            "A second person has to approve this round before it is frozen. Ask for it, or wait for the answer."
        )
        raise DomainError("round.not_approved", sentence, status=409)
    if approval.digest != selection(round).digest:
        raise _outdated()
    return approval


def _as_seen(round, seen):
    """The selection, where it is what the person looked at."""
    _open(round)
    found = selection(round)
    if found.digest != seen:
        sentence = _("The people, the sum or the texts of this round changed since you looked. Look again, then go on.")
        raise DomainError("round.changed", sentence, status=409)
    return found


def _open(round):
    """Take the turn, then see what others made of the round meanwhile."""
    take_turn()
    round.refresh_from_db()
    refuse_unless_open(round)


def _let_go_of_overtaken(round, digest):
    approval = approval_of(round)
    if approval and approval.digest == digest:
        sentence = _("%(who)s has asked for approval of exactly this already. It waits for another person's answer.")
        if approval.state == Approval.State.GIVEN:
            sentence = _("Exactly this is approved already: %(who)s asked. The round can be frozen.")
        raise DomainError("round.asked_already", sentence % {"who": approval.asked_by}, status=409)
    drop_approval(round=round)


def _waiting(round) -> Approval:
    approval = _in_force(round)
    if approval.state != Approval.State.ASKED:
        sentence = _("%(who)s has approved this already. Nothing more is needed.") % {"who": approval.answered_by}
        raise DomainError("round.answered_already", sentence, status=409)
    return approval


def _in_force(round) -> Approval:
    approval = approval_of(round)
    if approval is None:
        sentence = _("Nobody is asking for approval of this round any more. Look at the page again.")
        raise DomainError("round.not_asked", sentence, status=409)
    return approval


def _refuse_oneself(approval, actor):
    if actor.pk == approval.asked_by_id:
        sentence = _("You prepared this round, so another person has to answer. That holds whatever your roles are.")
        raise DomainError("round.own_approval", sentence, status=403)


def _answer(approval, state, actor, verb, kind) -> Approval:
    approval.state, approval.answered_by, approval.answered_at = state, actor, timezone.now()
    approval.save(update_fields=["state", "answered_by", "answered_at", "reason"])
    _tell(approval, verb, actor)
    if kind:
        notify(user=approval.asked_by, kind=kind, case=approval.round.case, params={"round": approval.round.number})
    return approval


def _tell(approval, verb, actor):
    data = {"plaintiffs": approval.count, "digest": approval.digest, "approval": str(approval.pk)}
    record(verb, actor=actor, subject=approval.round, case=approval.round.case_id, data=data)


def _reason(text):
    text = " ".join((text or "").split())
    if not text or len(text) > 300:
        sentence = _("Say in a sentence why, in 300 characters or fewer. The other person reads it.")
        raise DomainError("round.reason", sentence, fields={"reason": sentence})
    return text


def _outdated():
    sentence = _(
        "What was asked about is no longer what the round is: people, sum or texts changed. Ask for approval again."
    )
    return DomainError("round.approval_outdated", sentence, status=409)
