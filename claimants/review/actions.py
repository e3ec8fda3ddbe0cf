"""The attorney's side of a claim, from opening to decision. Each checks, moves the status through workflow.move, and tells
the person."""

from contextlib import contextmanager
from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from claimants.claims.actions import holding
from claimants.claims.models import Claim
from claimants.claims.rules import refuse_erased
from claimants.evidence.queries import seen_by
from claimants.intake.models import Deficiency
from claimants.intake.rules import DEFICIENCIES, REFUSALS
from claimants.mandates.models import Mandate
from claimants.mandates.queries import lapsed
from claimants.notices.actions import notify, take_back
from claimants.review.models import Note
from claimants.review.rules import LOCK_MINUTES, NOT_ACCEPTED, UNDO, is_locked, needs_a_look
from litigation.accounts.models import User
from litigation.errors import DomainError
from litigation.ledger.actions import record
from litigation.workflow import move

DECIDED = {"accepted", "not_eligible"}  # decisions that can be undone


def open_review(*, claim: Claim, actor: User) -> None:
    """Take a waiting claim to read: submitted → in_review, with a soft lock. Refuses while somebody else has it open.

    A claim whose reader's time has run out changes hands, which the ledger tells too.
    """
    with _reading(claim, actor):
        if claim.status in DECIDED:
            raise DomainError(
                "claim.decided", _("This claim is decided. Undo the decision to read it again."), status=409
            )
        reader = claim.reviewer_id
        _lock(claim, actor)
        if claim.status != "in_review":
            move(claim, "in_review", actor=actor)
        elif reader != actor.pk:
            record("claim.review_taken_over", actor=actor, subject=claim, claim=claim, case=claim.case_id)


def put_back(*, claim: Claim, actor: User) -> None:
    """Stop reading without a decision: in_review → submitted. Refuses while somebody else reads it."""
    with _reading(claim, actor):
        move(claim, "submitted", actor=actor)
        Claim.objects.filter(pk=claim.pk).update(locked_until=None)


def accept(*, claim: Claim, why: str = "", actor: User) -> None:
    """The attorney takes the claim: in_review → accepted.

    Refuses without a mandate in force, without a confirmed Korean name, when the rule says no, and while a file that can be
    opened was not opened by the actor. why: kept as a note that the decision names; where the rule leaves it open, needed.
    """
    with _reading(claim, actor):
        _decide(claim, actor)
        _refuse_unless_acceptable(claim)
        _refuse_unless_looked_at(claim, why, actor)
        data = {"note": str(add_note(claim=claim, text=why, actor=actor).pk)} if why.strip() else {}
        claim.deficiencies.filter(state__in=["open", "answered"]).update(state=Deficiency.State.CURED)
        move(claim, "accepted", actor=actor, data=data)
        notify(user=claim.claimant.account, claim=claim, kind="accepted", due_at=timezone.now() + UNDO)


def ask_for_more(*, claim: Claim, code: str, cure_by: date, note: str = "", actor: User) -> Deficiency:
    """One coded thing the claimant has to send until cure_by: in_review → needs_information, with a mail in their language."""
    if code not in DEFICIENCIES:
        raise DomainError(
            "deficiency.unknown", _("Choose what is missing."), fields={"code": _("Choose what is missing.")}
        )
    if cure_by <= timezone.localdate():
        raise DomainError(
            "deficiency.past", _("Choose a day in the future."), fields={"cure_by": _("Choose a day in the future.")}
        )
    if code == "other" and not note.strip():
        raise DomainError("deficiency.note", _("Write what you need."), fields={"note": _("Write what you need.")})
    with _reading(claim, actor):
        deficiency = Deficiency.objects.create(
            claim=claim,
            code=code,
            note=note.strip(),
            language=claim.claimant.account.language,
            cure_by=cure_by,
            asked_by=actor,
        )
        move(
            claim,
            "needs_information",
            actor=actor,
            reason=code,
            data={"deficiency": str(deficiency.pk), "cure_by": cure_by.isoformat()},
        )
        Claim.objects.filter(pk=claim.pk).update(locked_until=None)
        notify(
            user=claim.claimant.account,
            claim=claim,
            kind="request",
            params={"deficiency": str(deficiency.pk), "cure_by": cure_by.isoformat()},
        )
    return deficiency


def not_eligible(*, claim: Claim, code: str, note: str = "", actor: User) -> None:
    """The claim cannot be included: in_review → not_eligible, with a reason the person can read."""
    if code not in REFUSALS:
        raise DomainError("refusal.unknown", _("Choose the reason."), fields={"refusal": _("Choose the reason.")})
    with _reading(claim, actor):
        _decide(claim, actor)
        Claim.objects.filter(pk=claim.pk).update(refusal_code=code)
        if note.strip():
            add_note(claim=claim, text=note, actor=actor)
        move(claim, "not_eligible", actor=actor, reason=code)
        notify(user=claim.claimant.account, claim=claim, kind="not_eligible", due_at=timezone.now() + UNDO)


def undo_decision(*, claim: Claim, actor: User) -> None:
    """Take an acceptance or a refusal back while the claim is in no round: → in_review, open for whoever undid it.

    Its mail waits so long (rules.UNDO), and so long only who decided undoes it: then nothing was ever told. Later anybody who
    decides may take it up again, and the person is told that the earlier message does not hold. Refuses the decision of
    somebody else that is that young.
    """
    with _reading(claim, actor):
        if claim.status not in DECIDED:
            raise DomainError("claim.nothing_to_undo", _("There is no decision to undo on this claim now."), status=409)
        decided_at = claim.decided_at
        assert decided_at is not None  # decided
        if claim.reviewer_id != actor.pk and timezone.now() < decided_at + UNDO:
            sentence = _("%(who)s has just decided this, and can undo it. From %(time)s on you can take it up again.")
            time = time_format(timezone.localtime(decided_at + UNDO), "TIME_FORMAT")
            raise DomainError("claim.not_your_decision", sentence % {"who": claim.reviewer, "time": time}, status=409)
        Claim.objects.filter(pk=claim.pk).update(decided_at=None)
        _lock(claim, actor)
        move(claim, "in_review", actor=actor)
        if take_back(claim=claim, kinds=DECIDED, since=decided_at):
            notify(user=claim.claimant.account, claim=claim, kind="taken_up_again")


def add_note(*, claim: Claim, text: str, actor: User) -> Note:
    if not text.strip():
        raise DomainError("note.empty", _("Write the note first."), fields={"text": _("Write the note first.")})
    with holding(claim):
        refuse_erased(claim)
        note = Note.objects.create(claim=claim, author=actor, text=text.strip())
        record("note.added", actor=actor, subject=note, claim=claim, case=claim.case_id)
    return note


def forget(*, claim: Claim) -> None:
    """What the team wrote about a person goes with what the person gave."""
    claim.notes.all().delete()


def _refuse_unless_acceptable(claim):
    if not claim.mandates.filter(Mandate.COUNTS).exists():
        raise _not_accepted("claim.no_mandate", lapsed(claim))
    if not claim.claimant.hangul_name or not claim.claimant.hangul_confirmed_at:
        raise _not_accepted("claim.hangul_open")
    if claim.verdict == "no":
        raise _not_accepted("claim.rule_says_no")


def _refuse_unless_looked_at(claim, why, actor):
    seen = seen_by(claim, actor)
    if seen.unseen:
        raise _not_accepted("claim.files_unseen", n=len(seen.unseen), all=len(seen.files))
    if needs_a_look(claim) and not why.strip():
        raise _not_accepted("claim.look_unanswered", field="why")


def _not_accepted(code, more="", *, field="", **told):
    sentence = " ".join(filter(None, (NOT_ACCEPTED[code] % told, more)))
    return DomainError(code, sentence, fields={field: sentence} if field else None)


def _decide(claim, actor):
    Claim.objects.filter(pk=claim.pk).update(decided_at=timezone.now(), reviewer=actor, locked_until=None)


def _lock(claim, actor):
    claim.reviewer, claim.locked_until = actor, timezone.now() + timedelta(minutes=LOCK_MINUTES)
    Claim.objects.filter(pk=claim.pk).update(reviewer=actor, locked_until=claim.locked_until)


@contextmanager
def _reading(claim, actor):
    """The claim held for whoever reads and decides it.

    Refused while somebody else has it open, and where it moved since it was read: one decides about what one saw.
    """
    seen = claim.version
    with holding(claim):
        if is_locked(claim, actor):
            sentence = _("%(who)s is reading this claim now.")
            raise DomainError("claim.locked", sentence % {"who": claim.reviewer}, status=409)
        if claim.version != seen:
            raise DomainError(
                "claim.stale", _("This claim was changed since you opened it. Nothing was done."), status=409
            )
        yield
